//! Other hosts, most of them bad, for the browser tests: below `/faults/<name>/` is a copy of the whole site, as a
//! server with that fault sends it. `/requests` lists the requests so far, and how often each came.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Result;
use axum::body::{self, Body};
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION,
};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::json;

const FOLDER: &str = "/faults/";
/// A held response is sent when a test requests the file of that name in this folder.
const RELEASE: &str = "/release/";
/// The interval for checking whether a held response may be sent, and how long it is held at most.
const LOOK: Duration = Duration::from_millis(10);
const LOOKS: usize = 2_000;

/// The requests so far.
#[derive(Default)]
pub(crate) struct Hosting(Mutex<Asked>);

#[derive(Default)]
struct Asked {
    requests: BTreeMap<String, usize>,
    released: BTreeSet<String>,
}

impl Hosting {
    fn with<T>(&self, work: impl FnOnce(&mut Asked) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn wait_for(&self, name: &str) {
        for _ in 0..LOOKS {
            if self.with(|asked| asked.released.contains(name)) {
                return;
            }
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Fault {
    /// Nothing: requests below this folder are one test's own.
    Counted,
    /// The WebAssembly is missing.
    Missing,
    /// A page is sent in its place, as servers of single-page applications do.
    OtherPage,
    /// It is sent as a file of no kind.
    WrongType,
    /// Half of it is sent.
    Truncated,
    /// One byte of it is another one.
    Tampered,
    /// It has moved to an origin that does not share it.
    OtherOrigin,
    /// It is held until a test releases this name.
    Held(String),
    /// The policy of the page allows no WebAssembly.
    NoWasm,
    /// The policy of the page allows no fetch.
    NoFetch,
    /// The page is a sandbox without an origin: storage and clipboard throw.
    Sandbox,
    /// The policy of the page does not ask for Trusted Types: no fault, but a worker can only be started so.
    NoTypes,
}

impl Fault {
    fn parse(name: &str) -> Option<Self> {
        if let Some(held) = name.strip_prefix("held-") {
            return Some(Self::Held(held.to_owned()));
        }
        Some(match name {
            "counted" => Self::Counted,
            "missing" => Self::Missing,
            "other-page" => Self::OtherPage,
            "wrong-type" => Self::WrongType,
            "truncated" => Self::Truncated,
            "tampered" => Self::Tampered,
            "other-origin" => Self::OtherOrigin,
            "no-wasm" => Self::NoWasm,
            "no-fetch" => Self::NoFetch,
            "sandbox" => Self::Sandbox,
            "no-types" => Self::NoTypes,
            _ => return None,
        })
    }

    /// The policy of a page, as this fault changes it.
    fn policy(&self, policy: &str) -> String {
        match self {
            Self::NoWasm => policy.replace(" 'wasm-unsafe-eval'", ""),
            Self::NoFetch => policy.replace("connect-src 'self'", "connect-src 'none'"),
            Self::OtherOrigin => policy.replace("connect-src 'self'", "connect-src http:"),
            // In WebKit (2.50), 'self' matches nothing on a page with an opaque origin.
            Self::Sandbox => {
                let policy = policy.replace("connect-src 'self'", "connect-src http:");
                format!("{policy}; sandbox allow-scripts allow-forms")
            }
            Self::NoTypes => {
                policy.replace("require-trusted-types-for 'script'; ", "").replace("trusted-types 'none'", "")
            }
            Self::Counted
            | Self::Missing
            | Self::OtherPage
            | Self::WrongType
            | Self::Truncated
            | Self::Tampered
            | Self::Held(_) => policy.to_owned(),
        }
    }
}

/// Answers requests below `/faults/` and the tests' own requests to the server, and passes on everything else.
pub(crate) async fn answer(
    State(hosting): State<Arc<Hosting>>,
    mut request: Request,
    next: Next,
) -> Result<Response, StatusCode> {
    let path = request.uri().path().to_owned();
    if path == "/requests" {
        return Ok(Response::new(Body::from(hosting.with(|asked| json!(asked.requests).to_string()))));
    }
    if let Some(name) = path.strip_prefix(RELEASE) {
        hosting.with(|asked| asked.released.insert(name.to_owned()));
        return Ok(Response::default());
    }
    hosting.with(|asked| *asked.requests.entry(path.clone()).or_default() += 1);
    let Some((name, file)) = path.strip_prefix(FOLDER).and_then(|rest| rest.split_once('/')) else {
        return Ok(next.run(request).await);
    };
    let fault = Fault::parse(name).ok_or(StatusCode::NOT_FOUND)?;
    *request.uri_mut() = Uri::try_from(format!("/{file}")).map_err(|_| StatusCode::BAD_REQUEST)?;
    // A single byte of a compressed file could not be changed.
    request.headers_mut().remove(ACCEPT_ENCODING);
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default().to_owned();
    let mut response = next.run(request).await;
    if file.ends_with(".wasm") {
        if let Fault::Held(name) = &fault {
            hosting.wait_for(name).await;
        }
        response = damaged(response, &fault, &host).await.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    }
    let headers = response.headers_mut();
    let policy = headers.get(CONTENT_SECURITY_POLICY).filter(|_| file.ends_with(".html"));
    if let Some(policy) = policy.and_then(|policy| policy.to_str().ok()) {
        let policy = HeaderValue::try_from(fault.policy(policy)).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
        headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    if fault == Fault::Sandbox {
        // For a page with an opaque origin every file is cross-origin.
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    Ok(response)
}

/// The WebAssembly, as this fault sends it.
async fn damaged(response: Response, fault: &Fault, host: &str) -> Result<Response> {
    let (mut head, body) = response.into_parts();
    let mut bytes = body::to_bytes(body, usize::MAX).await?.to_vec();
    match fault {
        Fault::Missing => head.status = StatusCode::NOT_FOUND,
        Fault::OtherPage => bytes = b"<!DOCTYPE html><title>Everything else</title>".to_vec(),
        Fault::WrongType => {
            head.headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        }
        Fault::Truncated => bytes.truncate(bytes.len() / 2),
        Fault::Tampered => bytes.last_mut().into_iter().for_each(|byte| *byte ^= 1),
        Fault::OtherOrigin => {
            head.status = StatusCode::TEMPORARY_REDIRECT;
            let port = host.rsplit(':').next().unwrap_or_default();
            let address = format!("http://localhost:{port}/shikaku-form_bg.wasm");
            head.headers.insert(LOCATION, HeaderValue::try_from(address)?);
        }
        Fault::Counted | Fault::Held(_) | Fault::NoWasm | Fault::NoFetch | Fault::Sandbox | Fault::NoTypes => {}
    }
    head.headers.remove(CONTENT_LENGTH);
    Ok(Response::from_parts(head, Body::from(bytes)))
}
