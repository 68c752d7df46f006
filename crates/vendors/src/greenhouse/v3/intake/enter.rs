//! Putting somebody who is there where they are to go.

use connect::{Outcome, Receipt, error::Result, intake::Arrival};
use model::remote::RecordKind;
use serde_json::json;

use super::credit;
use crate::greenhouse::{
    entries::{self, Credit, Entry, Place},
    newcomer::There,
    receipt::receipt,
    v3::{
        client::{Client, Filter},
        fetch::row,
        page,
        wire::{Entered, Numbered, ProspectDetail},
    },
};

/// Makes the application or the prospect, where none is there.
pub async fn enter(client: &Client<'_>, candidate: &str, arrival: &Arrival) -> Result<Receipt> {
    let place = Place::of(&arrival.destination)?;
    let entries = of(client, candidate, place).await?;
    let there = entries::there(&entries, place)?;
    let (credit, mut notes) = credit::of(client, arrival).await?;
    if let Some(entry) = there {
        let (lacking, more) = entries::lacking(entry, credit);
        notes.extend(more);
        let receipt = entries::already(entry, place, notes);
        if lacking == Credit::default() {
            return Ok(receipt);
        }
        let all = [("source_id", lacking.source), ("referrer_id", lacking.referrer)];
        let body = all.into_iter().filter_map(|(key, id)| Some((key.to_owned(), json!(id?)))).collect();
        client.change_application(entry.id, body).await?;
        return Ok(Receipt { outcome: Outcome::Updated, ..receipt });
    }
    let mut body = credit::body(place, credit);
    body.insert("candidate_id".into(), json!(entries::number("candidate", candidate)?));
    let made: Numbered = client.add_application(body).await?.json()?;
    Ok(Receipt { notes, ..receipt(made.id, Outcome::Created) })
}

/// Everything somebody is or was considered for.
async fn of(client: &Client<'_>, candidate: &str, place: Place) -> Result<Vec<Entry>> {
    let rows = applications(client, candidate).await?;
    let mut entries: Vec<_> = rows.into_iter().map(entry).collect();
    if place.pool.is_none() {
        return Ok(entries);
    }
    // Only a list of its own tells the pool of a prospect.
    let prospects: Vec<_> =
        entries.iter().filter(|entry| entry.prospect).map(|entry| entry.id.to_string()).collect();
    for ids in prospects.chunks(Filter::MOST_IDS) {
        let filter = Filter::of("application_ids", ids);
        for reply in page::every(client, "list somebody's prospect pools", "prospect_details", filter).await?
        {
            for detail in reply.json::<Vec<ProspectDetail>>()? {
                let of = entries.iter_mut().filter(|entry| entry.id == detail.application_id);
                of.for_each(|entry| entry.pool = detail.pool_id);
            }
        }
    }
    Ok(entries)
}

/// Somebody's applications, the newest first.
///
/// # Errors
/// [`connect::VendorError::NotFound`] where there is no such person.
pub async fn applications(client: &Client<'_>, candidate: &str) -> Result<Vec<Entered>> {
    let filter = Filter::of("candidate_ids", &[candidate.to_owned()]);
    let mut rows: Vec<Entered> = vec![];
    for reply in page::every(client, "list somebody's applications", "applications", filter).await? {
        rows.extend(reply.json::<Vec<Entered>>()?);
    }
    if rows.is_empty() {
        let _: There = row(client, RecordKind::Candidate, candidate).await?;
    }
    Ok(rows)
}

fn entry(row: Entered) -> Entry {
    Entry {
        id: row.id,
        jobs: row.job_id.into_iter().chain(row.prospective_job_ids).collect(),
        prospect: row.prospect,
        pool: None,
        status: row.status,
        credit: Credit { source: row.source_id, referrer: row.referrer_id },
    }
}
