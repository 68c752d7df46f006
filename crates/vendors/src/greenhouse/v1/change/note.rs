//! Adding a remark. v1 keeps remarks with the person, not with one of their applications.

use connect::{Outcome, Receipt, error::Result};

use crate::greenhouse::{
    notes,
    receipt::receipt,
    v1::{
        client::Client,
        fetch::application,
        wire::{Feed, Note},
    },
};

/// Adds the remark, where none with the same words is there but those that were made for others.
pub async fn add(client: &Client<'_>, id: &str, text: &str, earlier: &[String]) -> Result<Receipt> {
    let there = application(client, id).await?;
    let path = format!("candidates/{}/activity_feed", there.candidate_id);
    let feed: Feed = client.get("list a person's notes", &path, &[]).await?.json()?;
    for note in feed.notes {
        let is_ours = notes::same(note.body.as_deref().unwrap_or_default(), text);
        let id = note.id.to_string();
        if is_ours && !earlier.contains(&id) {
            return Ok(receipt(id, Outcome::AlreadyThere));
        }
    }
    let made: Note = client.add_note(there.candidate_id, text).await?.json()?;
    Ok(receipt(made.id, Outcome::Created))
}
