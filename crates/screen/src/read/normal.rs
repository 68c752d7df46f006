//! One form of a text, whatever wrote it: composed letters, plain spaces, one kind of bullet.

use unicode_normalization::UnicodeNormalization;

/// How a list's item begins.
pub(crate) const ITEM: &str = "• ";

/// So many spaces together lay out a page as a tab does.
const TAB: usize = 3;

/// What word processors and symbol fonts draw before an item.
const BULLETS: &[char] = &[
    '•', '▪', '●', '◦', '‣', '∙', '■', '□', '○', '◆', '◇', '►', '▶', '➢', '➤', '✓', '✔', '❖', '❑', '⁃',
    '\u{F0B7}', '\u{F0A7}', '\u{F0D8}', '\u{F0FC}', '\u{F076}',
];

/// Appends a text in its one form: lines end in `\n` without blanks before, never two empty lines together, a gap as
/// wide as a tab is a tab.
pub(super) fn append(raw: &str, into: &mut String) {
    let begin = into.len();
    let mut empty = 0;
    // A word broken with a soft hyphen is one word.
    let whole = raw.replace("\r\n", "\n").replace("\u{AD}\n", "");
    for line in whole.split(['\n', '\r', '\u{0B}', '\u{0C}', '\u{85}', '\u{2028}', '\u{2029}']) {
        let line = line_of(line);
        if line.is_empty() {
            empty += 1;
            continue;
        }
        if into.len() > begin {
            into.push_str(if empty > 0 { "\n\n" } else { "\n" });
        }
        into.push_str(&line);
        empty = 0;
    }
}

fn line_of(raw: &str) -> String {
    let mut line = String::with_capacity(raw.len());
    // How wide the gap before the next letter is, in spaces.
    let mut gap = 0;
    for letter in raw.nfc() {
        match letter {
            '\t' => gap += TAB,
            letter if letter.is_whitespace() => gap += 1,
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}'
            | '\u{FEFF}' => {}
            letter if letter.is_control() => {}
            letter => {
                if line == ITEM {
                    gap = 0;
                }
                if gap > 0 && !line.is_empty() {
                    line.push(if gap >= TAB { '\t' } else { ' ' });
                }
                gap = 0;
                if line.is_empty() && BULLETS.contains(&letter) {
                    line.push_str(ITEM);
                } else {
                    push(letter, &mut line);
                }
            }
        }
    }
    line.truncate(line.trim_end().len());
    line
}

fn push(letter: char, line: &mut String) {
    match letter {
        'ﬀ' => line.push_str("ff"),
        'ﬁ' | '\u{F001}' => line.push_str("fi"),
        'ﬂ' | '\u{F002}' => line.push_str("fl"),
        'ﬃ' => line.push_str("ffi"),
        'ﬄ' => line.push_str("ffl"),
        'ﬅ' | 'ﬆ' => line.push_str("st"),
        '‐' | '‑' => line.push('-'),
        letter => line.push(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(raw: &str) -> String {
        let mut text = String::new();
        append(raw, &mut text);
        text
    }

    #[test]
    fn letters_and_spaces_have_one_form() {
        assert_eq!(normal("Zoe\u{308} of\u{FB01}ce\u{A0}\u{2009}work"), "Zoë office work");
        assert_eq!(normal("soft\u{AD}ware and soft\u{AD}\nware"), "software and software");
        assert_eq!(normal("co\u{2011}operation\u{200B}\u{0}"), "co-operation");
    }

    #[test]
    fn lines_items_and_gaps_have_one_form() {
        assert_eq!(normal("\u{F0B7}\tRust\r\n  ● SQL"), "• Rust\n• SQL");
        assert_eq!(normal("Welder \t 2020\n\n\n\nCook    2019"), "Welder\t2020\n\nCook\t2019");
    }
}
