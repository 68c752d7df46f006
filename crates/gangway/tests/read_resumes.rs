//! Files that were made to hurt, read by the real program in processes of its own.

use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use engine::screening::reading::{Limits, ReadError, Readers, ResumeReader};
use model::screening::{Document, Unreadable};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str};

fn readers() -> Readers {
    let limits = Limits { readers: 1, ..Limits::default() };
    Readers::new(env!("CARGO_BIN_EXE_gangway").into(), vec!["read-resumes".into()], limits)
}

fn reason(read: Result<Document, ReadError>) -> Unreadable {
    match read {
        Err(ReadError::Unreadable(reason)) => reason,
        other => panic!("{other:?}"),
    }
}

/// A page whose content is this, with a form that the content may draw.
fn pdf(content: &[u8], form: &[u8], deflated: bool) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let [catalog, tree, font, page, stream, drawn] = [1, 2, 3, 4, 5, 6].map(Ref::new);
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids([page]).count(1);
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut written = pdf.page(page);
    written.parent(tree).media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).contents(stream);
    let mut resources = written.resources();
    resources.fonts().pair(Name(b"F"), font);
    resources.x_objects().pair(Name(b"X"), drawn);
    resources.finish();
    written.finish();
    let mut written = pdf.stream(stream, content);
    if deflated {
        written.filter(Filter::FlateDecode);
    }
    written.finish();
    let mut written = pdf.form_xobject(drawn, form);
    written.bbox(Rect::new(0.0, 0.0, 595.0, 842.0));
    let mut resources = written.resources();
    resources.fonts().pair(Name(b"F"), font);
    resources.x_objects().pair(Name(b"X"), drawn);
    resources.finish();
    written.finish();
    pdf.finish()
}

fn line(text: &[u8]) -> Vec<u8> {
    let mut content = Content::new();
    content.begin_text().set_font(Name(b"F"), 11.0).next_line(60.0, 780.0).show(Str(text)).end_text();
    content.finish().to_vec()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("a", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(bytes).unwrap();
    let packed = archive.finish().unwrap().into_inner();
    let mut read = zip::ZipArchive::new(Cursor::new(packed.as_slice())).unwrap();
    let file = read.by_index(0).unwrap();
    let (from, length) = (file.data_start().unwrap(), file.compressed_size());
    let raw = &packed[usize::try_from(from).unwrap()..usize::try_from(from + length).unwrap()];
    // Zlib's head; readers of PDF go without its sum at the end.
    [b"\x78\x9c", raw].concat()
}

#[tokio::test]
async fn one_reader_reads_on_after_files_that_hurt() {
    let readers = readers();
    let good = pdf(&line(b"Zoe Brandt"), b"", false);
    assert_eq!(readers.read(&good).await.unwrap().text, "Zoe Brandt");

    // A form that draws itself, twice each time.
    let circle = pdf(&[line(b"Zoe"), b" /X Do".to_vec()].concat(), b"/X Do /X Do", false);
    let begun = Instant::now();
    let _ = readers.read(&circle).await;
    // A page that unpacks to a gigabyte.
    let bomb = pdf(&zlib(&vec![b' '; 1 << 30]), b"", true);
    assert!(bomb.len() < 2 << 20);
    let first = reason(readers.read(&bomb).await);
    assert!(matches!(first, Unreadable::TookTooMuch | Unreadable::TookTooLong), "{first:?}");
    // States saved and never restored, arrays in arrays in arrays.
    for hostile in [b"q ".repeat(4 << 20), b"[".repeat(8 << 20), b"<<".repeat(8 << 20)] {
        let _ = readers.read(&pdf(&hostile, b"", false)).await;
    }
    assert!(begun.elapsed() < Duration::from_secs(75), "{:?}", begun.elapsed());

    assert_eq!(readers.read(&good).await.unwrap().text, "Zoe Brandt");
}

#[tokio::test]
async fn bombs_and_giants_are_refused_before_they_are_read() {
    let readers = readers();
    assert_eq!(reason(readers.read(&vec![b'a'; 100 << 20]).await), Unreadable::TooLarge);
    assert_eq!(reason(readers.read(b"").await), Unreadable::Empty);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..512 {
        archive.write_all(&[b' '; 1 << 20]).unwrap();
    }
    let bomb = archive.finish().unwrap().into_inner();
    assert_eq!(reason(readers.read(&bomb).await), Unreadable::Bomb);
}
