//! Rich Text Format: groups in braces, words after a backslash, everything else is the text.

mod charset;

use encoding_rs::Encoding;
use model::screening::Unreadable;

use super::limits;

/// Groups that hold no text of the page.
const NOT_SHOWN: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "fldinst",
    "themedata",
    "datastore",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "latentstyles",
    "filetbl",
    "revtbl",
    "deleted",
    "bkmkstart",
    "bkmkend",
    "userprops",
    "pgptbl",
    "fontemb",
    "nonshppict",
    "annotation",
    "template",
];

/// What holds inside one pair of braces.
#[derive(Clone, Copy)]
struct Group {
    encoding: &'static Encoding,
    /// Letters that follow each `\u`, for programs that don't know it.
    spare: usize,
    shown: bool,
    hidden: bool,
    /// Inside the table of fonts, which names each font's encoding.
    fonts: bool,
}

struct Rtf<'b> {
    bytes: &'b [u8],
    at: usize,
    text: String,
    /// Bytes of text not decoded yet: a letter may take two.
    waiting: Vec<u8>,
    /// Half of a letter outside the first 65,536.
    half: Option<u16>,
    groups: Vec<Group>,
    page: &'static Encoding,
    fonts: std::collections::BTreeMap<i32, &'static Encoding>,
    font: i32,
    to_skip: usize,
}

pub(super) fn text(bytes: &[u8]) -> Result<String, Unreadable> {
    let page = encoding_rs::WINDOWS_1252;
    let outside = Group { encoding: page, spare: 1, shown: true, hidden: false, fonts: false };
    let mut rtf = Rtf {
        bytes,
        at: 0,
        text: String::new(),
        waiting: Vec::new(),
        half: None,
        groups: vec![outside],
        page,
        fonts: Default::default(),
        font: 0,
        to_skip: 0,
    };
    rtf.read()?;
    Ok(rtf.text)
}

impl Rtf<'_> {
    fn read(&mut self) -> Result<(), Unreadable> {
        while let Some(byte) = self.next() {
            match byte {
                b'{' => {
                    self.decode();
                    if self.groups.len() > limits::MOST_NESTED {
                        return Err(Unreadable::Bomb);
                    }
                    let inner = *self.group();
                    self.groups.push(inner);
                }
                b'}' => {
                    self.decode();
                    self.to_skip = 0;
                    // The brace that closes the document; what follows is not part of it.
                    if self.groups.len() <= 2 {
                        return Ok(());
                    }
                    self.groups.pop();
                }
                b'\\' => self.control(),
                b'\r' | b'\n' | 0 => {}
                byte => self.byte(byte),
            }
            if self.text.len() > limits::MOST_TEXT {
                return Err(Unreadable::TooLarge);
            }
        }
        self.decode();
        // A document that ends inside a group was cut off; what came before is no résumé to judge.
        Err(Unreadable::Damaged)
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn group(&mut self) -> &mut Group {
        // The outermost group is never popped.
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn control(&mut self) {
        let Some(first) = self.next() else { return };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first);
        }
        let begin = self.at - 1;
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_alphabetic) {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(&self.bytes[begin..self.at]).into_owned();
        let begin = self.at;
        if self.bytes.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        let number = std::str::from_utf8(&self.bytes[begin..self.at]).ok().and_then(|text| text.parse().ok());
        if self.bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        if word != "u" {
            self.decode();
        }
        self.word(&word, number);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let hex = self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
                self.at += 2;
                if let Some(byte) = byte {
                    self.byte(byte);
                }
            }
            b'*' => self.group().shown = false,
            b'~' => self.put(" "),
            b'_' => self.put("-"),
            b'-' => {}
            b'\r' | b'\n' => self.put("\n"),
            b'\t' => self.put("\t"),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "line" | "sect" | "page" | "row" | "nestrow" => self.put("\n"),
            "tab" | "cell" | "nestcell" => self.put("\t"),
            "emdash" => self.put("—"),
            "endash" => self.put("–"),
            "bullet" => self.put("•"),
            "lquote" => self.put("‘"),
            "rquote" => self.put("’"),
            "ldblquote" => self.put("“"),
            "rdblquote" => self.put("”"),
            "emspace" | "enspace" | "qmspace" => self.put(" "),
            "u" => self.unicode(number.unwrap_or(0)),
            "uc" => self.group().spare = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(1),
            "bin" => self.at += number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0),
            "v" => self.group().hidden = number != Some(0),
            "plain" => (self.group().hidden, self.group().encoding) = (false, self.page),
            "ansicpg" => {
                self.page = charset::of_page(number.unwrap_or(1252));
                self.group().encoding = self.page;
            }
            "mac" => {
                self.page = encoding_rs::MACINTOSH;
                self.group().encoding = self.page;
            }
            "fonttbl" => (self.group().shown, self.group().fonts) = (false, true),
            "f" if self.group().fonts => self.font = number.unwrap_or(0),
            "fcharset" => {
                if let Some(encoding) = charset::of_font(number.unwrap_or(0)) {
                    self.fonts.insert(self.font, encoding);
                }
            }
            "f" => {
                let encoding = self.fonts.get(&number.unwrap_or(0)).copied().unwrap_or(self.page);
                self.group().encoding = encoding;
            }
            // A shape's text is in a group that older programs don't know, inside one that they skip.
            "shptxt" | "shppict" => self.group().shown = word == "shptxt",
            word if NOT_SHOWN.contains(&word) => self.group().shown = false,
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
            return;
        }
        let group = self.group();
        if group.shown && !group.hidden {
            self.waiting.push(byte);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.decode();
        self.to_skip = self.group().spare;
        // A number above 32,767 is written as a negative one.
        let unit = (number & 0xFFFF) as u16;
        let pair = match self.half.take() {
            Some(half) => char::decode_utf16([half, unit]).next(),
            None => char::decode_utf16([unit]).next(),
        };
        match pair {
            Some(Ok(letter)) => {
                let to_skip = std::mem::take(&mut self.to_skip);
                self.put(letter.encode_utf8(&mut [0; 4]));
                self.to_skip = to_skip;
            }
            _ => self.half = Some(unit),
        }
    }

    fn put(&mut self, text: &str) {
        self.decode();
        self.to_skip = 0;
        let group = self.group();
        if group.shown && !group.hidden {
            self.text.push_str(text);
        }
    }

    fn decode(&mut self) {
        if !self.waiting.is_empty() {
            let bytes = std::mem::take(&mut self.waiting);
            let text = self.group().encoding.decode_without_bom_handling(&bytes).0.into_owned();
            self.text.push_str(&text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rtf: &str) -> String {
        text(rtf.as_bytes()).unwrap()
    }

    #[test]
    fn text_lines_tabs_and_signs() {
        let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\author N N}}\f0 Zo\'eb\tab 2019\endash 2021\par
{\*\generator x;}\bullet  Caf\u233? \{ok\}\par}";
        assert_eq!(shown(rtf), "Zoë\t2019–2021\n• Café {ok}\n");
    }

    #[test]
    fn pages_and_fonts_name_their_encoding() {
        assert_eq!(shown(r"{\rtf1\ansicpg1251 \'cf\'f0\'e8}"), "При");
        assert_eq!(shown(r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1\'cf\f0\'e9}"), "Пé");
        assert_eq!(shown(r"{\rtf1\uc2\u-10179 ??\u-8704 ??!}"), "\u{1F600}!");
        assert_eq!(shown(r"{\rtf1{\uc0\u1087}\'e9}"), "пé");
    }

    #[test]
    fn hidden_words_and_fields_are_not_text() {
        let rtf =
            r#"{\rtf1{\field{\*\fldinst HYPERLINK "x"}{\fldrslt site}} {\v keyword}shown{\pict\bin4 {}{}}}"#;
        assert_eq!(shown(rtf), "site shown");
    }

    #[test]
    fn cut_off_or_nested_for_ever() {
        assert_eq!(text(br"{\rtf1 Cook {\b at"), Err(Unreadable::Damaged));
        assert_eq!(text("{".repeat(100_000).as_bytes()), Err(Unreadable::Bomb));
    }
}
