//! The people of one's own network.

use model::{
    ContactId,
    network::{Contact, Known},
};
use store::{
    Conn,
    referrals::network::contact::{self, Contact as Kept},
};

use super::{employee, sealed};
use crate::{Actor, App, Result};

/// How many people stand on a page.
pub const PAGE: usize = 50;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its identifier.
    pub id: ContactId,
    /// Who it is.
    pub contact: Contact,
    /// How well they are known.
    pub known: Known,
    /// Whether they are left out of matching.
    pub left_out: bool,
}

/// Some of the people, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many there are in all.
    pub all: usize,
    /// How many of them have the words that were searched for.
    pub found: usize,
    /// Those of this page.
    pub people: Vec<Listed>,
}

/// The people of one's own network whose name, title, employer or place has all the words; the pages count from 0.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn list(app: &App, actor: &Actor, words: &str, page: usize) -> Result<Page> {
    let everyone = opened(app, &app.db, actor).await?;
    let all = everyone.len();
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let has = |(_, contact): &(Kept, Contact)| {
        let text = [&contact.full_name(), &contact.title, &contact.company, &contact.place]
            .map(|part| part.to_lowercase());
        words.iter().all(|word| text.iter().any(|part| part.contains(word)))
    };
    let mut found: Vec<Listed> = everyone.into_iter().filter(has).map(listed).collect();
    found.sort_by_cached_key(|one| (one.contact.full_name().to_lowercase(), one.id));
    let count = found.len();
    let people = found.into_iter().skip(page.saturating_mul(PAGE)).take(PAGE).collect();
    Ok(Page { all, found: count, people })
}

fn listed((kept, contact): (Kept, Contact)) -> Listed {
    Listed { id: kept.id, contact, known: kept.known, left_out: kept.left_out }
}

/// All people of one's own network, opened.
pub(super) async fn opened(app: &App, conn: &impl Conn, actor: &Actor) -> Result<Vec<(Kept, Contact)>> {
    let user = employee(actor)?;
    let kept = contact::of_user(conn, actor.workspace, user).await?;
    kept.into_iter()
        .map(|kept| {
            let clear = sealed::open(app, &sealed::of_contact(kept.id), &kept.sealed)?;
            Ok((kept, clear))
        })
        .collect()
}
