//! Making somebody, or completing who is there.

use connect::{Outcome, Receipt, error::Result, intake::Arrival};
use model::newcomer::NewPerson;
use serde_json::{Map, Value, json};

use super::{candidate, credit, find};
use crate::greenhouse::{
    custom::Defined,
    entries::Place,
    newcomer::{self, There, search},
    receipt::receipt,
    v1::{client::Client, page, wire::Numbered},
};

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
    let there: There = candidate(client, id).await?;
    let new = newcomer::differing(&there.values()?, brought(client, person).await?);
    let (mut body, notes) = newcomer::lacking(&there, person, &tags(person));
    if !new.is_empty() {
        body.insert("custom_fields".into(), written(new));
    }
    let outcome = if body.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    if !body.is_empty() {
        client.change_candidate(there.id, body).await?;
    }
    Ok(Receipt { notes, ..receipt(id, outcome) })
}

/// v1 makes nobody without an application or a prospect's place.
async fn create(client: &Client<'_>, person: &NewPerson, arrival: &Arrival) -> Result<Receipt> {
    let place = Place::of(&arrival.destination)?;
    let (credit, notes) = credit::of(client, arrival).await?;
    let mut values = brought(client, person).await?;
    values.retain(|_, value| !value.is_null());
    let mut body = newcomer::whole(person);
    if !values.is_empty() {
        body.insert("custom_fields".into(), written(values));
    }
    let tags = tags(person);
    if !tags.is_empty() {
        body.insert("tags".into(), json!(tags));
    }
    let application = credit::body(place, credit);
    let reply = if place.prospect {
        body.insert("application".into(), application.into());
        client.add_prospect(body).await?
    } else {
        body.insert("applications".into(), json!([application]));
        client.add_candidate(body).await?
    };
    // While the record is built only its number is told.
    let made: Numbered = reply.json()?;
    Ok(Receipt { notes, ..receipt(made.id, Outcome::Created) })
}

/// The person's labels, each once. v1 makes those that the company does not have yet.
fn tags(person: &NewPerson) -> Vec<String> {
    let mut names: Vec<String> = vec![];
    for name in person.tags.iter().map(|tag| tag.name.trim()) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

fn written(values: Map<String, Value>) -> Value {
    values.into_iter().map(|(name_key, value)| json!({"name_key": name_key, "value": value})).collect()
}

/// The values that the person brings, in the form in which they are sent.
async fn brought(client: &Client<'_>, person: &NewPerson) -> Result<Map<String, Value>> {
    if person.fields.is_empty() {
        return Ok(Map::new());
    }
    let mut defined = vec![];
    for reply in page::every(client, "list the custom fields", "custom_fields/candidate").await? {
        defined.extend(reply.json::<Vec<Defined>>()?);
    }
    newcomer::values(person, &defined)
}
