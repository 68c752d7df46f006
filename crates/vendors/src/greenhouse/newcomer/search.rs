//! Who is meant by a newcomer.

use connect::{
    VendorError,
    error::Result,
    intake::{Found, FoundBy, Search},
};
use jiff::SignedDuration;
use model::{newcomer::NewPerson, note::Note};

use super::There;

/// How far back those are looked through who came in and have no e-mail address to be found by: long enough to find
/// again whom a call made whose answer was lost.
pub const RECENT: SignedDuration = SignedDuration::from_hours(48);

/// A look that has found nobody yet. Neither version looks people up by the address of a profile.
pub fn begin(person: &NewPerson) -> Search {
    let text = "Greenhouse finds nobody by the address of a profile. Only people who came in during the last two days were looked through for it, and only because no e-mail address is known.";
    let is_limited = person.emails.is_empty() && person.pages().next().is_some();
    let notes = is_limited.then(|| Note::on("profiles", text)).into_iter().collect();
    Search { found: vec![], notes }
}

/// Adds those who are there, each once.
pub fn add(search: &mut Search, rows: impl IntoIterator<Item = There>, by: FoundBy) {
    for there in rows {
        let external_id = there.id.to_string();
        if !search.found.iter().any(|known| known.external_id == external_id) {
            search.found.push(Found { external_id, name: there.name(), by });
        }
    }
}

/// The one who was found, if anybody was.
///
/// # Errors
/// [`VendorError::Conflict`] where there are several.
pub fn only_one(search: Search) -> Result<Option<String>> {
    let ids: Vec<_> = search.found.into_iter().map(|found| found.external_id).collect();
    if ids.len() > 1 {
        return Err(VendorError::Conflict(format!(
            "{} people there are this person: {}; choose one of them, or merge them there",
            ids.len(),
            ids.join(", ")
        )));
    }
    Ok(ids.into_iter().next())
}
