//! Keeping a file with somebody.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{Outcome, Receipt, VendorError, error::Result, hris::Document, sign::content_md5};

use super::{super::client::Client, receipt, surprise};
use crate::clinch::wire::{Attachment, Many, NewAttachment, One, Row};

/// More pages of files nobody has.
const MOST_PAGES: u32 = 20;

/// Sends the file, unless one of that name with that content is there.
pub async fn attach(client: &Client<'_>, person: &str, document: &Document) -> Result<Receipt> {
    let checksum = content_md5(&document.bytes);
    for page in 1..=MOST_PAGES {
        let reply = client.attachments(person, page).await?;
        let many: Many = reply.json()?;
        for row in &many.data {
            let row: Row<Attachment> = serde_json::from_str(row.get()).map_err(surprise("a file"))?;
            if row.attributes.filename == document.name && row.attributes.checksum == checksum {
                return Ok(receipt(row.id, Outcome::AlreadyThere, vec![]));
            }
        }
        if many.links.next.is_none() {
            let sent = NewAttachment {
                kind: "resume".into(),
                filename: document.name.clone(),
                content_type: document.content_type.clone(),
                content: STANDARD.encode(&document.bytes),
            };
            let made: One<Attachment> = client.attach(person, sent).await?.json()?;
            return Ok(receipt(made.data.id, Outcome::Created, vec![]));
        }
    }
    Err(VendorError::Contract { path: "links.next".into(), message: "the list has no end".into() })
}
