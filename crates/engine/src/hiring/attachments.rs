//! Files kept with a candidate.

use model::{
    AttachmentId, CandidateId,
    access::Right,
    attachment::{Attachment, AttachmentKind, LARGEST},
};
use sha2::{Digest, Sha256};
use store::{Tx, hiring::attachment};

use super::{line, the_candidate};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::changed,
};

/// Keeps a file. Its type is found by looking at it, whatever its name says.
pub async fn add(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    kind: AttachmentKind,
    name: &str,
    bytes: Vec<u8>,
) -> Result<AttachmentId> {
    actor.require(Right::CandidatesWrite)?;
    let (id, tx) = (app.id(), app.db.begin().await?);
    the_candidate(&tx, actor.workspace, candidate).await?;
    keep(app, &tx, actor, id, candidate, kind, name, bytes).await?;
    tx.commit().await?;
    Ok(id)
}

/// Keeps a file under an identifier chosen before. Its type is found by looking at it, whatever its name says.
#[expect(clippy::too_many_arguments, reason = "a file and whose it is")]
pub(crate) async fn keep(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: AttachmentId,
    candidate: CandidateId,
    kind: AttachmentKind,
    name: &str,
    bytes: Vec<u8>,
) -> Result<()> {
    if bytes.is_empty() {
        return Err(Error::field("file", "Choose a file that is not empty."));
    }
    if bytes.len() > LARGEST {
        return Err(Error::field("file", "This file is larger than 20 MB; make it smaller first."));
    }
    let content_type = sniff(&bytes);
    if kind == AttachmentKind::Photo && !content_type.starts_with("image/") {
        return Err(Error::field("file", "A photo must be a PNG, JPEG, GIF or WebP image."));
    }
    let made = Attachment {
        id,
        candidate,
        kind,
        name: kept_name(name),
        content_type: content_type.into(),
        size: bytes.len() as u64,
        sha256: digest(&bytes),
        created_at: app.now(),
    };
    attachment::insert(tx, actor.workspace, &made, bytes).await?;
    if kind == AttachmentKind::Resume {
        changed::people(app, tx, actor.workspace, &[candidate], "A résumé came in").await?;
    }
    let detail = format!("Added the file {}", made.name);
    audit::write(app, tx, actor, "attachment.added", ("candidate", Some(candidate.into())), detail).await
}

/// The name under which a file is kept.
pub(crate) fn kept_name(name: &str) -> String {
    let name = line(name.rsplit(['/', '\\']).next().unwrap_or_default());
    if name.is_empty() { "file".into() } else { name.chars().take(200).collect() }
}

/// What tells two files' bytes apart.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// A file with its bytes.
pub async fn download(app: &App, actor: &Actor, id: AttachmentId) -> Result<(Attachment, Vec<u8>)> {
    actor.require(Right::CandidatesRead)?;
    let found = attachment::get(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("file"))?;
    let bytes = attachment::bytes(&app.db, actor.workspace, id).await?.ok_or(Error::NotFound("file"))?;
    Ok((found, bytes))
}

/// Takes a file away.
pub async fn delete(app: &App, actor: &Actor, id: AttachmentId) -> Result<CandidateId> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    let gone = attachment::get(&tx, actor.workspace, id).await?.ok_or(Error::NotFound("file"))?;
    attachment::delete(&tx, actor.workspace, id).await?;
    if gone.kind == AttachmentKind::Resume {
        changed::people(app, &tx, actor.workspace, &[gone.candidate], "A résumé was taken away").await?;
    }
    let detail = format!("Took the file {} away", gone.name);
    let subject = ("candidate", Some(gone.candidate.into()));
    audit::write(app, &tx, actor, "attachment.deleted", subject, detail).await?;
    tx.commit().await?;
    Ok(gone.candidate)
}

/// The media type by the first bytes. What is not known is a stream of bytes, which browsers only download.
fn sniff(bytes: &[u8]) -> &'static str {
    const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    let contains = |needle: &[u8]| bytes.windows(needle.len()).any(|window| window == needle);
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => "image/webp",
        [b'P', b'K', 3, 4, ..] if contains(b"word/document.xml") => DOCX,
        [b'P', b'K', 3, 4, ..] => "application/zip",
        [0xD0, 0xCF, 0x11, 0xE0, ..] => "application/msword",
        [b'{', b'\\', b'r', b't', b'f', ..] => "application/rtf",
        _ if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) => "text/plain",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn the_type_is_what_the_bytes_say() {
        assert_eq!(sniff(b"%PDF-1.7"), "application/pdf");
        assert_eq!(sniff(b"\x89PNG\r\n"), "image/png");
        assert_eq!(sniff(b"PK\x03\x04....word/document.xml").rsplit('.').next(), Some("document"));
        assert_eq!(sniff(b"PK\x03\x04...."), "application/zip");
        assert_eq!(sniff(b"<script>alert(1)</script>"), "text/plain");
        assert_eq!(sniff(b"\0\x01\x02"), "application/octet-stream");
    }
}
