//! `GET people`

use std::sync::Arc;

use axum::{Extension, extract::State};
use connect::World;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::view;
use crate::intellihr::sandbox::{
    call::Call,
    documents::{array, in_order, text},
    envelope,
    errors::Answer,
    moments,
    query::{Askable, Query},
    references::{is_called, person_fits},
};

const ASKABLE: Askable = Askable {
    filters: &[
        "jobId",
        "primaryEmailAddress",
        "employeeNumber",
        "autoIncrementIntellihrId",
        "name",
        "updatedWithin",
        "isOnExtendedLeave",
    ],
    sorts: &["createdAt"],
    others: &[],
};

/// Lists people, in the order in which they were made.
pub async fn list(State(world): State<Arc<World>>, Extension(call): Extension<Call>) -> Answer {
    let query = Query::read(&call, &ASKABLE)?;
    world.read(|documents| {
        let mut people = in_order(documents, "people");
        people.retain(|person| query.passes(|name, value| fits(person, name, value, call.now)));
        if query.sort.as_ref().is_some_and(|(_, backwards)| *backwards) {
            people.reverse();
        }
        Ok(envelope::page(&call, &query, &people, |person| view::show(documents, &call, person)))
    })
}

fn fits(person: &Value, name: &str, value: &str, now: Timestamp) -> bool {
    match name {
        "jobId" => array(&person["jobs"]).iter().any(|job| job == value),
        "name" => is_called(person, value),
        "updatedWithin" => changed_within(text(&person["updatedAt"]), value, now),
        // Nobody is: extended leave is not built.
        "isOnExtendedLeave" => value == "false",
        _ => person_fits(person, name, value),
    }
}

/// Whether a moment lies not more than so many days back.
pub fn changed_within(moment: &str, days: &str, now: Timestamp) -> bool {
    let (Some(moment), Ok(days)) = (moments::read(moment), days.parse::<i64>()) else { return false };
    (0..=36_500).contains(&days) && now.duration_since(moment) <= SignedDuration::from_hours(24 * days)
}
