//! One request: written down, struck by its fault, carried out.

use std::time::Duration;

use axum::{
    body::{self, Body},
    response::Response,
};
use bytes::Bytes;
use http::{HeaderValue, Method, Request, StatusCode, header, request::Parts};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use tower::ServiceExt;

use crate::{
    answer::Answer,
    faults::{Fault, Kind},
    journal::{Entry, Excerpt},
    running::Running,
};

const LARGEST_REQUEST: usize = 64 * 1024 * 1024;

/// A connection that ends without an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Cut {
    /// Closed in order.
    #[error("closed without an answer")]
    Close,
    /// Reset, as by a host where nobody listens.
    #[error("reset without an answer")]
    Reset,
}

pub(crate) async fn exchange(running: &Running, request: Request<Incoming>) -> Result<Response, Cut> {
    let method = request.method().clone();
    let fault = running.throw(&method, request.uri().path());
    let mut entry = Entry {
        number: running.journal.arrive(),
        sent: false,
        time: running.machine.now(),
        method: method.to_string(),
        path: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
        status: None,
        fault: fault.map(|fault| fault.kind),
        took_ms: 0,
        request: Excerpt::default(),
        response: Excerpt::default(),
    };
    let result = carry_out(running, request, fault, &mut entry).await.map(|answer| dated(running, answer));
    entry.status = result.as_ref().ok().map(|response| response.status().as_u16());
    let took = running.machine.now().duration_since(entry.time);
    entry.took_ms = i64::try_from(took.as_millis()).unwrap_or(i64::MAX);
    running.journal.record(entry);
    result
}

/// Says the sandbox's own time, which callers take for the vendor's clock.
fn dated(running: &Running, mut response: Response) -> Response {
    let now = running.world.clock.now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    if let Ok(now) = HeaderValue::from_str(&now) {
        response.headers_mut().entry(header::DATE).or_insert(now);
    }
    response
}

async fn carry_out(
    running: &Running,
    request: Request<Incoming>,
    fault: Option<Fault>,
    entry: &mut Entry,
) -> Result<Response, Cut> {
    let kind = fault.map(|fault| fault.kind);
    if kind == Some(Kind::Refuse) {
        return Err(Cut::Reset);
    }
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, LARGEST_REQUEST).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            entry.fault = None;
            let text = "The sandbox takes requests of at most 64 MiB.";
            return Ok(Answer::of_host(StatusCode::PAYLOAD_TOO_LARGE, text).whole());
        }
        // The caller went away in the middle of its request.
        Err(_) => return Err(Cut::Close),
    };
    entry.request = Excerpt::of(&body);

    let path = (head.method == Method::GET).then(|| head.uri.path().to_owned());
    if let Some(instead) = before(running, fault, path.as_deref(), entry).await? {
        entry.response = Excerpt::of(&instead.body);
        return Ok(instead.whole());
    }
    let answer = ask(running, head, body).await;
    entry.response = Excerpt::of(&answer.body);
    if let Some(path) = path {
        running.keep_page(&path, &answer);
    }
    match kind {
        Some(Kind::DropAfter) => Err(Cut::Close),
        Some(Kind::CutBody) => answer.cut(),
        Some(Kind::Malformed) => Ok(answer.malformed()),
        _ => Ok(answer.whole()),
    }
}

/// The faults that strike before the stand-in is asked, with what is answered in its stead.
async fn before(
    running: &Running,
    fault: Option<Fault>,
    path: Option<&str>,
    entry: &mut Entry,
) -> Result<Option<Answer>, Cut> {
    let Some(fault) = fault else { return Ok(None) };
    Ok(Some(match fault.kind {
        Kind::Delay => {
            running.machine.sleep(fault.wait.unwrap_or(Duration::from_secs(1))).await;
            return Ok(None);
        }
        Kind::DropBefore => return Err(Cut::Close),
        Kind::TooManyRequests => {
            let fault = Fault { wait: fault.wait.or(Some(Duration::from_secs(1))), ..fault };
            Answer::of_host(StatusCode::TOO_MANY_REQUESTS, "Too many requests.").retry_after(fault)
        }
        Kind::InternalError => Answer::of_host(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error."),
        Kind::Unavailable => {
            Answer::of_host(StatusCode::SERVICE_UNAVAILABLE, "Service unavailable.").retry_after(fault)
        }
        Kind::ExpiredKey => Answer::of_host(StatusCode::UNAUTHORIZED, "The key has expired."),
        Kind::RepeatedPage => match path.and_then(|path| running.earlier_page(path)) {
            Some(page) => page,
            None => {
                // Nothing came before that could come again.
                entry.fault = None;
                return Ok(None);
            }
        },
        Kind::Refuse | Kind::DropAfter | Kind::CutBody | Kind::Malformed => return Ok(None),
    }))
}

async fn ask(running: &Running, head: Parts, body: Bytes) -> Answer {
    let reads = matches!(head.method, Method::GET | Method::HEAD | Method::OPTIONS);
    let Ok(response) = running.router.clone().oneshot(Request::from_parts(head, Body::from(body))).await;
    if !reads {
        running.changed();
    }
    let (head, body) = response.into_parts();
    match body::to_bytes(body, usize::MAX).await {
        Ok(body) => Answer { status: head.status, headers: head.headers, body },
        Err(error) => {
            tracing::warn!(%error, "a stand-in's answer broke off");
            Answer::of_host(StatusCode::INTERNAL_SERVER_ERROR, "The stand-in's answer broke off.")
        }
    }
}
