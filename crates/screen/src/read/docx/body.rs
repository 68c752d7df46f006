//! The lines of one part of a Word document: paragraphs, items of lists, rows of tables, boxes of text.

use model::screening::Unreadable;
use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
};

use crate::read::{limits, normal::ITEM};

/// A row of a table: what stands in each cell.
type Row = Vec<Vec<String>>;

#[derive(Default)]
struct Body {
    lines: Vec<String>,
    /// Paragraphs begun and not ended. A box of text stands inside the paragraph that it is anchored in.
    paragraphs: Vec<String>,
    /// Rows begun and not ended: a cell may hold a table of its own.
    rows: Vec<Row>,
    /// Inside `w:t`.
    in_text: bool,
    /// Inside a run that is hidden on the page.
    hidden: bool,
    /// How deep inside a second telling of the same drawing, for older programs.
    fallback: usize,
}

/// The lines that a part shows.
///
/// # Errors
/// [`Unreadable::Damaged`] where it is not well formed, [`Unreadable::Bomb`] where it declares entities or nests
/// without end, which no word processor writes.
pub(super) fn lines(xml: &str) -> Result<Vec<String>, Unreadable> {
    let mut reader = Reader::from_str(xml);
    let mut body = Body::default();
    let mut nested = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Unreadable::Damaged)? {
            Event::DocType(_) => return Err(Unreadable::Bomb),
            Event::Start(tag) => {
                nested += 1;
                if nested > limits::MOST_NESTED {
                    return Err(Unreadable::Bomb);
                }
                body.begin(&tag);
            }
            Event::Empty(tag) => {
                body.begin(&tag);
                body.end(tag.local_name().as_ref());
            }
            Event::End(tag) => {
                nested = nested.saturating_sub(1);
                body.end(tag.local_name().as_ref());
            }
            Event::Text(text) => body.say(&text),
            Event::CData(text) => body.say(&text),
            Event::GeneralRef(entity) => {
                if let Some(letter) = letter(&entity) {
                    body.say(letter.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => return Ok(body.lines),
            _ => {}
        }
    }
}

impl Body {
    fn begin(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "Fallback" => self.fallback += 1,
            "p" => self.paragraphs.push(String::new()),
            "r" => self.hidden = false,
            "vanish" => self.hidden = attribute(tag, "val").is_none_or(|on| on != "0" && on != "false"),
            "t" => self.in_text = true,
            // An item of a list: its number or mark is drawn, not written.
            "numPr" => self.mark_item(),
            "tr" => self.rows.push(Row::new()),
            "tc" => {
                if let Some(row) = self.rows.last_mut() {
                    row.push(Vec::new());
                }
            }
            // The stops of a paragraph are `w:tab` too, and have a position.
            "tab" if attribute(tag, "pos").is_none() => self.put("\t"),
            "br" | "cr" => self.put("\n"),
            "noBreakHyphen" => self.put("-"),
            "sym" => {
                let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
                if let Some(letter) = code.and_then(char::from_u32) {
                    self.put(letter.encode_utf8(&mut [0; 4]));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Fallback" => self.fallback = self.fallback.saturating_sub(1),
            "t" => self.in_text = false,
            "r" => self.hidden = false,
            "p" => {
                let paragraph = self.paragraphs.pop().unwrap_or_default();
                if self.fallback == 0 {
                    self.put_line(paragraph);
                }
            }
            "tr" => {
                if let Some(row) = self.rows.pop() {
                    row_lines(row).into_iter().for_each(|line| self.put_line(line));
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, text: &str) {
        if self.in_text {
            self.put(text);
        }
    }

    fn put(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.fallback == 0 && !self.hidden) {
            paragraph.push_str(text);
        }
    }

    fn mark_item(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|paragraph| paragraph.is_empty()) {
            paragraph.push_str(ITEM);
        }
    }

    fn put_line(&mut self, line: String) {
        match self.rows.last_mut().and_then(|row| row.last_mut()) {
            Some(cell) if line.trim().is_empty() && cell.is_empty() => {}
            Some(cell) => cell.push(line),
            None => self.lines.push(line),
        }
    }
}

/// A row reads across where its cells are lines, and cell by cell where they are columns of the page. A date beside
/// a longer cell belongs to that cell's first line.
fn row_lines(row: Row) -> Vec<String> {
    let mut cells: Vec<Vec<String>> =
        row.into_iter().filter(|cell| cell.iter().any(|line| !line.trim().is_empty())).collect();
    for cell in &mut cells {
        while cell.last().is_some_and(|line| line.trim().is_empty()) {
            cell.pop();
        }
    }
    match cells.as_slice() {
        all if all.iter().all(|cell| cell.len() == 1) => {
            vec![cells.into_iter().flatten().collect::<Vec<_>>().join("\t")]
        }
        [beside, longer] if beside.len() == 1 => {
            let first = format!("{}\t{}", beside[0], longer[0]);
            std::iter::once(first).chain(longer[1..].iter().cloned()).collect()
        }
        [longer, beside] if beside.len() == 1 => {
            let first = format!("{}\t{}", longer[0], beside[0]);
            std::iter::once(first).chain(longer[1..].iter().cloned()).collect()
        }
        _ => cells.into_iter().flatten().collect(),
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// Only XML's own entities: others would have to be declared, and nothing here may declare any.
fn letter(entity: &BytesRef<'_>) -> Option<char> {
    match entity.resolve_char_ref() {
        Ok(Some(letter)) => Some(letter),
        Ok(None) => resolve_xml_entity(entity).and_then(|text| text.chars().next()),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xml: &str) -> Vec<String> {
        lines(&format!("<w:document><w:body>{xml}</w:body></w:document>")).unwrap()
    }

    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn paragraphs_tabs_items_and_entities() {
        let tabs = "<w:p><w:pPr><w:tabs><w:tab w:val='right' w:pos='9000'/></w:tabs></w:pPr>\
            <w:r><w:t>Welder</w:t><w:tab/><w:t>2020</w:t></w:r></w:p>";
        let item =
            "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/></w:numPr></w:pPr><w:r><w:t>MIG</w:t></w:r></w:p>";
        let xml = [p("Ana &amp; Co &#x2013;"), tabs.into(), item.into()].concat();
        assert_eq!(shown(&xml), ["Ana & Co –", "Welder\t2020", "• MIG"]);
    }

    #[test]
    fn a_box_is_read_once_and_hidden_or_deleted_words_are_not() {
        let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("Aside"));
        let drawn = format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback>\
             </mc:AlternateContent></w:r><w:r><w:t>Main</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t>\
             </w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
        );
        assert_eq!(shown(&drawn), ["Aside", "Main"]);
    }

    #[test]
    fn a_table_reads_across_or_down() {
        let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
        let row = |cells: &[String]| format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", cells.concat());
        let across = row(&[cell(&p("Cook")), cell(&p("2020"))]);
        assert_eq!(shown(&across), ["Cook\t2020"]);
        let dated = row(&[cell(&p("2020")), cell(&[p("Cook"), p("Inn")].concat())]);
        assert_eq!(shown(&dated), ["2020\tCook", "Inn"]);
        let down = row(&[cell(&[p("a"), p("b")].concat()), cell(&[p("c"), p("d")].concat())]);
        assert_eq!(shown(&down), ["a", "b", "c", "d"]);
    }

    #[test]
    fn nothing_declares_entities_or_nests_for_ever() {
        assert_eq!(lines("<!DOCTYPE x [<!ENTITY a 'ha'>]><x>&a;</x>"), Err(Unreadable::Bomb));
        assert_eq!(lines(&"<a>".repeat(100_000)), Err(Unreadable::Bomb));
        assert_eq!(lines("<w:p></w:t>"), Err(Unreadable::Damaged));
    }
}
