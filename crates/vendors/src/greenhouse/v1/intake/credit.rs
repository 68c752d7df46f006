//! To whom and to what an application is owed.

use connect::{error::Result, intake::Arrival};
use model::{newcomer::Referrer, note::Note};
use serde_json::{Map, Value, json};

use super::user;
use crate::greenhouse::{
    entries::{Credit, Place, maybe, number},
    v1::client::Client,
};

/// What is credited, with a note where somebody is no user and so can't be.
pub async fn of(client: &Client<'_>, arrival: &Arrival) -> Result<(Credit, Vec<Note>)> {
    let source = maybe("source", &arrival.source)?;
    let referrer = match &arrival.referrer {
        None => None,
        Some(Referrer::User(id)) => Some(number("referrer", id)?),
        Some(Referrer::Person { email, .. }) => match user::find(client, email).await? {
            Some(id) => Some(number("referrer", &id)?),
            None => {
                let text = "Whoever referred the person is no user there, so nobody is credited.";
                return Ok((Credit { source, referrer: None }, vec![Note::on("referrer", text)]));
            }
        },
    };
    Ok((Credit { source, referrer }, vec![]))
}

/// What is said of it.
pub fn said(credit: Credit) -> Map<String, Value> {
    let referrer = credit.referrer.map(|id| json!({"type": "id", "value": id}));
    let all = [("source_id", credit.source.map(|id| json!(id))), ("referrer", referrer)];
    all.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))).collect()
}

/// An application's body, without whose it is. Whether it is a prospect's is said elsewhere.
pub fn body(place: Place, credit: Credit) -> Map<String, Value> {
    let body = match place.prospect {
        true => json!({
            "job_ids": place.job.map(|job| [job]), "prospect_pool_id": place.pool,
            "prospect_pool_stage_id": place.stage,
        }),
        false => json!({"job_id": place.job, "initial_stage_id": place.stage}),
    };
    let placed = body.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    placed.map(|(key, value)| (key.clone(), value.clone())).chain(said(credit)).collect()
}
