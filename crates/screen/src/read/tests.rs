//! Files as they come, and files that were made to hurt.

use std::io::{Cursor, Write};

use super::*;

fn docx(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A PDF with one line of text on each page.
fn pdf(pages: usize, line: &[u8]) -> Vec<u8> {
    use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str};
    let mut pdf = Pdf::new();
    let (catalog, tree, font) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let id = |page: usize, part: i32| Ref::new(4 + 2 * i32::try_from(page).unwrap() + part);
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids((0..pages).map(|page| id(page, 0))).count(i32::try_from(pages).unwrap());
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    for page in 0..pages {
        let mut written = pdf.page(id(page, 0));
        written.parent(tree).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).contents(id(page, 1));
        written.resources().fonts().pair(Name(b"F"), font);
        written.finish();
        let mut content = Content::new();
        content.begin_text().set_font(Name(b"F"), 11.0).next_line(60.0, 780.0).show(Str(line)).end_text();
        pdf.stream(id(page, 1), &content.finish());
    }
    pdf.finish()
}

use pdf_writer::Finish;

#[test]
fn each_form_becomes_text() {
    let body = "<w:document><w:body><w:p><w:r><w:t>Zoë Brandt</w:t></w:r></w:p></w:body></w:document>";
    let word = read(&docx(&[("word/document.xml", body.as_bytes())])).unwrap();
    assert_eq!((word.kind, word.text.as_str()), (DocumentKind::Docx, "Zoë Brandt"));
    let rich = read(br"{\rtf1\ansi Zo\'eb Brandt\par}").unwrap();
    assert_eq!((rich.kind, rich.text.as_str()), (DocumentKind::Rtf, "Zoë Brandt"));
    let plain = read("Zoë Brandt\r\n".as_bytes()).unwrap();
    assert_eq!((plain.kind, plain.text.as_str()), (DocumentKind::Text, "Zoë Brandt"));
    let printed = read(&pdf(2, b"Zoe Brandt, Welder")).unwrap();
    assert_eq!(
        (printed.kind, printed.text.as_str()),
        (DocumentKind::Pdf, "Zoe Brandt, Welder\nZoe Brandt, Welder")
    );
    assert_eq!(printed.pages, [0, 19]);
}

#[test]
fn what_is_too_much_is_refused() {
    assert_eq!(read(&pdf(5000, b"x")), Err(Unreadable::TooManyPages));
    assert_eq!(read(&vec![b'a'; 100 << 20]), Err(Unreadable::TooLarge));
    assert_eq!(read(&vec![b'a'; 2 << 20]), Err(Unreadable::TooLarge));
    let bomb = docx(&[("word/document.xml", &vec![b' '; 64 << 20])]);
    assert!(bomb.len() < 200_000);
    assert_eq!(read(&bomb), Err(Unreadable::Bomb));
    let entities = b"<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w:document>&b;</w:document>";
    assert_eq!(read(&docx(&[("word/document.xml", entities)])), Err(Unreadable::Bomb));
}

#[test]
fn what_gives_no_text_says_why() {
    assert_eq!(read(b""), Err(Unreadable::Empty));
    assert_eq!(read(&pdf(1, b"")), Err(Unreadable::Picture));
    let whole = pdf(1, b"Zoe");
    assert_eq!(read(&whole[..60]), Err(Unreadable::Damaged));
    let whole = docx(&[("word/document.xml", b"<w:document/>")]);
    assert_eq!(read(&whole[..whole.len() / 2]), Err(Unreadable::Damaged));
    assert_eq!(read(&whole), Err(Unreadable::Empty));
    assert_eq!(read(&docx(&[("xl/workbook.xml", b"<x/>")])), Err(Unreadable::WrongForm));
    let scan = docx(&[("word/document.xml", b"<w:document/>"), ("word/media/a.png", b"\x89PNG")]);
    assert_eq!(read(&scan), Err(Unreadable::Picture));
}
