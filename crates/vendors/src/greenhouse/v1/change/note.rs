//! Adding a remark. v1 keeps remarks with the person, not with one of their applications.

use connect::{Receipt, error::Result};

use crate::greenhouse::v1::{client::Client, fetch::application, intake};

/// Adds the remark, where none with the same words is there but those that were made for others.
pub async fn add(client: &Client<'_>, id: &str, text: &str, earlier: &[String]) -> Result<Receipt> {
    let there = application(client, id).await?;
    intake::add_note(client, there.candidate_id, text, earlier).await
}
