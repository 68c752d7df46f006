//! The CSV of an address book, in both its layouts: `Given Name … Organization 1 - Name` before, `First Name …
//! Organization Name` now. Notes and street addresses are not taken over: nobody needs them to find a match.

use model::network::{Contact, profile_page};

use super::{
    Entry, Remark, cell,
    rows::{Row, Rows},
};

/// Whether these are its headings, in lower case.
pub(super) fn is_heading(headings: &[String]) -> bool {
    let has = |wanted: &str| headings.iter().any(|heading| heading == wanted);
    let starts = |wanted: &str| headings.iter().any(|heading| heading.starts_with(wanted));
    (has("given name") && has("family name"))
        || (has("first name") && (starts("e-mail 1 -") || starts("organization") || has("labels")))
}

pub(super) fn read(rows: &Rows) -> Vec<Entry> {
    rows.iter().map(|row| entry(&row)).collect()
}

fn entry(row: &Row<'_>) -> Entry {
    if row.is_blank() {
        return Entry { line: row.line, contact: None, remarks: vec![Remark::Blank] };
    }
    let mut remarks = Vec::new();
    let mut one = |headings: [&str; 2]| cell::words(first(row, headings), &mut remarks);
    let mut contact = Contact {
        first_name: one(["first name", "given name"]),
        last_name: one(["last name", "family name"]),
        company: one(["organization name", "organization 1 - name"]),
        title: one(["organization title", "organization 1 - title"]),
        ..Contact::default()
    };
    if contact.full_name().is_empty() {
        let whole = one(["name", "file as"]);
        (contact.first_name, contact.last_name) = split(&whole);
    }
    let place = ["address 1 - city", "address 1 - region", "address 1 - country"];
    let place = place.map(|heading| cell::words(first(row, [heading, ""]), &mut remarks));
    contact.place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    for (heading, value) in row.named().filter(|(heading, _)| heading.ends_with("- value")) {
        if heading.starts_with("e-mail ") {
            contact.emails.extend(cell::emails(value, &mut remarks));
        } else if heading.starts_with("phone ") {
            contact.phones.extend(cell::several(value).filter_map(cell::phone));
        } else if heading.starts_with("website ") && contact.page.is_none() {
            contact.page = cell::several(value).filter_map(profile_page).find(|page| page.contains("/in/"));
        }
    }
    if contact.full_name().is_empty() {
        return Entry { line: row.line, contact: None, remarks: vec![Remark::NoName] };
    }
    Entry { line: row.line, contact: Some(contact), remarks }
}

/// The first value below either heading.
fn first<'r>(row: &Row<'r>, headings: [&str; 2]) -> &'r str {
    let found = headings.into_iter().map(|heading| row.get(heading)).find(|cell| !cell.is_empty());
    cell::several(found.unwrap_or_default()).next().unwrap_or_default()
}

/// A whole name as given and family name.
fn split(name: &str) -> (String, String) {
    match name.rsplit_once(' ') {
        Some((given, family)) => (given.to_owned(), family.to_owned()),
        None => (name.to_owned(), String::new()),
    }
}
