//! Looking for somebody.

use connect::{
    error::Result,
    intake::{FoundBy, Search},
};
use model::newcomer::NewPerson;

use crate::greenhouse::{
    newcomer::{
        There,
        search::{self, RECENT},
    },
    v3::{
        client::{Client, Filter},
        page,
    },
};

/// Everyone who is this person: by each of their e-mail addresses, and where there is none by a profile or page among
/// those who came in of late.
pub async fn find(client: &Client<'_>, person: &NewPerson) -> Result<Search> {
    let mut search = search::begin(person);
    for email in &person.emails {
        let filter = Filter::all().and("email", email.value.trim());
        for reply in page::every(client, "look for somebody's address", "candidates", filter).await? {
            search::add(&mut search, reply.json::<Vec<There>>()?, FoundBy::Email);
        }
    }
    if person.emails.is_empty() {
        let filter = Filter::all().and("created_at", format!("gte|{}", client.0.clock.now() - RECENT));
        for reply in page::every(client, "look for somebody's profile", "candidates", filter).await? {
            let rows = reply.json::<Vec<There>>()?.into_iter().filter(|there| there.has_page_of(person));
            search::add(&mut search, rows, FoundBy::Profile);
        }
    }
    Ok(search)
}
