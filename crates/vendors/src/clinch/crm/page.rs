//! Walking through everybody.
//!
//! A page begins where the one before ended, by the time of the last change and not by a number, so that somebody who
//! is changed meanwhile moves nobody else out of sight. Whoever is changed comes again, later.

use connect::{
    VendorError,
    ats::Unreadable,
    crm::{AskPeople, PeoplePage},
    error::Result,
    unreadable,
};
use jiff::Timestamp;

use super::super::client::{Client, LARGEST};
use crate::clinch::{
    map,
    wire::{Candidate, Many, Row},
};

/// Where the next page begins: since when, and which page of those since then.
fn read(cursor: &str) -> Option<(&str, u32)> {
    let (since, page) = cursor.rsplit_once('#')?;
    Some((since, page.parse().ok()?))
}

/// One page.
pub async fn page(client: &Client<'_>, ask: &AskPeople) -> Result<PeoplePage> {
    let begin = ask.changed_after.map(|after| after.to_string()).unwrap_or_default();
    let (since, number) = match &ask.cursor {
        Some(cursor) => read(cursor).ok_or_else(|| VendorError::Contract {
            path: "cursor".into(),
            message: "the place where the walk stopped can't be read".into(),
        })?,
        None => (begin.as_str(), 1),
    };
    let asked = (!since.is_empty()).then_some(since);
    let reply = client.candidates(asked, number, LARGEST).await?;
    let many: Many = reply.json()?;
    let people: Vec<_> = many.data.iter().map(|row| person(row.get())).collect();
    let last = people.iter().rev().find_map(|person| person.as_ref().ok()?.updated_at);
    let next = many.links.next.as_ref().map(|_| following(since, number, last));
    Ok(PeoplePage { people, next, total: many.meta.total, answered_at: reply.date(), notes: vec![] })
}

fn person(row: &str) -> std::result::Result<model::crm::CrmPerson, Unreadable> {
    let surprise = match serde_json::from_str::<Row<Candidate>>(row) {
        Ok(row) => return Ok(map::person(row)),
        Err(error) => error,
    };
    match unreadable::keep(row, "/attributes", &surprise).record {
        Err(unreadable) => Err(unreadable),
        // What is kept is never a record.
        Ok(_) => Err(Unreadable { sentence: "It could not be read.".into(), raw: row.to_owned() }),
    }
}

/// After a page that ends later than it began, the next begins there; a page of people who were all changed at one
/// time is followed by its own next page.
fn following(since: &str, number: u32, last: Option<Timestamp>) -> String {
    match last.filter(|last| since.parse().ok() != Some(*last)) {
        Some(last) => format!("{last}#1"),
        None => format!("{since}#{}", number + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_goes_on_by_time_and_through_a_crowd_by_number() {
        let at = |text: &str| text.parse::<Timestamp>().ok();
        assert_eq!(following("", 1, at("2026-11-01T10:00:00Z")), "2026-11-01T10:00:00Z#1");
        let crowd = following("2026-11-01T10:00:00Z", 1, at("2026-11-01T10:00:00Z"));
        assert_eq!(
            (crowd.as_str(), read(&crowd)),
            ("2026-11-01T10:00:00Z#2", Some(("2026-11-01T10:00:00Z", 2)))
        );
        assert_eq!(following("2026-11-01T10:00:00Z", 3, None), "2026-11-01T10:00:00Z#4");
    }
}
