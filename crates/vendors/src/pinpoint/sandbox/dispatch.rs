//! One way for every call: what it points to, whether it may, and who answers.

use std::sync::Arc;

use axum::{
    Extension,
    body::{self, Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use super::{
    auth::Caller,
    desk::Desk,
    errors::{Answer, Refusal},
    media,
    operations::{self, Operation},
    read, resources,
    router::LARGEST_BODY,
    target::Target,
    write,
};

/// Answers a call below `/api/v1`.
pub async fn answer(
    State(desk): State<Arc<Desk>>,
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
    let (parts, body) = request.into_parts();
    let query = parts.uri.query().unwrap_or_default();
    let response = match (operation, target.id.as_deref()) {
        (Operation::List, _) => read::list(&desk, &caller, resource, query, target.plain)?,
        (Operation::Get, Some(id)) => read::one(&desk, &caller, resource, id, query, target.plain)?,
        (Operation::Create, _) => {
            write::create(&desk.world, &caller, resource, query, &sent(&parts.headers, body).await?)?
        }
        (Operation::Update, Some(id)) => {
            write::update(&desk.world, &caller, resource, id, query, &sent(&parts.headers, body).await?)?
        }
        (Operation::Delete, Some(id)) => write::delete(&desk.world, &caller, resource, id)?,
        // Without an id these are no operations.
        (Operation::Get | Operation::Update | Operation::Delete, None) => return Err(Refusal::not_found()),
    };
    Ok(if parts.method == Method::HEAD { head(response) } else { response })
}

/// The body of a write.
async fn sent(headers: &HeaderMap, body: Body) -> Result<Bytes, Refusal> {
    media::check_content_type(headers)?;
    body::to_bytes(body, LARGEST_BODY).await.map_err(|_| Refusal::too_large())
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
