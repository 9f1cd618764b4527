//! A static server for the site on the loopback interface, with the headers that the README recommends to hosts.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS};
use axum::middleware::{self, Next};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::tree::Tree;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    require-trusted-types-for 'script'; trusted-types 'none'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

/// Runs in a thread of its own until the process ends.
pub(crate) struct Server {
    address: SocketAddr,
    thread: JoinHandle<Result<()>>,
}

impl Server {
    /// Serves `dist/`, and the pages of the browser tests below `/pages/`. Port 0 means any free one.
    pub(crate) fn start(tree: &Tree, port: u16) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| format!("port {port}"))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let router = router(tree);
        let thread = thread::spawn(move || serve(listener, router));
        Ok(Self { address, thread })
    }

    /// Without a slash at the end.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Waits until the process is stopped from outside.
    pub(crate) fn wait(self) -> Result<()> {
        self.thread.join().map_err(|_| anyhow!("the server panicked"))?
    }
}

fn serve(listener: TcpListener, router: Router) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        Ok(axum::serve(listener, router).await?)
    })
}

fn router(tree: &Tree) -> Router {
    let site = ServeDir::new(tree.dist()).precompressed_br().precompressed_gzip();
    Router::new()
        .nest_service("/pages", ServeDir::new(tree.join("tests/e2e/pages")))
        .fallback_service(site)
        .layer(middleware::from_fn(add_headers))
}

async fn add_headers(request: Request, next: Next) -> Response {
    // It carries a policy with the hashes of its inline scripts; a second policy could only forbid them.
    let has_own_policy = request.uri().path() == "/standalone.html";
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !has_own_policy {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
