//! Requests that no handler took: what the server's own parts say to a program is said to a person, and as a problem
//! to a caller of the API.

use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use engine::Error;

use crate::{
    api::problem::Problem,
    failure::{Failure, page_of},
};

/// Puts a page, or a problem of the API, in the place of a refusal without one.
pub async fn in_words(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let api = path.starts_with("/api/");
    // A page's script shows the words themselves, and nobody reads an asset's.
    let as_it_is = path.starts_with("/assets/") || request.headers().contains_key("hx-request");
    let read = request.method() == Method::GET;
    let response = next.run(request).await;
    if as_it_is || !bare(&response) {
        return response;
    }
    let mut answer = match response.status() {
        // A read can only be wrong in its address: a word stands where an identifier should, and nothing is there.
        StatusCode::BAD_REQUEST if read => nothing_here(api),
        StatusCode::NOT_FOUND => nothing_here(api),
        status if api => Problem::refused(status).into_response(),
        status => page_of(status, sentence(status).into()),
    };
    // A method that is not served says which ones are.
    if let Some(allow) = response.headers().get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

/// A refusal that nobody drew: no body, or the bare text of the server's own parts.
fn bare(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    response.status().is_client_error() && kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

fn nothing_here(api: bool) -> Response {
    let error = Error::NotFound("page");
    if api { Problem::from(error).into_response() } else { Failure(error).into_response() }
}

/// What happened, what was kept and what to do, for each refusal of the server's own.
pub fn sentence(status: StatusCode) -> &'static str {
    match status {
        StatusCode::FORBIDDEN => {
            "The request came from another site, so nothing was done. Open the page here and try again."
        }
        StatusCode::METHOD_NOT_ALLOWED => "That can't be done at this address. Nothing was changed.",
        StatusCode::REQUEST_TIMEOUT => {
            "It took too long and was given up. Look whether it was done before you try again."
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            "That is too large; files may have up to 20 MB. Nothing was changed."
        }
        _ => "The request was not complete, so nothing was changed. Go back, reload the page and try again.",
    }
}
