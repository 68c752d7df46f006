//! An application's files.

use model::{attachment::AttachmentKind, remote::RemoteFile};

use crate::pinpoint::wire::{Attachment, Text};

/// The vendor's word for the résumé.
const RESUME: &str = "pdf_cv";

/// The files, each under a name that stays although its link changes with every answer: what it is, how it is called,
/// and which of several of the same name it is. The vendor tells neither size nor version, so that a file that was
/// replaced by another of the same name can't be told from the earlier one.
pub fn all(attachments: &[Attachment]) -> Vec<RemoteFile> {
    let file = |(external_id, attachment): (String, &Attachment)| RemoteFile {
        external_id,
        kind: if &*attachment.context == RESUME { AttachmentKind::Resume } else { AttachmentKind::Other },
        name: name(attachment).to_owned(),
    };
    identified(attachments).map(file).collect()
}

/// The file of that name among an application's: how it is called, and its link.
pub fn named<'a>(attachments: &'a [Attachment], external_id: &str) -> Option<(&'a str, &'a str)> {
    let (_, found) = identified(attachments).find(|(id, _)| id == external_id)?;
    Some((name(found), &found.url))
}

fn identified<'a, 'b>(
    attachments: &'a [Attachment<'b>],
) -> impl Iterator<Item = (String, &'a Attachment<'b>)> {
    attachments.iter().enumerate().map(|(place, attachment)| {
        let same =
            |other: &&Attachment| other.context == attachment.context && name(other) == name(attachment);
        let id = format!("{}/{}", &*attachment.context, name(attachment));
        match attachments[..place].iter().filter(same).count() {
            0 => (id, attachment),
            before => (format!("{id}#{}", before + 1), attachment),
        }
    })
}

/// The vendor's pages call it `name`, its answers `filename`.
fn name<'a>(attachment: &'a Attachment) -> &'a str {
    let named = [&attachment.filename, &attachment.name].into_iter().flatten();
    named.map(|name: &Text| &**name).find(|name| !name.is_empty()).unwrap_or("file")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_file_keeps_its_name_while_its_link_changes() {
        let answer = |signature: &str| {
            let url = format!("https://files.example.com/a?signature={signature}");
            json!([
                {"context": "pdf_cv", "filename": "Ana.pdf", "url": url},
                {"context": "document", "name": "Ana.pdf", "url": url},
                {"context": "document", "name": "Ana.pdf", "filename": "", "url": format!("{url}2")},
            ])
            .to_string()
        };
        let (first, second) = (answer("1"), answer("2"));
        let read = |text: &'static str| serde_json::from_str::<Vec<Attachment>>(text).unwrap();
        let files = all(&read(first.leak()));
        let ids: Vec<_> = files.iter().map(|file| file.external_id.as_str()).collect();
        assert_eq!(ids, ["pdf_cv/Ana.pdf", "document/Ana.pdf", "document/Ana.pdf#2"]);
        assert_eq!(files[0].kind, AttachmentKind::Resume);
        let again = read(second.leak());
        assert_eq!(all(&again), files);
        let expected = Some(("Ana.pdf", "https://files.example.com/a?signature=22"));
        assert_eq!(named(&again, "document/Ana.pdf#2"), expected);
        assert_eq!(named(&again, "pdf_cv/Other.pdf"), None);
    }
}
