//! Putting somebody who is there where they are to go.

use connect::{Outcome, Receipt, error::Result, intake::Arrival};
use serde_json::json;

use super::{candidate, credit};
use crate::greenhouse::{
    entries::{self, Credit, Entry, Place},
    receipt::receipt,
    v1::{
        client::Client,
        wire::{Entered, Known, Numbered},
    },
};

/// Makes the application or the prospect, where none is there.
pub async fn enter(client: &Client<'_>, id: &str, arrival: &Arrival) -> Result<Receipt> {
    let place = Place::of(&arrival.destination)?;
    let known: Known = candidate(client, id).await?;
    let entries: Vec<_> = known.applications.into_iter().map(entry).collect();
    let there = entries::there(&entries, place)?;
    let (credit, mut notes) = credit::of(client, arrival).await?;
    if let Some(entry) = there {
        let (lacking, more) = entries::lacking(entry, credit);
        notes.extend(more);
        let receipt = entries::already(entry, place, notes);
        if lacking == Credit::default() {
            return Ok(receipt);
        }
        client.change_application(entry.id, credit::said(lacking)).await?;
        return Ok(Receipt { outcome: Outcome::Updated, ..receipt });
    }
    let mut body = credit::body(place, credit);
    if place.prospect {
        // A text, as the documentation has it.
        body.insert("prospect".into(), json!("true"));
    }
    let made: Numbered = client.add_application(entries::number("candidate", id)?, body).await?.json()?;
    Ok(Receipt { notes, ..receipt(made.id, Outcome::Created) })
}

fn entry(told: Entered) -> Entry {
    let id = |told: Option<Numbered>| told.map(|told| told.id);
    Entry {
        id: told.id,
        jobs: told.jobs.into_iter().map(|job| job.id).collect(),
        prospect: told.prospect,
        pool: told.prospect_detail.and_then(|detail| id(detail.prospect_pool)),
        status: told.status,
        credit: Credit { source: id(told.source), referrer: id(told.credited_to) },
    }
}
