//! Keeping a file with an application: v3 has files on applications only, and both versions show the same ones.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{Outcome, Receipt, error::Result, hris::Document, intake::Owner};
use model::attachment::AttachmentKind;

use super::candidate;
use crate::greenhouse::{
    files::{self, Attachment},
    receipt::{receipt, refused},
    v1::{
        client::Client,
        fetch,
        wire::{Known, NewAttachment},
    },
};

/// Adds the file to the application, or to the person's newest one, where the very same is not there.
pub async fn attach(
    client: &Client<'_>,
    to: Owner<'_>,
    kind: AttachmentKind,
    document: &Document,
) -> Result<Receipt> {
    let (application, there) = match to {
        Owner::Application(id) => {
            let application = fetch::application(client, id).await?;
            (application.id, application.attachments)
        }
        Owner::Candidate(id) => {
            let known: Known = candidate(client, id).await?;
            let newest = known.applications.iter().map(|one| one.id).max();
            let none =
                || refused("file", "Files are kept with applications, and this person has none there.");
            (newest.ok_or_else(none)?, known.attachments)
        }
    };
    let kind = files::word(kind);
    if let Some(known) = files::same(client.0, there, kind, document).await? {
        return Ok(receipt(known.identifier(), Outcome::AlreadyThere));
    }
    let content = STANDARD.encode(&document.bytes);
    let content_type = &document.content_type;
    let new = NewAttachment { filename: &document.name, kind, content, content_type };
    let made: Attachment = client.add_attachment(application, &new).await?.json()?;
    Ok(receipt(made.identifier(), Outcome::Created))
}
