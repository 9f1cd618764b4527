//! A static server for the site on the loopback interface, with the headers that the README recommends to hosts. For
//! tests it inserts a detector of faults before every page's own scripts, and simulates bad hosts below `/faults/`.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use anyhow::{Context, Result, anyhow};
use axum::Router;
use axum::body::{self, Body};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::faulty_hosts::{self, Hosting};
use crate::tree::Tree;
use crate::{frameworks, situations};

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; \
    require-trusted-types-for 'script'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'; trusted-types ";

/// Frameworks that create their own policies for Trusted Types, by the page that uses them. No other page may.
const TRUSTED_TYPES: [(&str, &str); 2] =
    [("/hosts/vite/vue.html", "vue"), ("/hosts/vite/svelte.html", "svelte-trusted-html")];

/// Only the static page has an image, its icon. The widget needs none, so hosts need not allow any.
const WITH_ICON: [&str; 2] = ["/", "/index.html"];

/// The folder of the host pages from `tests/hosts/`.
const SITUATIONS: &str = "/situations/";

/// Inserted before any other script, because not every driver can run a script before a page's own.
const WATCH: &str = "<head><script src=\"/pages/watch.js\"></script>";

/// The audience of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    People,
    Tests,
}

/// Runs in a thread of its own until the process ends.
pub(crate) struct Server {
    address: SocketAddr,
    thread: JoinHandle<Result<()>>,
}

impl Server {
    /// Serves `dist/`, and the pages of the browser tests below `/pages/`. Port 0 means any free one.
    pub(crate) fn start(tree: &Tree, port: u16, audience: Audience) -> Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| format!("port {port}"))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let router = router(tree, audience);
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

fn router(tree: &Tree, audience: Audience) -> Router {
    let site = ServeDir::new(tree.dist()).precompressed_br().precompressed_gzip();
    let router = Router::new()
        .nest_service("/pages", ServeDir::new(tree.join("tests/e2e/pages")))
        .nest_service("/hosts/vite", ServeDir::new(frameworks::pages(tree)))
        .nest_service("/situations", ServeDir::new(situations::pages(tree)))
        .fallback_service(site)
        .layer(middleware::from_fn_with_state(Arc::new(situations::pages(tree)), add_headers));
    match audience {
        Audience::People => router,
        Audience::Tests => {
            let watched = router.layer(middleware::from_fn(add_watch));
            // A layer around its own router, which then reads the address that a fault has rewritten.
            let faulty = middleware::from_fn_with_state(Arc::<Hosting>::default(), faulty_hosts::answer);
            Router::new().fallback_service(watched).layer(faulty)
        }
    }
}

/// It carries a policy with the hashes of its inline scripts; a second policy could only forbid them.
fn has_own_policy(request: &Request) -> bool {
    request.uri().path() == "/standalone.html"
}

fn policy(request: &Request, situations: &Path) -> Option<HeaderValue> {
    if has_own_policy(request) {
        return None;
    }
    let path = request.uri().path();
    let of_framework = TRUSTED_TYPES.iter().find(|(page, _)| *page == path).map(|(_, name)| *name);
    let page = path.strip_prefix(SITUATIONS).map(|name| std::fs::read_to_string(situations.join(name)));
    let of_situation = page.as_ref().and_then(|page| situations::trusted_types(page.as_ref().ok()?));
    let trusted = of_framework.or(of_situation).unwrap_or("'none'");
    let images = if WITH_ICON.contains(&path) { "; img-src 'self'" } else { "" };
    HeaderValue::try_from(format!("{POLICY}{trusted}{images}")).ok()
}

async fn add_headers(State(situations): State<Arc<PathBuf>>, request: Request, next: Next) -> Response {
    let policy = policy(&request, &situations);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if let Some(policy) = policy {
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

async fn add_watch(mut request: Request, next: Next) -> Result<Response, StatusCode> {
    let is_page = !has_own_policy(&request) && [".html", "/"].iter().any(|end| request.uri().path().ends_with(end));
    if !is_page {
        return Ok(next.run(request).await);
    }
    // A compressed page could not be edited.
    request.headers_mut().remove(ACCEPT_ENCODING);
    let (mut head, body) = next.run(request).await.into_parts();
    let page = body::to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let page = String::from_utf8_lossy(&page).replacen("<head>", WATCH, 1);
    head.headers.remove(CONTENT_LENGTH);
    Ok(Response::from_parts(head, Body::from(page)))
}
