//! Which form a file has, from its first bytes.

use model::screening::Unreadable;

/// A form that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Pdf,
    /// An archive, hopefully a DOCX.
    Zip,
    Rtf,
    Plain,
}

/// Pictures by themselves: of a page, of a person.
const PICTURES: &[&[u8]] = &[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*", b"BM"];

/// How Office files before 2007 begin; today also a DOCX behind a password.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The entry of a compound file that holds a locked document, as its directory spells it (UTF-16).
const LOCKED: &str = "EncryptedPackage";

/// A PDF's mark may stand after some bytes of something else.
const PDF_WITHIN: usize = 1024;

pub(super) fn of(bytes: &[u8]) -> Result<Form, Unreadable> {
    let begin = bytes.trim_ascii_start();
    let begin = begin.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(begin);
    if begin.is_empty() {
        return Err(Unreadable::Empty);
    }
    if holds(&bytes[..bytes.len().min(PDF_WITHIN)], b"%PDF-") {
        return Ok(Form::Pdf);
    }
    if begin.starts_with(b"PK\x03\x04") {
        return Ok(Form::Zip);
    }
    if begin.starts_with(b"PK\x05\x06") {
        return Err(Unreadable::Empty);
    }
    if begin.starts_with(b"{\\rt") {
        return Ok(Form::Rtf);
    }
    // Two letters are also the beginning of a word: a bitmap is told by the zero bytes of its header.
    let picture = |mark: &&&[u8]| begin.starts_with(mark) && (mark.len() > 2 || begin.get(7) == Some(&0));
    if PICTURES.iter().any(|mark| picture(&mark)) || begin.get(..12).is_some_and(is_new_picture) {
        return Err(Unreadable::Picture);
    }
    if begin.starts_with(COMPOUND) {
        let name: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        return Err(if holds(bytes, &name) { Unreadable::Locked } else { Unreadable::WrongForm });
    }
    let head = String::from_utf8_lossy(&begin[..begin.len().min(64)]).to_ascii_lowercase();
    if ["<!doctype", "<html", "<?xml", "%!ps"].iter().any(|mark| head.starts_with(mark)) {
        return Err(Unreadable::WrongForm);
    }
    Ok(Form::Plain)
}

/// WebP and HEIC begin with a size, then their name.
fn is_new_picture(head: &[u8]) -> bool {
    (head.starts_with(b"RIFF") && head.ends_with(b"WEBP")) || matches!(&head[4..], b"ftypheic" | b"ftypmif1")
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_form() {
        assert_eq!(of(b"\n%PDF-1.7\n"), Ok(Form::Pdf));
        assert_eq!(of(b"PK\x03\x04...."), Ok(Form::Zip));
        assert_eq!(of(b"{\\rtf1 "), Ok(Form::Rtf));
        assert_eq!(of(b"BMX racer and mechanic"), Ok(Form::Plain));
    }

    #[test]
    fn what_is_not_read_says_what_it_is() {
        assert_eq!(of(b" \n "), Err(Unreadable::Empty));
        assert_eq!(of(b"\xFF\xD8\xFF\xE0"), Err(Unreadable::Picture));
        assert_eq!(of(b"RIFF\0\0\0\0WEBP"), Err(Unreadable::Picture));
        assert_eq!(of(b"<!DOCTYPE html><p>CV"), Err(Unreadable::WrongForm));
        assert_eq!(of(COMPOUND), Err(Unreadable::WrongForm));
        let name: Vec<u8> = LOCKED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&[COMPOUND, &name].concat()), Err(Unreadable::Locked));
    }
}
