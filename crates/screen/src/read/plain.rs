//! Plain text in the encodings that text comes in.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::screening::Unreadable;

/// Of so many bytes the encoding is guessed.
const LOOKED_AT: usize = 4096;

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return sane(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let looked_at = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |from: usize| looked_at.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let half = looked_at.len() / 2;
    let wide = match (zeros(0), zeros(1)) {
        // Most letters of European languages have an empty half in UTF-16.
        (0, odd) if odd * 2 > half => Some(UTF_16LE),
        (even, 0) if even * 2 > half => Some(UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        return sane(encoding.decode_without_bom_handling(bytes).0.into_owned());
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => sane(text.to_owned()),
        Err(_) => sane(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()),
    }
}

/// A program or a picture decodes as something too: text has next to no control characters.
fn sane(text: String) -> Result<String, Unreadable> {
    let (mut letters, mut controls) = (0_usize, 0_usize);
    for letter in text.chars() {
        letters += 1;
        let laid_out = matches!(letter, '\n' | '\r' | '\t' | '\u{0B}' | '\u{0C}' | '\u{1A}');
        controls += usize::from((letter.is_control() && !laid_out) || letter == char::REPLACEMENT_CHARACTER);
    }
    if controls * 50 > letters { Err(Unreadable::WrongForm) } else { Ok(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let wide =
            |bytes: fn(u16) -> [u8; 2]| "Zoë Brandt".encode_utf16().flat_map(bytes).collect::<Vec<_>>();
        assert_eq!(text("Zoë Brandt".as_bytes()).unwrap(), "Zoë Brandt");
        assert_eq!(text(b"\xEF\xBB\xBFZo\xC3\xAB Brandt").unwrap(), "Zoë Brandt");
        assert_eq!(text(b"Zo\xEB Brandt \x96 Cook").unwrap(), "Zoë Brandt – Cook");
        assert_eq!(text(&wide(u16::to_le_bytes)).unwrap(), "Zoë Brandt");
        assert_eq!(text(&wide(u16::to_be_bytes)).unwrap(), "Zoë Brandt");
        assert_eq!(text(&[b"\xFF\xFE".to_vec(), wide(u16::to_le_bytes)].concat()).unwrap(), "Zoë Brandt");
    }

    #[test]
    fn a_program_is_no_text() {
        let bytes: Vec<u8> = (0..=255).cycle().take(4000).collect();
        assert_eq!(text(&bytes), Err(Unreadable::WrongForm));
    }
}
