//! Each request has a name, which goes along to everything that is done for it: the log, the tasks it asks for, the calls
//! of other systems. The answer tells it, so that whoever asks about a request can say which.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue},
    middleware::Next,
    response::Response,
};
use engine::trace;
use tracing::Instrument;
use uuid::Uuid;

use crate::Web;

/// Where a request's name stands, in a request that a proxy named and in every answer.
pub const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its name, and says what came of it to the log and the metrics.
pub async fn follow(State(web): State<Web>, request: Request, next: Next) -> Response {
    let name = given(request.headers(), web.https).unwrap_or_else(|| web.app.id::<Uuid>().to_string());
    // Never the address itself: it can hold a name that was searched for, or a token that lets somebody in.
    let route =
        request.extensions().get::<MatchedPath>().map_or("none".into(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let span = tracing::info_span!("request", request = %name, %method, %route);
    let began = web.now();
    let work = async {
        let answer = next.run(request).await;
        let took = web.now().duration_since(began);
        let status = answer.status().as_u16();
        tracing::info!(status, took_ms = took.as_millis() as i64, "answered");
        let labels = [("method", method), ("route", route), ("status", status.to_string())];
        metrics::histogram!("http_request_seconds", &labels).record(took.as_secs_f64());
        answer
    };
    let mut answer = trace::within(name.clone(), work).instrument(span).await;
    if let Ok(name) = HeaderValue::from_str(&name) {
        answer.headers_mut().insert(HEADER, name);
    }
    answer
}

/// The name that the proxy in front gave. Without a proxy anybody could choose it, so it is not looked at.
fn given(headers: &HeaderMap, behind_proxy: bool) -> Option<String> {
    let name = headers.get(HEADER).filter(|_| behind_proxy)?.to_str().ok()?;
    let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'-';
    ((8..=64).contains(&name.len()) && name.bytes().all(plain)).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxys_plain_name_is_taken_over() {
        let named = |name: &str, behind_proxy| {
            given(&HeaderMap::from_iter([(HEADER, name.parse().unwrap())]), behind_proxy)
        };
        assert_eq!(named("4bf92f3577b34da6", true).as_deref(), Some("4bf92f3577b34da6"));
        assert_eq!(named("4bf92f3577b34da6", false), None);
        assert_eq!(named("short", true), None);
        assert_eq!(named("a name with spaces", true), None);
        assert_eq!(named(&"a".repeat(65), true), None);
        assert_eq!(given(&HeaderMap::new(), true), None);
    }
}
