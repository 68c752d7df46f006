//! A résumé, drawn from a few facts each time it is fetched, so that twenty thousand of them cost nothing to keep.

use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str, TextStr};
use serde_json::Value;

use super::documents::text;

const FONT: Name = Name(b"F1");
const BOLD: Name = Name(b"F2");

/// Letters of the invented names that the standard encoding lacks; they take the bytes from 1.
const EXTRA: [(char, &[u8]); 4] = [('Ł', b"Lslash"), ('ł', b"lslash"), ('ń', b"nacute"), ('ć', b"cacute")];

/// The file's bytes, the same for the same facts: `name`, `title`, `town`, `email` and `years`.
pub fn pdf(facts: &Value) -> Vec<u8> {
    let [catalog, pages, page, content, info, regular, bold] = [1, 2, 3, 4, 5, 6, 7].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut sheet = pdf.page(page);
    sheet.parent(pages).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).contents(content);
    sheet.resources().fonts().pairs([(FONT, regular), (BOLD, bold)]);
    drop(sheet);
    for (base, id) in [(&b"Helvetica"[..], regular), (b"Helvetica-Bold", bold)] {
        let mut font = pdf.type1_font(id);
        font.base_font(Name(base));
        let mut encoding = font.encoding_custom();
        encoding.base_encoding(Name(b"WinAnsiEncoding"));
        encoding.differences().consecutive(1, EXTRA.map(|(_, glyph)| Name(glyph)));
    }
    pdf.stream(content, &drawn(facts));
    pdf.document_info(info).title(TextStr(&format!("{}, CV", text(&facts["name"]))));
    pdf.finish()
}

fn drawn(facts: &Value) -> Vec<u8> {
    let mut content = Content::new();
    let mut y = 780.0;
    for (line, font, size) in lines(facts) {
        content.begin_text().set_font(font, size).next_line(56.0, y).show(Str(&encoded(&line))).end_text();
        y -= size * 1.6;
    }
    content.finish().to_vec()
}

fn lines(facts: &Value) -> Vec<(String, Name<'static>, f32)> {
    let fact = |name: &str| text(&facts[name]).into_owned();
    let years = facts["years"].as_u64().unwrap_or(1);
    vec![
        (fact("name"), BOLD, 22.0),
        (format!("{} in {}", fact("title"), fact("town")), FONT, 13.0),
        (fact("email"), FONT, 10.0),
        ("Experience".into(), BOLD, 13.0),
        (format!("{}, {} to today", fact("title"), 2026 - years.min(40)), BOLD, 10.0),
        (format!("{years} years in the trade, the last of them leading a small team."), FONT, 10.0),
        ("Cut the time from order to delivery, and wrote down how.".into(), FONT, 10.0),
        ("Skills".into(), BOLD, 13.0),
        ("Planning, spreadsheets, plain writing, first aid.".into(), FONT, 10.0),
        ("Languages".into(), BOLD, 13.0),
        ("English, and enough German for the road.".into(), FONT, 10.0),
    ]
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
        let facts = json!({"name": "Imani Nair", "title": "Buyer", "town": "Leeds", "email": "i@example.org", "years": 4});
        let paper = pdf(&facts);
        assert_eq!(paper, pdf(&facts));
        assert!(paper.starts_with(b"%PDF-") && paper.len() < 4000, "{}", paper.len());
        let text = String::from_utf8_lossy(&paper);
        assert!(text.contains("(Imani Nair)") && text.contains("(Buyer in Leeds)"), "{text}");
    }

    #[test]
    fn names_of_people_keep_their_letters() {
        assert_eq!(encoded("Łucja Zoë"), b"\x01ucja Zo\xeb");
        assert_eq!(encoded("李"), b"?");
    }
}
