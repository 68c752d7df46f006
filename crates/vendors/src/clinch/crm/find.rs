//! Who is there already.

use connect::{
    Reply, VendorError,
    error::Result,
    intake::{Found, FoundBy, Search},
};
use model::{
    contact::{normal_email, normal_page},
    crm::CrmRecord,
    note::Note,
};

use super::{super::client::Client, surprise};
use crate::clinch::wire::{Candidate, Many, Row};

const UNLOOKED: &str = "Clinch did not take the question who has this LinkedIn profile, so only e-mail addresses were looked for.";

/// Everyone with one of the e-mail addresses; where there is nobody, everyone with the same LinkedIn profile.
pub async fn find(client: &Client<'_>, record: &CrmRecord) -> Result<Search> {
    let mut search = Search::default();
    for email in record.emails.iter().filter_map(|email| normal_email(email)) {
        let reply = client.candidates_with("filter[email]", &email).await?;
        // What the filter means is assumed: only who really has the address counts.
        add(&mut search, &reply, FoundBy::Email, |there| {
            there.email.as_deref().and_then(normal_email).as_deref() == Some(&*email)
        })?;
    }
    if !search.found.is_empty() {
        return Ok(search);
    }
    for profile in record.profiles.iter().filter(|profile| profile.to_lowercase().contains("linkedin.")) {
        match client.candidates_with("filter[linkedin_url]", profile).await {
            Ok(reply) => add(&mut search, &reply, FoundBy::Profile, |there| {
                let page = there.linkedin_url.as_deref().and_then(normal_page);
                page.is_some() && page == normal_page(profile)
            })?,
            Err(VendorError::Contract { .. }) => search.notes.push(Note::on("linkedin_url", UNLOOKED)),
            Err(error) => return Err(error),
        }
    }
    Ok(search)
}

fn add(search: &mut Search, reply: &Reply, by: FoundBy, is: impl Fn(&Candidate) -> bool) -> Result<()> {
    for row in reply.json::<Many>()?.data {
        let row: Row<Candidate> = serde_json::from_str(row.get()).map_err(surprise("a candidate"))?;
        if is(&row.attributes) && !search.found.iter().any(|known| known.external_id == row.id) {
            let names = [row.attributes.first_name, row.attributes.last_name];
            let name = names.into_iter().flatten().collect::<Vec<_>>().join(" ");
            search.found.push(Found { external_id: row.id, name, by });
        }
    }
    Ok(())
}

/// The one who was found, if anybody was.
///
/// # Errors
/// [`VendorError::Conflict`] where there are several.
pub fn only_one(search: Search) -> Result<Option<String>> {
    let ids: Vec<_> = search.found.into_iter().map(|found| found.external_id).collect();
    match ids.len() {
        0 | 1 => Ok(ids.into_iter().next()),
        several => Err(VendorError::Conflict(format!(
            "{several} candidates there are this person: {}; merge them in Clinch, then send again",
            ids.join(", ")
        ))),
    }
}
