//! The list of connections that a professional network exports: `Connections.csv`.

use model::network::{Contact, profile_page};

use super::{Entry, Remark, cell, dates, rows::Rows};

/// Whether these are its headings, in lower case. Older exports have no address of a profile.
pub(super) fn is_heading(headings: &[String]) -> bool {
    ["first name", "last name"].iter().all(|wanted| headings.iter().any(|heading| heading == wanted))
}

pub(super) fn read(rows: &Rows) -> Vec<Entry> {
    let entry = |row: super::rows::Row<'_>| {
        if row.is_blank() {
            return Entry { line: row.line, contact: None, remarks: vec![Remark::Blank] };
        }
        let mut remarks = Vec::new();
        let connected = row.get("connected on");
        let connected_on = dates::read(connected);
        if connected_on.is_none() && !connected.is_empty() {
            remarks.push(Remark::Date);
        }
        let contact = Contact {
            first_name: cell::words(row.get("first name"), &mut remarks),
            last_name: cell::words(row.get("last name"), &mut remarks),
            emails: cell::emails(row.get("email address"), &mut remarks),
            page: profile_page(row.get("url")),
            company: cell::words(row.get("company"), &mut remarks),
            title: cell::words(row.get("position"), &mut remarks),
            connected_on,
            ..Contact::default()
        };
        if contact.full_name().is_empty() {
            return Entry { line: row.line, contact: None, remarks: vec![Remark::NoName] };
        }
        Entry { line: row.line, contact: Some(contact), remarks }
    };
    rows.iter().map(entry).collect()
}
