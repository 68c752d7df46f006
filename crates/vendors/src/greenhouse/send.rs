//! Sending one call, and what a refusal of it means. Both versions do it alike.

use connect::{Body, Call, Ctx, Reply, error::Result};
use serde_json::Value;

use super::errors;

/// The answer where the vendor did what was asked.
///
/// # Errors
/// What the refusal means; the values that were sent are not repeated.
pub async fn send(ctx: &Ctx, call: Call) -> Result<Reply> {
    let purpose = call.purpose;
    let sent = match &call.body {
        Body::Json(document) => document.clone(),
        _ => Value::Null,
    };
    errors::check(ctx.http.send(call).await?, purpose, &sent)
}
