//! A page as a file.

use std::io::{Cursor, Write};

use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

use super::Block;

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text.
    Text,
    /// Rich Text Format.
    Rtf,
    /// Word.
    Docx,
    /// PDF with one of its own fonts.
    Pdf,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Text, Self::Rtf, Self::Docx, Self::Pdf];
}

/// Lines on a page of a PDF.
const LINES: usize = 46;

/// The page as a file.
///
/// # Panics
/// Where no archive can be written into memory.
pub fn file(page: &[Block], form: Form) -> Vec<u8> {
    match form {
        Form::Text => text(page).into_bytes(),
        Form::Rtf => rtf(page),
        Form::Docx => docx(page),
        Form::Pdf => pdf(page),
    }
}

fn text(page: &[Block]) -> String {
    let line = |block: &Block| match block {
        Block::Heading(text) | Block::Line(text, None) => text.clone(),
        Block::Line(text, Some(right)) => format!("{text}\t{right}"),
        Block::Item(text) => format!("• {text}"),
        Block::Gap => String::new(),
    };
    page.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn rtf(page: &[Block]) -> Vec<u8> {
    let mut written = String::from("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 ");
    for letter in text(page).chars() {
        match letter {
            '\n' => written.push_str("\\par\n"),
            '\t' => written.push_str("\\tab "),
            '\\' | '{' | '}' => written.extend(['\\', letter]),
            letter if letter.is_ascii() => written.push(letter),
            letter => {
                let mut units = [0; 2];
                for unit in letter.encode_utf16(&mut units) {
                    written.push_str(&format!("\\u{}?", *unit as i16));
                }
            }
        }
    }
    written.push('}');
    written.into_bytes()
}

fn docx(page: &[Block]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    for block in page {
        let (before, left, right) = match block {
            Block::Heading(text) => ("<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>", text.as_str(), None),
            Block::Line(text, right) => ("", text.as_str(), right.as_deref()),
            Block::Item(text) => {
                ("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>", text.as_str(), None)
            }
            Block::Gap => ("", "", None),
        };
        let right = right
            .map(|right| format!("<w:r><w:tab/><w:t>{}</w:t></w:r>", escaped(right)))
            .unwrap_or_default();
        xml.push_str(&format!("<w:p>{before}<w:r><w:t>{}</w:t></w:r>{right}</w:p>", escaped(left)));
    }
    xml.push_str("</w:body></w:document>");
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn pdf(page: &[Block]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let (catalog, tree, font) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let sheets: Vec<_> = page.chunks(LINES).collect();
    let id = |nth: usize, part: i32| Ref::new(4 + 2 * nth as i32 + part);
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..sheets.len()).map(|nth| id(nth, 0))).count(sheets.len() as i32);
    pdf.type1_font(font).base_font(Name(b"Helvetica")).encoding_predefined(Name(b"WinAnsiEncoding"));
    for (nth, sheet) in sheets.into_iter().enumerate() {
        let mut written = pdf.page(id(nth, 0));
        written.parent(tree).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).contents(id(nth, 1));
        written.resources().fonts().pair(Name(b"F"), font);
        written.finish();
        let mut content = Content::new();
        for (nth, block) in sheet.iter().enumerate() {
            let y = 790.0 - 16.0 * nth as f32;
            let mut show = |x: f32, text: &str| {
                let bytes = encoding_rs::WINDOWS_1252.encode(text).0;
                content.begin_text().set_font(Name(b"F"), 11.0).next_line(x, y).show(Str(&bytes)).end_text();
            };
            match block {
                Block::Heading(text) => show(50.0, text),
                Block::Line(text, right) => {
                    show(50.0, text);
                    right.iter().for_each(|right| show(440.0, right));
                }
                Block::Item(text) => show(62.0, &format!("• {text}")),
                Block::Gap => {}
            }
        }
        pdf.stream(id(nth, 1), &content.finish());
    }
    pdf.finish()
}
