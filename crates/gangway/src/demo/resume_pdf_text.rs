//! Text in a PDF's standard fonts: how letters become bytes, and how wide they are.

use pdf_writer::{Name, writers::Encoding};

/// The letters beyond WinAnsi that names here need, with the glyph's name in the standard fonts. They take
/// the bytes from 1, which WinAnsi leaves to control characters.
const EXTRA: [(char, &[u8]); 26] = [
    ('Ł', b"Lslash"),
    ('ł', b"lslash"),
    ('Ś', b"Sacute"),
    ('ś', b"sacute"),
    ('Ć', b"Cacute"),
    ('ć', b"cacute"),
    ('ń', b"nacute"),
    ('Ż', b"Zdotaccent"),
    ('ż', b"zdotaccent"),
    ('Ź', b"Zacute"),
    ('ź', b"zacute"),
    ('ą', b"aogonek"),
    ('ę', b"eogonek"),
    ('Č', b"Ccaron"),
    ('č', b"ccaron"),
    ('Ř', b"Rcaron"),
    ('ř', b"rcaron"),
    ('ě', b"ecaron"),
    ('ğ', b"gbreve"),
    ('Ş', b"Scedilla"),
    ('ş', b"scedilla"),
    ('ı', b"dotlessi"),
    ('ő', b"ohungarumlaut"),
    ('ű', b"uhungarumlaut"),
    ('ů', b"uring"),
    ('ň', b"ncaron"),
];

/// The part of WinAnsi that differs from Latin-1, as far as texts here use it.
const WIN_ANSI: [(char, u8); 12] = [
    ('€', 0x80),
    ('…', 0x85),
    ('Š', 0x8A),
    ('Ž', 0x8E),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('•', 0x95),
    ('–', 0x96),
    ('š', 0x9A),
    ('ž', 0x9E),
];

/// Declares the encoding that [`encode`] writes in.
pub fn declare(mut encoding: Encoding<'_>) {
    encoding.base_encoding(Name(b"WinAnsiEncoding"));
    encoding.differences().consecutive(1, EXTRA.map(|(_, glyph)| Name(glyph)));
}

/// The text in bytes; a letter that the fonts don't have becomes a question mark.
pub fn encode(text: &str) -> Vec<u8> {
    text.chars().map(|letter| byte(letter).unwrap_or(b'?')).collect()
}

fn byte(letter: char) -> Option<u8> {
    match letter {
        ' '..='~' | '\u{A1}'..='\u{FF}' => u8::try_from(letter).ok(),
        _ => match EXTRA.iter().position(|(extra, _)| *extra == letter) {
            Some(at) => u8::try_from(at + 1).ok(),
            None => WIN_ANSI.iter().find(|(special, _)| *special == letter).map(|(_, byte)| *byte),
        },
    }
}

/// The widths of Helvetica's ASCII letters from the space, in thousandths of the size (Adobe's metrics).
#[rustfmt::skip]
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
    333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// About what letters outside ASCII measure; near enough for breaking lines.
const ACCENTED: u16 = 600;

/// How wide the text is in Helvetica of this size, in points.
pub fn width(text: &str, size: f32) -> f32 {
    let of = |letter: char| match letter {
        ' '..='~' => HELVETICA[letter as usize - 32],
        '–' => 556,
        '’' => 222,
        _ => ACCENTED,
    };
    text.chars().map(|letter| f32::from(of(letter))).sum::<f32>() * size / 1000.0
}

/// The text in lines no wider than this, in points; a word that is wider has a line to itself.
pub fn wrap(text: &str, size: f32, most: f32) -> Vec<String> {
    let mut lines = vec![];
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line, size) + width(" ", size) + width(word, size) > most {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_the_bytes_of_the_declared_encoding() {
        assert_eq!(encode("Zoë ’–•"), [b'Z', b'o', 0xEB, b' ', 0x92, 0x96, 0x95]);
        assert_eq!(encode("Łał"), [1, b'a', 2]);
        assert_eq!(encode("漢"), b"?");
    }

    #[test]
    fn lines_break_between_words_at_the_width() {
        let text = "Cut the p99 latency of the order service by moving its hot path off a shared lock";
        let lines = wrap(text, 10.0, 120.0);
        assert!(lines.len() > 2 && lines.iter().all(|line| width(line, 10.0) <= 120.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
        assert_eq!(width("Hi", 10.0), 7.22 + 2.22);
    }
}
