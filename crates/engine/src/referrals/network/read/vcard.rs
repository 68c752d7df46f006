//! vCard, versions 2.1 to 4.0, as address books on telephones and in mail programs write it. Pictures and notes are
//! not taken over.

use encoding_rs::{Encoding, UTF_8};
use model::network::{Contact, profile_page};

use super::{Entry, Remark, cell};

/// Whether a text is one.
pub(super) fn is_one(text: &str) -> bool {
    text.trim_start_matches(['\u{feff}', ' ', '\n'])
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("begin:vcard"))
}

pub(super) fn read(text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut card: Option<(u64, Card)> = None;
    for (line, written) in unfolded(text) {
        let Some(property) = Property::read(&written) else { continue };
        match (property.name.as_str(), &mut card) {
            ("BEGIN", _) => card = Some((line, Card::default())),
            ("END", _) => entries.extend(card.take().map(|(line, card)| card.entry(line))),
            (_, Some((_, card))) => card.take(&property),
            (_, None) => {}
        }
    }
    entries
}

/// The lines of the file with those that go on in the next one put together, each with its number.
fn unfolded(text: &str) -> Vec<(u64, String)> {
    let mut lines: Vec<(u64, String)> = Vec::new();
    let mut soft = false;
    for (at, line) in text.lines().enumerate() {
        match lines.last_mut() {
            Some((_, before)) if soft => {
                before.pop();
                before.push_str(line);
            }
            Some((_, before)) if line.starts_with([' ', '\t']) => before.push_str(&line[1..]),
            _ => lines.push((at as u64 + 1, line.to_owned())),
        }
        let encoded = |line: &str| line.to_ascii_uppercase().contains("QUOTED-PRINTABLE");
        soft = line.ends_with('=') && lines.last().is_some_and(|(_, whole)| encoded(whole));
    }
    lines
}

struct Property {
    name: String,
    value: String,
}

impl Property {
    /// `item1.EMAIL;TYPE=home:ana@example.com`
    fn read(line: &str) -> Option<Self> {
        let (head, value) = line.split_once(':')?;
        let mut parts = head.split(';');
        let name = parts.next()?.rsplit('.').next()?.to_ascii_uppercase();
        let parameters: Vec<String> = parts.map(str::to_ascii_uppercase).collect();
        let says = |what: &str| parameters.iter().find_map(|p| p.strip_prefix(what));
        let quoted = parameters.iter().any(|parameter| parameter.ends_with("QUOTED-PRINTABLE"));
        let charset = says("CHARSET=").and_then(|name| Encoding::for_label(name.as_bytes())).unwrap_or(UTF_8);
        let value =
            if quoted { charset.decode(&from_quoted(value)).0.into_owned() } else { value.to_owned() };
        Some(Self { name, value })
    }

    /// The parts between semicolons, as they were before they were escaped.
    fn parts(&self) -> Vec<String> {
        let (mut parts, mut escaped) = (vec![String::new()], false);
        for c in self.value.chars() {
            let part = parts.last_mut().expect("begins with one");
            match c {
                'n' | 'N' if escaped => part.push(' '),
                c if escaped => part.push(c),
                '\\' => {
                    escaped = true;
                    continue;
                }
                ';' => parts.push(String::new()),
                c => part.push(c),
            }
            escaped = false;
        }
        parts
    }
}

/// What stands behind `=C3=BC`.
fn from_quoted(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|two| hex::decode(two).ok());
        match (first, code) {
            (b'=', Some(code)) => {
                bytes.extend(code);
                rest = &after[2..];
            }
            (other, _) => {
                bytes.push(*other);
                rest = after;
            }
        }
    }
    bytes
}

#[derive(Default)]
struct Card {
    contact: Contact,
    whole_name: String,
    remarks: Vec<Remark>,
}

impl Card {
    fn take(&mut self, property: &Property) {
        let parts = property.parts();
        let remarks = &mut self.remarks;
        let mut part = |at: usize| cell::words(parts.get(at).map_or("", String::as_str), remarks);
        let contact = &mut self.contact;
        match property.name.as_str() {
            "N" => (contact.last_name, contact.first_name) = (part(0), part(1)),
            "FN" => self.whole_name = part(0),
            "ORG" if contact.company.is_empty() => contact.company = part(0),
            "TITLE" => contact.title = part(0),
            "ADR" if contact.place.is_empty() => {
                let place = [part(3), part(4), part(6)];
                contact.place =
                    place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            }
            "EMAIL" => contact.emails.extend(cell::emails(&parts.join(";"), remarks)),
            "TEL" => contact.phones.extend(cell::phone(parts.join(";").trim_start_matches("tel:"))),
            "URL" | "X-SOCIALPROFILE" | "SOCIALPROFILE" if contact.page.is_none() => {
                contact.page = profile_page(&parts.join(";")).filter(|page| page.contains("/in/"));
            }
            _ => {}
        }
    }

    fn entry(mut self, line: u64) -> Entry {
        // A company's card has its name twice and no person.
        if self.contact.full_name().is_empty() && self.whole_name != self.contact.company {
            let (given, family) = self.whole_name.rsplit_once(' ').unwrap_or((&self.whole_name, ""));
            (self.contact.first_name, self.contact.last_name) = (given.into(), family.into());
        }
        if self.contact.full_name().is_empty() {
            return Entry { line, contact: None, remarks: vec![Remark::NoName] };
        }
        Entry { line, contact: Some(self.contact), remarks: self.remarks }
    }
}
