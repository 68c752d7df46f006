//! `{data, meta, links}`: the form of every answer.

use axum::{
    Json,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};

use super::{call::Call, errors::Answer, query::Query};

/// One thing.
pub fn one(call: &Call, data: Value) -> Answer {
    Ok(Json(json!({"data": data, "meta": meta(call)})).into_response())
}

/// One thing that is new.
pub fn created(call: &Call, data: Value) -> Answer {
    Ok((StatusCode::CREATED, Json(json!({"data": data, "meta": meta(call)}))).into_response())
}

/// Nothing to say.
pub fn nothing() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn meta(call: &Call) -> Value {
    json!({"asAt": call.moment(), "requestId": call.request_id})
}

/// One page of many things.
pub fn page<T>(call: &Call, query: &Query, all: &[T], show: impl Fn(&T) -> Value) -> Response {
    let start = query.page.saturating_sub(1).saturating_mul(query.limit).min(all.len());
    let end = start.saturating_add(query.limit).min(all.len());
    let data: Vec<Value> = all[start..end].iter().map(show).collect();
    let pages = all.len().div_ceil(query.limit).max(1);
    let mut meta = meta(call);
    meta["pagination"] = json!({
        "total": all.len(),
        "count": data.len(),
        "per_page": query.limit,
        "current_page": query.page,
        "total_pages": pages,
    });
    let link = |page: usize| Value::from(format!("{}{}?{}", call.origin, call.path, query.of_page(page)));
    let links = json!({
        "self": link(query.page),
        "first": link(1),
        "prev": if query.page > 1 { link((query.page - 1).min(pages)) } else { Value::Null },
        "next": if query.page < pages { link(query.page + 1) } else { Value::Null },
        "last": link(pages),
    });
    Json(json!({"data": data, "meta": meta, "links": links})).into_response()
}
