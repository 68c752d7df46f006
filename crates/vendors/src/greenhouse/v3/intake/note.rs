//! Adding a remark to a person.

use connect::{Outcome, Receipt, error::Result};
use model::remote::RecordKind;

use crate::greenhouse::{
    notes,
    receipt::receipt,
    v3::{
        client::{Client, Filter},
        fetch::row,
        page,
        wire::{NewNote, Note, Numbered},
    },
};

/// Adds the remark, where none with the same words is there. The vendor takes a remark on somebody who is not there, so
/// that the person is looked for first.
pub async fn note(client: &Client<'_>, candidate: &str, text: &str) -> Result<Receipt> {
    let there: Numbered = row(client, RecordKind::Candidate, candidate).await?;
    let filter = Filter::of("candidate_ids", &[candidate.to_owned()]);
    for reply in page::every(client, "list a person's notes", "notes", filter).await? {
        for note in reply.json::<Vec<Note>>()? {
            if note.kind == "NOTE" && notes::same(note.body.as_deref().unwrap_or_default(), text) {
                return Ok(receipt(note.id, Outcome::AlreadyThere));
            }
        }
    }
    let note = NewNote {
        candidate_id: there.id,
        application_id: None,
        body: text,
        note_type: "NOTE",
        visibility: "public",
    };
    let made: Note = client.add_note(&note).await?.json()?;
    Ok(receipt(made.id, Outcome::Created))
}
