//! One way for every call: what it points to, whether it may, and who answers.

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use connect::World;

use super::{
    auth::Caller,
    errors::{Answer, Refusal},
    media,
    operations::{self, Operation},
    read, resources,
    target::Target,
};

/// Answers a call below `/api/v1`.
pub async fn answer(
    State(world): State<Arc<World>>,
    Extension(caller): Extension<Caller>,
    request: Request,
) -> Answer {
    let target = Target::of(request.uri().path()).ok_or_else(Refusal::not_found)?;
    if request.method() == Method::OPTIONS {
        return options(&target);
    }
    media::check_accept(request.headers())?;
    let operation = Operation::of(request.method(), target.id.is_some()).ok_or_else(Refusal::not_found)?;
    if !operations::known(&target.resource, operation) {
        return Err(Refusal::not_found());
    }
    let unbuilt = || Refusal::unbuilt(&format!("{} {}", request.method(), request.uri().path()));
    let resource = resources::find(&target.resource).ok_or_else(unbuilt)?;
    caller.insist(&resource.categories[..1], operation.verb(), resource.kind)?;
    let query = request.uri().query().unwrap_or_default();
    let response = match (operation, target.id.as_deref()) {
        (Operation::List, _) => read::list(&world, &caller, resource, query, target.plain)?,
        (Operation::Get, Some(id)) => read::one(&world, &caller, resource, id, query, target.plain)?,
        _ => return Err(unbuilt()),
    };
    Ok(if request.method() == Method::HEAD { head(response) } else { response })
}

/// What an address can do.
fn options(target: &Target) -> Answer {
    let methods =
        operations::allowed(&target.resource, target.id.is_some()).ok_or_else(Refusal::not_found)?;
    let mut response = StatusCode::NO_CONTENT.into_response();
    // Methods and commas only, which a header can hold.
    let methods = HeaderValue::from_str(&methods).unwrap_or(HeaderValue::from_static("OPTIONS"));
    response.headers_mut().insert(header::ALLOW, methods);
    Ok(response)
}

/// The answer without its body.
fn head(response: Response) -> Response {
    Response::from_parts(response.into_parts().0, Body::empty())
}
