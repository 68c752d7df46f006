//! Keeping a file. v3 keeps files with applications only.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{Outcome, Receipt, error::Result, hris::Document, intake::Owner};
use model::{attachment::AttachmentKind, remote::RecordKind};

use super::enter::applications;
use crate::greenhouse::{
    files::{self, Attachment as File},
    receipt::{receipt, refused},
    v3::{
        client::{Client, Filter},
        fetch::row,
        page,
        wire::{Attachment, NewAttachment, Numbered},
    },
};

/// Adds the file to the application, or to the person's newest one, where the very same is not there.
pub async fn attach(
    client: &Client<'_>,
    to: Owner<'_>,
    kind: AttachmentKind,
    document: &Document,
) -> Result<Receipt> {
    let (application_id, filter) = match to {
        Owner::Application(id) => {
            let there: Numbered = row(client, RecordKind::Application, id).await?;
            (there.id, Filter::of("application_ids", &[id.to_owned()]))
        }
        Owner::Candidate(id) => {
            let newest = applications(client, id).await?.into_iter().map(|one| one.id).max();
            let none =
                || refused("file", "Greenhouse keeps files with applications, and this person has none.");
            (newest.ok_or_else(none)?, Filter::of("candidate_ids", &[id.to_owned()]))
        }
    };
    let mut there: Vec<File> = vec![];
    for reply in page::every(client, "list somebody's files", "attachments", filter).await? {
        there.extend(reply.json::<Vec<Attachment>>()?.into_iter().map(|there| there.file));
    }
    let kind = files::word(kind);
    if let Some(known) = files::same(client.0, there, kind, document).await? {
        return Ok(receipt(known.identifier(), Outcome::AlreadyThere));
    }
    let content = STANDARD.encode(&document.bytes);
    let new = NewAttachment { application_id, filename: &document.name, kind, content };
    let made: Attachment = client.add_attachment(&new).await?.json()?;
    Ok(receipt(made.file.identifier(), Outcome::Created))
}
