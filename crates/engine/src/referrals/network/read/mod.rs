//! From the bytes of a file to contacts: nothing is asked, kept or changed.
//!
//! Three kinds of file are read: the list of connections that a professional network exports, alone or inside the
//! export's archive; the CSV of an address book, in both its layouts; and vCard.

mod address_book;
mod cell;
mod connections;
mod dates;
mod rows;
mod unpack;
mod vcard;

use std::collections::{HashMap, HashSet};

use model::network::Contact;
use serde::{Deserialize, Serialize};

use crate::hiring::upkeep::import::text;

/// The largest file, in bytes: an export's archive holds more than the list that is wanted of it.
pub const MOST_BYTES: usize = 20 * 1024 * 1024;

/// The most contacts of one employee; networks themselves stop at this number.
pub const MOST_CONTACTS: usize = 30_000;

/// What kind of file it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The list of connections of a professional network.
    Connections,
    /// The CSV of an address book.
    AddressBook,
    /// vCard.
    Cards,
}

impl Kind {
    /// What a person reads.
    pub fn label(self) -> &'static str {
        match self {
            Self::Connections => "List of connections",
            Self::AddressBook => "Address book (CSV)",
            Self::Cards => "Address book (vCard)",
        }
    }
}

/// What is to be said of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remark {
    /// Nothing stands in it: left out.
    Blank,
    /// There is no name in it: left out.
    NoName,
    /// The same person stands further up: taken together with that row.
    Repeated,
    /// A cell began as a formula does: the beginning was taken off.
    Formula,
    /// The date in it can't be read: left out of the contact.
    Date,
    /// An e-mail address in it is none: left out of the contact.
    Email,
}

impl Remark {
    /// Every remark, in the order of the preview.
    pub const ALL: [Self; 6] =
        [Self::Blank, Self::NoName, Self::Repeated, Self::Formula, Self::Date, Self::Email];

    /// What the employee reads after the number of rows.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Blank => "blank: left out",
            Self::NoName => "without a name: left out",
            Self::Repeated => "about somebody who stands in the file already: taken together",
            Self::Formula => "with a cell that began like a formula: read as plain text",
            Self::Date => "with a date that can't be read: brought in without it",
            Self::Email => "with an e-mail address that is none: brought in without it",
        }
    }
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What kind of file it was.
    pub kind: Kind,
    /// The people in it, each once.
    pub contacts: Vec<Contact>,
    /// What is to be said of which line.
    pub remarks: Vec<(u64, Remark)>,
}

/// Reads a file, or says in a sentence why it can't be.
pub fn read(bytes: &[u8]) -> Result<Reading, String> {
    if bytes.is_empty() {
        return Err("Choose a file that isn't empty.".into());
    }
    if bytes.len() > MOST_BYTES {
        return Err(
            "The file is larger than 20 MB. Of an export's archive, unpack Connections.csv and choose that."
                .into(),
        );
    }
    let unpacked = unpack::connections(bytes)?;
    let text = text::decode(unpacked.as_deref().unwrap_or(bytes)).map_err(
        |_| "This isn't a list of contacts. Choose a CSV file, a vCard file or an export's archive.",
    )?;
    let (kind, found) = if vcard::is_one(&text) {
        (Kind::Cards, vcard::read(&text))
    } else if let Some(rows) = rows::find(&text, address_book::is_heading) {
        (Kind::AddressBook, address_book::read(&rows))
    } else if let Some(rows) = rows::find(&text, connections::is_heading) {
        (Kind::Connections, connections::read(&rows))
    } else {
        let sentence = "No row with the headings of contacts was found, such as First Name and Last Name. Choose the \
                        file as it was exported.";
        return Err(sentence.into());
    };
    let reading = each_once(kind, found);
    match reading.contacts.len() {
        0 => Err("There is nobody in this file.".into()),
        MOST_CONTACTS.. if reading.contacts.len() > MOST_CONTACTS => {
            Err(format!("The file has more than {MOST_CONTACTS} people. Cut it into several files."))
        }
        _ => Ok(reading),
    }
}

/// One entry of a file: its line, who it is about if anybody, and what is to be said of it.
struct Entry {
    line: u64,
    contact: Option<Contact>,
    remarks: Vec<Remark>,
}

/// Takes entries about the same person together, in the order in which they first stand.
fn each_once(kind: Kind, entries: Vec<Entry>) -> Reading {
    let (mut contacts, mut remarks): (Vec<Contact>, _) = (Vec::new(), Vec::new());
    let mut places: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        let said: HashSet<Remark> = entry.remarks.into_iter().collect();
        remarks
            .extend(Remark::ALL.into_iter().filter(|remark| said.contains(remark)).map(|r| (entry.line, r)));
        let Some(contact) = entry.contact else { continue };
        let marks = contact.marks();
        let place = marks.iter().find_map(|mark| places.get(mark)).copied();
        let place = place.unwrap_or(contacts.len());
        if place == contacts.len() {
            contacts.push(contact);
        } else {
            remarks.push((entry.line, Remark::Repeated));
            contacts[place].renew(contact);
        }
        places.extend(marks.into_iter().map(|mark| (mark, place)));
    }
    Reading { kind, contacts, remarks }
}

#[cfg(test)]
mod tests;
