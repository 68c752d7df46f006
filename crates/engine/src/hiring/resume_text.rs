//! The text of a résumé that a browser can't show by itself.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};

/// A document's text may unpack to so much, and no further: a small file can hold an endless one.
const MOST: u64 = 8 * 1024 * 1024;

/// All parts of a document together unpack to so much: pictures of twenty megabytes, several times over.
const MOST_UNPACKED: u64 = 128 * 1024 * 1024;

/// The paragraphs of a DOCX file; `None` where it can't be read as one.
pub fn docx_paragraphs(bytes: &[u8]) -> Option<Vec<String>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    archive.by_name("word/document.xml").ok()?.take(MOST).read_to_string(&mut xml).ok()?;
    let mut reader = Reader::from_str(&xml);
    let (mut paragraphs, mut paragraph, mut in_text) = (Vec::new(), String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => in_text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => in_text = false,
            Event::Empty(tag) if matches!(tag.name().as_ref(), "w:tab" | "w:br") => paragraph.push(' '),
            Event::Text(text) if in_text => paragraph.push_str(&text),
            Event::GeneralRef(entity) if in_text => paragraph.push(named(&entity)?),
            Event::End(tag) if tag.name().as_ref() == "w:p" => {
                let done = std::mem::take(&mut paragraph);
                if !done.trim().is_empty() {
                    paragraphs.push(done.trim().to_owned());
                }
            }
            Event::Eof => return Some(paragraphs),
            _ => {}
        }
    }
}

/// What can be said of a file's content without trusting it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Content {
    /// A document without any text, such as a picture of a page.
    Silent,
    /// An archive that unpacks to far more than a document can hold.
    Bomb,
    /// Anything else.
    Usual,
}

/// Looks at a file that came from elsewhere. Of a document that is an archive no more is unpacked than a document holds.
pub(crate) fn look(bytes: &[u8]) -> Content {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return Content::Usual };
    let mut left = MOST_UNPACKED;
    for nth in 0..archive.len() {
        let Ok(file) = archive.by_index(nth) else { return Content::Usual };
        // The size that the archive claims is not believed: it is what the file unpacks to that counts.
        let unpacked = std::io::copy(&mut file.take(left + 1), &mut std::io::sink()).unwrap_or(0);
        match left.checked_sub(unpacked) {
            Some(rest) => left = rest,
            None => return Content::Bomb,
        }
    }
    match docx_paragraphs(bytes) {
        Some(paragraphs) if paragraphs.is_empty() => Content::Silent,
        _ => Content::Usual,
    }
}

fn named(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        number => {
            let code = number.strip_prefix('#')?;
            let code = match code.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => code.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn paragraphs_come_out_as_text() {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        file.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let text = "<w:document><w:body><w:p><w:r><w:t>Ana &amp; Co</w:t></w:r></w:p><w:p/>\
            <w:p><w:r><w:t>Welder</w:t></w:r><w:tab/><w:r><w:t>2020</w:t></w:r></w:p></w:body></w:document>";
        file.write_all(text.as_bytes()).unwrap();
        let bytes = file.finish().unwrap().into_inner();
        assert_eq!(docx_paragraphs(&bytes).unwrap(), ["Ana & Co", "Welder 2020"]);
        assert_eq!(docx_paragraphs(b"no archive"), None);
    }
}
