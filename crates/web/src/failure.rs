//! The page for what could not be done: what happened, and the way back.

use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use engine::Error;
use model::access::Right;

use crate::shell::page_with;

/// An operation that was not done, as a page. Handlers return `Result<Response, Failure>` and use `?`.
#[derive(Debug)]
pub struct Failure(pub Error);

impl<E: Into<Error>> From<E> for Failure {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

/// What a handler of a page returns.
pub type Page = Result<Response, Failure>;

#[derive(Template)]
#[template(path = "failure.html")]
struct FailurePage {
    title: &'static str,
    sentence: String,
    /// The request's name, where an operator could find out more by it.
    request: Option<String>,
}

impl Failure {
    /// Someone is signed in and may not do this.
    pub fn denied() -> Self {
        Self(Error::Denied(Right::WorkspaceManage))
    }

    /// There is nothing at this address.
    pub fn not_found(what: &'static str) -> Self {
        Self(Error::NotFound(what))
    }
}

/// The status that an operation's error has over HTTP.
pub fn status(error: &Error) -> StatusCode {
    match error {
        Error::Denied(_) => StatusCode::FORBIDDEN,
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::Vendor(_) => StatusCode::BAD_GATEWAY,
        Error::Store(error) if error.is_taken() => StatusCode::CONFLICT,
        Error::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// What a person is told; what only an operator can use stays in the log.
pub fn sentence(error: &Error) -> String {
    match error {
        Error::Store(inner) if !inner.is_taken() => {
            tracing::error!(%error, "the database stood against a request");
            "The database could not be used just now. Nothing was changed; try again in a moment.".into()
        }
        _ => error.to_string(),
    }
}

/// The page for a refusal, with its title.
pub fn page_of(status: StatusCode, sentence: String) -> Response {
    let title = match status {
        StatusCode::FORBIDDEN => "Not allowed",
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "That can't be accepted",
        StatusCode::CONFLICT => "Not possible as things stand",
        StatusCode::BAD_GATEWAY => "The other system did not go along",
        _ => "Something went wrong",
    };
    let request = engine::trace::current().filter(|_| status.is_server_error());
    page_with(status, &FailurePage { title, sentence, request })
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        page_of(status(&self.0), sentence(&self.0))
    }
}
