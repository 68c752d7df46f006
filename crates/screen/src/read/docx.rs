//! Word documents: the parts of the archive that hold what a reader of the page sees, in the order of the page.

mod body;

use std::io::{Cursor, Read};

use model::screening::Unreadable;
use zip::{ZipArchive, result::ZipError};

use super::limits;

type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.len() > limits::MOST_PARTS {
        return Err(Unreadable::Bomb);
    }
    let mut names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    names.sort_unstable();
    let of = |kind: &str| {
        let is = |name: &&String| {
            name.strip_prefix("word/").is_some_and(|part| part.starts_with(kind) && part.ends_with(".xml"))
        };
        names.iter().filter(is).cloned().collect::<Vec<_>>()
    };
    // Word writes `document.xml`; its web edition may write `document2.xml`.
    let Some(main) = of("document").into_iter().next() else {
        return Err(Unreadable::WrongForm);
    };
    let mut lines = Vec::new();
    // Names and ways to reach a person often stand in the page's header.
    for part in of("header").into_iter().chain([main]).chain(of("footer")) {
        let xml = unpack(&mut archive, &part)?;
        for line in body::lines(&xml)? {
            // A header for the first page and one for the others mostly say the same.
            if !part.contains("document") && lines.contains(&line) {
                continue;
            }
            lines.push(line);
        }
    }
    let pictures = names.iter().any(|name| name.starts_with("word/media/"));
    match lines.iter().all(|line| line.trim().is_empty()) {
        true if pictures => Err(Unreadable::Picture),
        true => Err(Unreadable::Empty),
        false => Ok(lines.join("\n")),
    }
}

/// One part as text. The size that the archive claims is not believed: what it unpacks to counts.
fn unpack(archive: &mut Archive<'_>, name: &str) -> Result<String, Unreadable> {
    let part = archive.by_name(name).map_err(|error| match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => Unreadable::Locked,
        _ => Unreadable::Damaged,
    })?;
    let mut bytes = Vec::new();
    part.take(limits::MOST_UNPACKED + 1).read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
    if bytes.len() as u64 > limits::MOST_UNPACKED {
        return Err(Unreadable::Bomb);
    }
    match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, _)) => Ok(encoding.decode(&bytes).0.into_owned()),
        None => String::from_utf8(bytes).map_err(|_| Unreadable::Damaged),
    }
}
