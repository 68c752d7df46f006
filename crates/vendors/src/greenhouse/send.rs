//! Sending one call, and what a refusal of it means. Both versions do it alike.

use connect::{Body, Call, Ctx, Reply, VendorError, error::Result};
use serde_json::Value;

use super::{errors, permissions};

/// The answer where the vendor did what was asked.
///
/// # Errors
/// What the refusal means; the values that were sent are not repeated, and a missing permission is named.
pub async fn send(ctx: &Ctx, call: Call) -> Result<Reply> {
    let (purpose, needs) = (call.purpose, permissions::needed(&call));
    let sent = match &call.body {
        Body::Json(document) => document.clone(),
        _ => Value::Null,
    };
    errors::check(ctx.http.send(call).await?, purpose, &sent).map_err(|error| match (error, needs) {
        (VendorError::Forbidden(why), Some(needs)) => {
            VendorError::Forbidden(format!("{why}; it needs {needs}"))
        }
        (error, _) => error,
    })
}
