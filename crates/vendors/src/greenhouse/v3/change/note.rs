//! Adding a remark to an application.

use connect::{Outcome, Receipt, error::Result};
use model::remote::RecordKind;

use crate::greenhouse::{
    notes,
    receipt::receipt,
    v3::{
        client::{Client, Filter},
        fetch::row,
        page,
        wire::{Application, NewNote, Note},
    },
};

/// Adds the remark, where none with the same words is there but those that were made for others. Everybody who may
/// see the person sees it.
pub async fn add(client: &Client<'_>, application: &str, text: &str, earlier: &[String]) -> Result<Receipt> {
    let there: Application = row(client, RecordKind::Application, application).await?;
    let filter = Filter::of("application_ids", &[application.to_owned()]);
    for reply in page::every(client, "list an application's notes", "notes", filter).await? {
        for note in reply.json::<Vec<Note>>()? {
            let is_ours = notes::same(note.body.as_deref().unwrap_or_default(), text);
            let id = note.id.to_string();
            if note.kind == "NOTE" && is_ours && !earlier.contains(&id) {
                return Ok(receipt(id, Outcome::AlreadyThere));
            }
        }
    }
    let note = NewNote {
        candidate_id: there.candidate_id,
        application_id: Some(there.id),
        body: text,
        note_type: "NOTE",
        visibility: "public",
    };
    let made: Note = client.add_note(&note).await?.json()?;
    Ok(receipt(made.id, Outcome::Created))
}
