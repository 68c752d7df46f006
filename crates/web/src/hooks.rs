//! Where other systems send their messages: one address a connection, without a session, each message with its proof.

use axum::{
    extract::{FromRequest, Path, Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use engine::hooks::receive::{Received, Refused, receive};
use model::ConnectionId;

use crate::{Web, api::problem::Problem};

/// The largest message that is taken in: 1 MiB. What comes is a few identifiers; more is not read to its end.
pub const LARGEST: usize = 1024 * 1024;

/// After how many seconds a sender that came at a busy moment may come again.
const COME_AGAIN: HeaderValue = HeaderValue::from_static("5");

/// Takes a message in. The answer is given once the message is kept, and before anything is done with it: 200, whether
/// it is new or came before, because there are senders to whom every other number is a failure.
pub async fn take(State(web): State<Web>, Path(connection): Path<String>, request: Request) -> Response {
    if announced(request.headers()).is_some_and(|bytes| bytes > LARGEST) {
        return refused(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    }
    let headers = request.headers().clone();
    let body = Bytes::from_request(request, &web).await;
    let outcome = match (connection.parse::<ConnectionId>(), body) {
        (Err(_), _) => Err(Refused::Unknown),
        (_, Err(unread)) => return refused(unread.into_response().status()).into_response(),
        (Ok(connection), Ok(body)) => receive(&web, connection, &headers, &body).await,
    };
    match outcome {
        Ok(Received::New | Received::Again) => StatusCode::OK.into_response(),
        Err(why) => said(why),
    }
}

/// How many bytes the sender says will come. Without such a word the limit holds while the body is read.
fn announced(headers: &HeaderMap) -> Option<usize> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

fn refused(status: StatusCode) -> Problem {
    let mut problem = Problem::refused(status);
    if status == StatusCode::PAYLOAD_TOO_LARGE {
        problem.detail = "A message may have up to 1 MiB. Nothing of it was kept.".into();
    }
    problem
}

/// The refusal as the sender is told it.
pub(crate) fn said(why: Refused) -> Response {
    let detail = why.to_string();
    let problem = |kind, title, status: StatusCode| Problem {
        kind,
        title,
        status: status.as_u16(),
        detail,
        errors: vec![],
    };
    match why {
        Refused::Unknown => problem("not_found", "Not found", StatusCode::NOT_FOUND).into_response(),
        Refused::Unproven(_) => problem("unproven", "Not proven", StatusCode::UNAUTHORIZED).into_response(),
        Refused::Busy => {
            let busy = problem("busy", "Too busy", StatusCode::SERVICE_UNAVAILABLE);
            ([(header::RETRY_AFTER, COME_AGAIN)], busy).into_response()
        }
        Refused::Failed(error) => {
            // Whatever it was, the message was not kept: the sender's next try is asked for.
            let mut problem = Problem::from(error);
            problem.status = StatusCode::SERVICE_UNAVAILABLE.as_u16();
            ([(header::RETRY_AFTER, COME_AGAIN)], problem).into_response()
        }
    }
}
