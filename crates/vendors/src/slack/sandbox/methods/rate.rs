//! One message a second in a conversation, with short bursts: the vendor says so and names no number for a burst.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::slack::sandbox::errors::Refusal;

/// So many messages pass within one second.
const BURST: u64 = 3;

/// Counts a message, or refuses it.
///
/// # Errors
/// [`Refusal::Limited`].
pub fn count(documents: &mut Value, channel: &str, now: Timestamp) -> Result<(), Refusal> {
    let second = now.as_second();
    let posted = &documents["posted"][channel];
    let count = if posted["second"] == second { posted["count"].as_u64().unwrap_or_default() } else { 0 };
    if count >= BURST {
        return Err(Refusal::Limited(1));
    }
    documents["posted"][channel] = json!({"second": second, "count": count + 1});
    Ok(())
}
