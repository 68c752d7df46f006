//! A whole answer in hand, which a fault may then spoil.

use std::io;

use axum::{body::Body, response::Response};
use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::{exchange::Cut, faults::Fault};

/// Status, headers and body of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// An answer of the host, in the plain words of a gateway that stands before the vendor.
    pub fn of_host(status: StatusCode, text: &'static str) -> Self {
        let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static("text/plain"))]);
        Self { status, headers, body: Bytes::from_static(text.as_bytes()) }
    }

    /// Asks the caller to come again after the fault's time, rounded up to seconds.
    pub fn retry_after(mut self, fault: Fault) -> Self {
        if let Some(wait) = fault.wait {
            let seconds = wait.as_millis().div_ceil(1000);
            if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
                self.headers.insert(header::RETRY_AFTER, value);
            }
        }
        self
    }

    /// The answer as it should be.
    pub fn whole(self) -> Response {
        self.with(Body::from)
    }

    /// The answer with a body that is no JSON. A status that allows no body becomes 200.
    pub fn malformed(mut self) -> Response {
        if matches!(self.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
            self.status = StatusCode::OK;
        }
        self.headers.remove(header::CONTENT_LENGTH);
        self.body = Bytes::from_static(b"<html><body>It works!</body></html>{\"");
        self.whole()
    }

    /// The answer up to the middle of its body; its head promises all of it. One without a body is cut in its
    /// head, so that nothing arrives.
    pub fn cut(mut self) -> Result<Response, Cut> {
        if self.body.is_empty() {
            return Err(Cut::Close);
        }
        self.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(self.body.len()));
        Ok(self.with(|body| {
            let half = stream::iter([Ok(body.slice(..body.len() / 2))]);
            let end = stream::once(async {
                // Gives the half away before the connection breaks.
                tokio::task::yield_now().await;
                Err(io::Error::from(io::ErrorKind::ConnectionAborted))
            });
            Body::from_stream(half.chain(end))
        }))
    }

    fn with(self, body: impl FnOnce(Bytes) -> Body) -> Response {
        let mut response = Response::new(body(self.body));
        *response.status_mut() = self.status;
        *response.headers_mut() = self.headers;
        response
    }
}
