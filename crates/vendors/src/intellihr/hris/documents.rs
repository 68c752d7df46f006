//! Documents: announced, carried to storage, reported done.

use connect::{Outcome, Receipt, error::Result, hris::Document};

use crate::intellihr::{
    client::{Client, Listing},
    pages::all,
    wire::{Document as Held, NewDocument, UploadChange, UploadStatus},
};

/// Keeps a document with the person, unless one of its name is there. One that was announced and never reported done
/// was cut off somewhere: an address to carry its bytes to is given only once, so that it is given up and announced
/// anew.
pub async fn attach(client: &Client<'_>, person: &str, document: &Document) -> Result<Receipt> {
    let receipt = |outcome| Receipt { external_id: person.into(), outcome, notes: vec![], left: vec![] };
    let listing = Listing::of("list the documents", format!("people/{person}/documents"));
    let mut there: Vec<Held> = all(client, &listing).await?;
    there.retain(|held| held.filename == document.name);
    // A document without a status was there before there were any.
    let done = |held: &Held| matches!(held.upload_status, None | Some(UploadStatus::Success));
    if there.iter().any(done) {
        return Ok(receipt(Outcome::AlreadyThere));
    }
    for cut_off in there.iter().filter(|held| held.upload_status == Some(UploadStatus::Pending)) {
        client
            .change_document(person, &cut_off.id, &UploadChange { upload_status: UploadStatus::Failed })
            .await?;
    }
    let slot = client.announce(person, &announcement(document)).await?;
    client.carry(&slot.presigned_upload_url, document).await?;
    client.change_document(person, &slot.id, &UploadChange { upload_status: UploadStatus::Success }).await?;
    Ok(receipt(Outcome::Created))
}

fn announcement(document: &Document) -> NewDocument {
    NewDocument {
        filename: document.name.clone(),
        mime: document.content_type.clone(),
        size: document.bytes.len(),
        extension: extension(document),
    }
}

/// The ending of the name, or what the media type suggests, because the vendor wants one.
pub fn extension(document: &Document) -> String {
    let plain = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric());
    let of_name = document.name.rsplit_once('.').map(|(_, ending)| ending).filter(plain);
    let of_type = document.content_type.rsplit_once('/').map(|(_, kind)| kind).filter(plain);
    of_name.or(of_type).unwrap_or("bin").to_lowercase()
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;

    #[test]
    fn what_is_announced_is_exact() {
        let document = |name: &str, content_type: &str| Document {
            name: name.into(),
            content_type: content_type.into(),
            bytes: Bytes::from_static(b"%PDF-1.4"),
        };
        let sent = announcement(&document("Ana López.PDF", "application/pdf"));
        assert_eq!((sent.size, sent.extension.as_str(), sent.mime.as_str()), (8, "pdf", "application/pdf"));
        assert_eq!(extension(&document("resume", "application/pdf")), "pdf");
        assert_eq!(extension(&document("resume", "application/vnd.ms-word.x")), "bin");
    }
}
