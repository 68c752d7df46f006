//! Making somebody, or completing who is there.

use std::time::Duration;

use connect::{Outcome, Receipt, VendorError, error::Result, intake::Arrival};
use model::{newcomer::NewPerson, remote::RecordKind};
use serde_json::{Map, Value, json};

use super::{credit, find};
use crate::greenhouse::{
    custom::{Defined, Values},
    entries::Place,
    newcomer::{self, There, search},
    receipt::receipt,
    v3::{
        client::{Client, Filter},
        fetch::row,
        page, tags, values,
        wire::Made,
    },
};

/// How long is waited, in seconds, for a record that the vendor says is being built.
const PATIENCE: [u64; 5] = [1, 2, 4, 8, 16];

/// Makes the person with where they arrive, or completes the one who was chosen or found.
pub async fn save(
    client: &Client<'_>,
    person: &NewPerson,
    existing: Option<&str>,
    arrival: &Arrival,
) -> Result<Receipt> {
    newcomer::check(person)?;
    let known = match existing {
        Some(id) => Some(id.to_owned()),
        None => search::only_one(find(client, person).await?)?,
    };
    match known {
        Some(id) => complete(client, &id, person).await,
        None => create(client, person, arrival).await,
    }
}

async fn complete(client: &Client<'_>, id: &str, person: &NewPerson) -> Result<Receipt> {
    let there: There = row(client, RecordKind::Candidate, id).await?;
    let known = there.values()?;
    let new = newcomer::differing(&known, brought(client, person).await?);
    let tags = tags::made(client, &person.tags).await?;
    let (mut body, notes) = newcomer::lacking(&there, person, &tags);
    if !new.is_empty() {
        body.insert("custom_fields".into(), json!(values::whole(&known, new)));
    }
    let outcome = if body.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    if !body.is_empty() {
        client.change_candidate(id, body).await?;
    }
    Ok(Receipt { notes, ..receipt(id, outcome) })
}

async fn create(client: &Client<'_>, person: &NewPerson, arrival: &Arrival) -> Result<Receipt> {
    let place = Place::of(&arrival.destination)?;
    let (credit, notes) = credit::of(client, arrival).await?;
    let set = values::whole(&Values::new(), brought(client, person).await?);
    let tags = tags::made(client, &person.tags).await?;
    let mut body = newcomer::whole(person);
    if !set.is_empty() {
        body.insert("custom_fields".into(), json!(set));
    }
    if !tags.is_empty() {
        body.insert("tags".into(), json!(tags));
    }
    body.insert("application".into(), credit::body(place, credit).into());
    let made: Made = client.add_candidate(body).await?.json()?;
    let id = match made.candidate {
        Some(candidate) => candidate.id.to_string(),
        None => built(client, person).await?,
    };
    Ok(Receipt { notes, ..receipt(id, Outcome::Created) })
}

/// Waits for somebody of whom the vendor tells only that they are being made.
async fn built(client: &Client<'_>, person: &NewPerson) -> Result<String> {
    for seconds in PATIENCE {
        client.0.clock.sleep(Duration::from_secs(seconds)).await;
        if let Some(id) = search::only_one(find(client, person).await?)? {
            return Ok(id);
        }
    }
    Err(VendorError::Uncertain("the person is being made there and can't be seen yet".into()))
}

/// The values that the person brings, in the form in which they are sent.
async fn brought(client: &Client<'_>, person: &NewPerson) -> Result<Map<String, Value>> {
    if person.fields.is_empty() {
        return Ok(Map::new());
    }
    let filter = Filter::all().and("field_type", "candidate");
    let mut defined = vec![];
    for reply in page::every(client, "list the custom fields", "custom_fields", filter).await? {
        defined.extend(reply.json::<Vec<Defined>>()?);
    }
    newcomer::values(person, &defined)
}
