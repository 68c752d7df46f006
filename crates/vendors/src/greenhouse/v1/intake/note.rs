//! Adding a remark to a person.

use connect::{Outcome, Receipt, VendorError, error::Result};

use crate::greenhouse::{
    notes,
    receipt::receipt,
    v1::{
        client::Client,
        wire::{Feed, Note},
    },
};

/// Adds the remark, where none with the same words is there.
pub async fn note(client: &Client<'_>, id: &str, text: &str) -> Result<Receipt> {
    let gone = || VendorError::NotFound(format!("there is no candidate {id}"));
    let candidate: u64 = id.parse().map_err(|_| gone())?;
    add(client, candidate, text, &[]).await
}

/// The same, where some with the same words were made for others.
pub async fn add(client: &Client<'_>, candidate: u64, text: &str, earlier: &[String]) -> Result<Receipt> {
    let path = format!("candidates/{candidate}/activity_feed");
    let feed: Feed = client.get("list a person's notes", &path, &[]).await?.json()?;
    for note in feed.notes {
        let is_ours = notes::same(note.body.as_deref().unwrap_or_default(), text);
        let id = note.id.to_string();
        if is_ours && !earlier.contains(&id) {
            return Ok(receipt(id, Outcome::AlreadyThere));
        }
    }
    let made: Note = client.add_note(candidate, text).await?.json()?;
    Ok(receipt(made.id, Outcome::Created))
}
