use std::io::{Cursor, Write};

use super::*;

const PREAMBLE: &str = "Notes:\n\"When exporting, some addresses are missing, because \"\"members\"\" decide who sees \
                        them.\"\n\n";

const LIST: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Ida,Larsen,https://www.linkedin.com/in/Ida-Larsen/,,\"Harbour Mills, Inc.\",Backend Engineer,12 Mar 2024\n\
    ,,,,,,\n\
    Bo,,https://www.linkedin.com/in/bo-example,bo@example.com,,=cmd|' /C calc'!A0,7-Feb-22\n\
    ,,https://www.linkedin.com/in/hidden,,Harbour Mills,Chef,1 Jan 2020\n\
    Ida,Larsen,https://de.linkedin.com/in/ida-larsen?x=1,ida@example.com,North Yard,Lead Engineer,03/12/2024\n\
    Cy,Okafor,,cy at example.com,\"Two\nLines \"\"Ltd\"\"\",Welder,some day\n";

fn names(reading: &Reading) -> Vec<String> {
    reading.contacts.iter().map(Contact::full_name).collect()
}

#[test]
fn a_list_of_connections_is_found_below_its_notes() {
    for (nth, file) in [
        format!("{PREAMBLE}{LIST}"),
        format!("\u{feff}{PREAMBLE}{LIST}"),
        format!("\"Notes:\"\n{LIST}"),
        format!("\u{feff}{LIST}"),
        format!("{PREAMBLE}{LIST}").replace('\n', "\r\n"),
    ]
    .iter()
    .enumerate()
    {
        let reading = read(file.as_bytes()).unwrap();
        assert_eq!(reading.kind, Kind::Connections, "file {nth}");
        assert_eq!(names(&reading), ["Ida Larsen", "Bo", "Cy Okafor"], "file {nth}");
        let ida = &reading.contacts[0];
        assert_eq!((ida.company.as_str(), ida.title.as_str()), ("North Yard", "Lead Engineer"));
        assert_eq!(
            ida.worked_at,
            ["Harbour Mills, Inc."],
            "the row further down is taken together with this one"
        );
        assert_eq!(ida.page.as_deref(), Some("linkedin.com/in/ida-larsen"));
        assert_eq!(ida.connected_on, Some("2024-03-12".parse().unwrap()));
        assert_eq!(reading.contacts[1].title, "cmd|' /C calc'!A0");
        assert_eq!(reading.contacts[1].connected_on, Some("2022-02-07".parse().unwrap()));
        assert_eq!(reading.contacts[2].company, "Two Lines \"Ltd\"");
        assert!(reading.contacts[2].emails.is_empty());
    }
}

#[test]
fn every_row_that_is_left_out_or_changed_is_named_by_its_line() {
    let reading = read(format!("{PREAMBLE}{LIST}").as_bytes()).unwrap();
    let expected = [
        (6, Remark::Blank),
        (7, Remark::Formula),
        (8, Remark::NoName),
        (9, Remark::Repeated),
        (10, Remark::Date),
        (10, Remark::Email),
    ];
    assert_eq!(reading.remarks, expected);
}

#[test]
fn an_older_list_and_one_that_a_spreadsheet_saved_again() {
    let older = "First Name,Last Name,Email Address,Company,Position,Connected On\nAda,Stone,ada@example.com,A,B,1 May 2019\n";
    assert_eq!(read(older.as_bytes()).unwrap().contacts[0].page, None);
    let resaved = LIST.replace(',', ";");
    assert_eq!(read(resaved.as_bytes()).unwrap().contacts[0].first_name, "Ida");
}

fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut made = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        made.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        made.write_all(text.as_bytes()).unwrap();
    }
    made.finish().unwrap().into_inner()
}

#[test]
fn the_list_is_found_inside_the_export() {
    let whole = archive(&[("Profile.csv", "First Name\nEve\n"), ("export/Connections.csv", LIST)]);
    assert_eq!(read(&whole).unwrap().contacts.len(), 3);
    let without = archive(&[("Profile.csv", "First Name\nEve\n")]);
    assert!(read(&without).unwrap_err().contains("no Connections.csv"));
    assert!(read(&whole[..whole.len() / 2]).unwrap_err().contains("damaged"));
}

#[test]
fn an_address_book_is_read_in_both_layouts() {
    let now = "First Name,Middle Name,Last Name,Organization Name,Organization Title,Notes,Labels,E-mail 1 - Label,\
        E-mail 1 - Value,Phone 1 - Value,Address 1 - City,Address 1 - Country,Website 1 - Value\n\
        Ida,,Larsen,Harbour Mills,Welder,\"Likes\n\nboats, and \"\"tea\"\"\",* myContacts ::: Work,* Work,\
        ida@example.com ::: Ida.Larsen@Example.org,+45 12 34 56 78,Esbjerg,Denmark,https://linkedin.com/in/ida-larsen\n";
    let before = "Name,Given Name,Family Name,Notes,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,\
        Organization 1 - Title\nIda Larsen,Ida,Larsen,,* Home,ida@example.com,Harbour Mills,Welder\n\
        Cy van Oak,,,,,cy@example.com,,\n,,,,,nobody@example.com,,\n";
    let reading = read(now.as_bytes()).unwrap();
    assert_eq!((reading.kind, names(&reading)), (Kind::AddressBook, vec!["Ida Larsen".to_owned()]));
    let ida = &reading.contacts[0];
    assert_eq!(ida.emails, ["ida@example.com", "ida.larsen@example.org"]);
    assert_eq!((ida.title.as_str(), ida.place.as_str()), ("Welder", "Esbjerg, Denmark"));
    assert_eq!((ida.phones.len(), ida.page.as_deref()), (1, Some("linkedin.com/in/ida-larsen")));
    assert!(!serde_json::to_string(ida).unwrap().contains("boats"), "notes are not taken over");
    let reading = read(before.as_bytes()).unwrap();
    assert_eq!(names(&reading), ["Ida Larsen", "Cy van Oak"]);
    assert_eq!(reading.contacts[0].company, "Harbour Mills");
    assert_eq!(reading.remarks, [(4, Remark::NoName)]);
}

#[test]
fn cards_are_read_however_they_are_folded_and_encoded() {
    let cards = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Larsen;Ida;;;\r\nFN:Ida Larsen\r\nORG:Harbour\r\n  Mills\\, Inc.;Yard\r\n\
        TITLE:Welder\r\nitem1.EMAIL;TYPE=INTERNET:ida@example.com\r\nTEL;TYPE=CELL:+45 12 34 56 78\r\n\
        ADR;TYPE=HOME:;;Kaj 1;Esbjerg;;6700;Denmark\r\nNOTE:secret\r\nURL:https://www.linkedin.com/in/ida-larsen\r\n\
        END:VCARD\r\nBEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=\r\n\
        =C3=B6rg;;;\r\nEMAIL:joerg@example.com\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Harbour Mills\r\nORG:Harbour Mills\r\nEND:VCARD\r\n";
    let reading = read(cards.as_bytes()).unwrap();
    assert_eq!(
        (reading.kind, names(&reading)),
        (Kind::Cards, vec!["Ida Larsen".into(), "Jörg Müller".into()])
    );
    let ida = &reading.contacts[0];
    assert_eq!((ida.company.as_str(), ida.place.as_str()), ("Harbour Mills, Inc.", "Esbjerg, Denmark"));
    assert_eq!((ida.emails.len(), ida.phones.len(), ida.page.is_some()), (1, 1, true));
    assert_eq!(reading.remarks, [(20, Remark::NoName)], "a company's card");
}

#[test]
fn what_is_no_list_of_contacts_is_refused_in_a_sentence() {
    assert!(read(b"").unwrap_err().contains("isn't empty"));
    assert!(read(b"a,b\n1,2\n").unwrap_err().contains("First Name"));
    assert!(read(b"%PDF-1.7\n\x00\x01").unwrap_err().contains("isn't a list"));
    assert!(read(b"First Name,Last Name\n,,\n").unwrap_err().contains("nobody"));
}
