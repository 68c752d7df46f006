//! A résumé, drawn from a few facts each time it is fetched, so that a hundred thousand of them cost nothing to keep.

use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};
use serde_json::Value;

const FONT: Name = Name(b"F1");

/// Letters of the invented names that the standard encoding lacks; they take the bytes from 1.
const EXTRA: [(char, &[u8]); 4] = [('Ł', b"Lslash"), ('ł', b"lslash"), ('ń', b"nacute"), ('ć', b"cacute")];

/// The file's bytes, the same for the same facts: `name`, `title`, `place`, `email` and `years`.
pub fn pdf(facts: &Value) -> Vec<u8> {
    let [catalog, pages, page, content, info, font] = [1, 2, 3, 4, 5, 6].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).contents(content);
    sheet.resources().fonts().pairs([(FONT, font)]);
    drop(sheet);
    let mut letters = pdf.type1_font(font);
    letters.base_font(Name(b"Helvetica"));
    let mut encoding = letters.encoding_custom();
    encoding.base_encoding(Name(b"WinAnsiEncoding"));
    encoding.differences().consecutive(1, EXTRA.map(|(_, glyph)| Name(glyph)));
    drop(encoding);
    drop(letters);
    pdf.stream(content, &drawn(facts));
    pdf.document_info(info).title(TextStr(&format!("{}, CV", text(&facts["name"]))));
    pdf.finish()
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn drawn(facts: &Value) -> Vec<u8> {
    let years = facts["years"].as_u64().unwrap_or(1);
    let lines = [
        (text(&facts["name"]).to_owned(), 22.0),
        (text(&facts["title"]).to_owned(), 13.0),
        (text(&facts["place"]).to_owned(), 10.0),
        (text(&facts["email"]).to_owned(), 10.0),
        ("Experience".into(), 13.0),
        (format!("{years} years in the trade, the last of them leading a small team."), 10.0),
        ("Moved a warehouse over one weekend, and wrote down how.".into(), 10.0),
        ("Skills".into(), 13.0),
        ("Route planning, stock taking, plain writing.".into(), 10.0),
    ];
    let mut content = Content::new();
    let mut y = 780.0;
    for (line, size) in lines {
        content.begin_text().set_font(FONT, size).next_line(56.0, y).show(Str(&encoded(&line))).end_text();
        y -= size * 1.7;
    }
    content.finish().to_vec()
}

/// A text's bytes; a letter that the font lacks becomes a question mark.
fn encoded(line: &str) -> Vec<u8> {
    let byte = |letter: char| {
        let extra = (1_u8..).zip(EXTRA).find(|(_, (known, _))| *known == letter).map(|(byte, _)| byte);
        let latin = u8::try_from(u32::from(letter)).ok().filter(|byte| !(0x7f..0xa0).contains(byte));
        extra.or(latin).unwrap_or(b'?')
    };
    line.chars().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_same_person_has_the_same_paper_and_it_says_who() {
        let facts = json!({"name": "Łucja Zoë", "title": "Planner", "years": 4});
        let paper = pdf(&facts);
        assert_eq!(paper, pdf(&facts));
        assert!(paper.starts_with(b"%PDF-"));
        assert!(String::from_utf8_lossy(&paper).contains("(Planner)"));
        assert_eq!(encoded("Łucja 李"), b"\x01ucja ?");
    }
}
