//! Adding a remark to an application.

use connect::{Outcome, Receipt, error::Result};

use super::{one, receipt};
use crate::pinpoint::{
    client::{Client, Listing},
    wire::{Body, Comment, Head, Many, NewComment, Nothing, Row},
};

/// Adds the remark, where none with the same words is there but those that were made for others. Somebody else's
/// remark with the very same words counts as ours: the vendor does not tell who sent one through the API.
pub async fn add(client: &Client<'_>, application: &str, text: &str, earlier: &[String]) -> Result<Receipt> {
    if let Some(id) = find(client, application, text, earlier).await? {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    let reply = client.add_comment(&Body::comment(&NewComment { application, text })).await?;
    let made: Head = one(&reply)?;
    Ok(receipt(&*made.id, Outcome::Created))
}

async fn find(
    client: &Client<'_>,
    application: &str,
    text: &str,
    earlier: &[String],
) -> Result<Option<String>> {
    for page in 1.. {
        let reply = client.comments(application, &Listing::page(page)).await?;
        let many: Many = reply.json()?;
        let rows = many.data.iter().filter_map(|row| serde_json::from_str(row.get()).ok());
        let same = |row: &Row<Comment, Nothing>| {
            let words = row.attributes.body_text.as_deref().unwrap_or_default();
            plain(words) == plain(text) && !earlier.iter().any(|earlier| *earlier == *row.id)
        };
        if let Some(row) = rows.into_iter().find(same) {
            return Ok(Some(row.id.to_string()));
        }
        if many.data.len() < Listing::LARGEST as usize {
            break;
        }
    }
    Ok(None)
}

/// The words without what a form changes on the way: line ends and blanks around.
fn plain(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
