//! Where a messenger sends what happens in it: one address a connection, without a session, each message with its proof
//! on the very bytes that came. It is answered once it is kept, long before the three seconds are over.

use axum::{
    extract::{FromRequest, Path, Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use engine::{
    hooks::receive::Refused,
    messaging::receive::{Reply, receive},
};
use model::ConnectionId;

use crate::{Web, hooks::said};

/// Takes a message in.
pub async fn take(State(web): State<Web>, Path(connection): Path<String>, request: Request) -> Response {
    let headers = request.headers().clone();
    let body = match Bytes::from_request(request, &web).await {
        Ok(body) => body,
        Err(unread) => return unread.into_response(),
    };
    let Ok(connection) = connection.parse::<ConnectionId>() else { return said(Refused::Unknown) };
    match receive(&web, connection, &headers, &body).await {
        // A body would be taken for a message to whoever pressed.
        Ok(Reply::Taken) => StatusCode::OK.into_response(),
        Ok(Reply::Challenge(text)) => ([(header::CONTENT_TYPE, "text/plain")], text).into_response(),
        Err(why) => said(why),
    }
}
