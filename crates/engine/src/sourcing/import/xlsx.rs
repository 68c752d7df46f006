//! The cells of the first sheet of an XLSX workbook (ECMA-376), as text.

use std::io::{Cursor, Read};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use super::sheet::MOST_ROWS;

/// Nothing larger is unpacked: a small file may hold a very large one.
const LARGEST: u64 = 200 << 20;

/// More columns than this are no list of people.
const MOST_COLUMNS: usize = 200;

/// The rows with their numbers, or a sentence that says why there are none.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, String> {
    let unreadable = || "This workbook can't be read. Save it anew as XLSX, or as CSV.".to_owned();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| unreadable())?;
    let shared = part(&mut archive, "xl/sharedStrings.xml").map(|text| strings(&text)).unwrap_or_default();
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut sheets: Vec<&String> =
        names.iter().filter(|name| name.starts_with("xl/worksheets/sheet")).collect();
    sheets.sort_by_key(|name| (name.len(), (*name).clone()));
    let sheet = sheets.first().and_then(|name| part(&mut archive, name)).ok_or_else(unreadable)?;
    rows(&sheet, &shared).ok_or_else(unreadable)
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LARGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The texts that cells refer to by number.
fn strings(xml: &str) -> Vec<String> {
    let (mut reader, mut all, mut now, mut in_text) =
        (Reader::from_str(xml), Vec::new(), String::new(), false);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "si" => now.clear(),
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "t" => in_text = true,
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "t" => in_text = false,
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "si" => all.push(std::mem::take(&mut now)),
            Ok(event) if in_text => take_text(&event, &mut now),
            Ok(Event::Eof) | Err(_) => return all,
            Ok(_) => {}
        }
    }
}

fn take_text(event: &Event<'_>, into: &mut String) {
    match event {
        Event::Text(text) => into.push_str(text),
        Event::GeneralRef(name) => match name.as_ref() {
            "amp" => into.push('&'),
            "lt" => into.push('<'),
            "gt" => into.push('>'),
            "quot" => into.push('"'),
            "apos" => into.push('\''),
            _ => into.extend(char_of(name)),
        },
        _ => {}
    }
}

fn rows(xml: &str, shared: &[String]) -> Option<Vec<(u32, Vec<String>)>> {
    let mut reader = Reader::from_str(xml);
    let (mut all, mut cells, mut number) = (Vec::new(), Vec::new(), 0_u32);
    let (mut column, mut is_shared, mut in_value, mut value) = (0_usize, false, false, String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "row" => {
                let written = tag.try_get_attribute("r").ok().flatten().and_then(|at| at.value.parse().ok());
                number = written.unwrap_or(number + 1);
                column = 0;
            }
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                let place =
                    tag.try_get_attribute("r").ok().flatten().map(|at| column_of(at.value.as_bytes()));
                column = place.unwrap_or(column).min(MOST_COLUMNS);
                is_shared = tag.try_get_attribute("t").ok().flatten().is_some_and(|kind| &*kind.value == "s");
                value.clear();
            }
            Event::Start(tag) if matches!(tag.local_name().as_ref(), "v" | "t") => in_value = true,
            Event::End(tag) if matches!(tag.local_name().as_ref(), "v" | "t") => in_value = false,
            Event::End(tag) if tag.local_name().as_ref() == "c" => {
                let text = if is_shared {
                    value
                        .trim()
                        .parse()
                        .ok()
                        .and_then(|nth: usize| shared.get(nth).cloned())
                        .unwrap_or_default()
                } else {
                    std::mem::take(&mut value)
                };
                if column < MOST_COLUMNS {
                    cells.resize(cells.len().max(column), String::new());
                    cells.push(text.trim().to_owned());
                }
                column += 1;
            }
            Event::End(tag) if tag.local_name().as_ref() == "row" => {
                all.push((number, std::mem::take(&mut cells)));
                if all.len() > MOST_ROWS {
                    return Some(all);
                }
            }
            Event::Eof => return Some(all),
            event if in_value => take_text(&event, &mut value),
            _ => {}
        }
    }
}

/// The letter of a reference by its number: `#228` or `#xE4`.
fn char_of(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix('x') {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

/// `C7` is in the third column, whose number from 0 is 2.
fn column_of(place: &[u8]) -> usize {
    let letters = place.iter().take_while(|letter| letter.is_ascii_alphabetic()).take(3);
    letters
        .fold(0, |sum, letter| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1)
        .saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn cells_stand_in_their_columns_whatever_is_left_out() {
        let shared =
            r#"<sst><si><t>Name</t></si><si><r><t>E-</t></r><r><t>mail &amp; more</t></r></si></sst>"#;
        let sheet = r#"<worksheet><sheetData>
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>1</v></c></row>
            <row r="4"><c r="A4" t="inlineStr"><is><t>Ida</t></is></c><c r="B4"><v>42</v></c></row>
            </sheetData></worksheet>"#;
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("xl/sharedStrings.xml", shared), ("xl/worksheets/sheet1.xml", sheet)] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let file = zip.finish().unwrap().into_inner();
        let owned = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let expected = [(1, owned(&["Name", "", "E-mail & more"])), (4, owned(&["Ida", "42"]))];
        assert_eq!(read(&file).unwrap(), expected);
        assert!(read(b"PK\x03\x04nonsense").unwrap_err().contains("can't be read"));
        assert_eq!((column_of(b"A1"), column_of(b"Z9"), column_of(b"AA10")), (0, 25, 26));
    }
}
