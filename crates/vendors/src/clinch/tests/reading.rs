//! People come from there.

use std::collections::BTreeSet;

use connect::{
    Crm as _, VendorError,
    crm::{AskPeople, PeoplePage},
};
use jiff::Timestamp;
use model::crm::{Consent, CrmPerson};
use serde_json::json;

use super::stage::{Stage, record};
use crate::clinch::Clinch;

async fn page(stage: &Stage, changed_after: Option<Timestamp>, cursor: Option<String>) -> PeoplePage {
    Clinch.page(&stage.ctx, &AskPeople { changed_after, cursor }).await.unwrap()
}

async fn walk(stage: &Stage, changed_after: Option<Timestamp>, between: impl Fn(usize)) -> Vec<CrmPerson> {
    let (mut people, mut cursor) = (vec![], None);
    for number in 0.. {
        let page = page(stage, changed_after, cursor).await;
        people.extend(page.people.into_iter().map(|person| person.unwrap()));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
        between(number);
    }
    people
}

fn ids(people: &[CrmPerson]) -> BTreeSet<&str> {
    people.iter().map(|person| person.external_id.as_str()).collect()
}

#[tokio::test]
async fn everybody_is_seen_but_those_on_restricted_lists() {
    let stage = Stage::with(260).await;
    let people = walk(&stage, None, |_| {}).await;
    let hidden =
        stage.world.read(|documents| documents["lists"]["list4"]["_members"].as_array().unwrap().len());
    assert!(hidden > 0);
    assert_eq!(ids(&people).len(), 260 - hidden);
    assert!(!ids(&people).contains("cand1"), "she is on the board search");
    assert!(matches!(Clinch.fetch(&stage.ctx, "cand1").await, Err(VendorError::NotFound(_))));
    stage.command("set_visibility", json!({"id": "list4", "visibility": "normal"}));
    assert_eq!(ids(&walk(&stage, None, |_| {}).await).len(), 260);
}

#[tokio::test]
async fn whoever_is_changed_during_a_walk_hides_nobody() {
    let stage = Stage::with(260).await;
    let before = walk(&stage, None, |_| {}).await;
    let touch = |number: usize| {
        for one in 0..3 {
            let id = format!("cand{}", 2 + number * 10 + one);
            stage.wait(1);
            stage.command("change_candidate", json!({"id": id, "attributes": {"city": "York"}}));
        }
    };
    let during = walk(&stage, None, touch).await;
    assert_eq!(ids(&during), ids(&before));
    let since = "2026-11-24T12:00:00Z".parse().unwrap();
    let changed = walk(&stage, Some(since), |_| {}).await;
    assert!((3..20).contains(&changed.len()) && changed.iter().all(|person| person.person.city == "York"));
}

#[tokio::test]
async fn a_crowd_that_was_changed_at_one_time_is_walked_through() {
    let stage = Stage::with(260).await;
    stage.world.change(|documents| {
        for (_, one) in documents["candidates"].as_object_mut().unwrap() {
            one["updated_at"] = json!("2026-11-20T08:00:00.000Z");
        }
    });
    assert_eq!(ids(&walk(&stage, None, |_| {}).await).len(), 248);
}

#[tokio::test]
async fn an_anonymised_person_comes_with_nothing_that_tells_who_they_were() {
    let stage = Stage::with(5).await;
    let known = Clinch.fetch(&stage.ctx, "cand2").await.unwrap();
    assert!(!known.person.last_name.is_empty() && known.anonymised_at.is_none());
    assert!(known.fields.iter().any(|value| value.field == "custom_fields/dropdown_1"));
    stage.wait(60);
    stage.command("answer_consent", json!({"id": "cand2", "agrees": false}));
    let gone = Clinch.fetch(&stage.ctx, "cand2").await.unwrap();
    assert_eq!((gone.consent, gone.person, gone.fields.len()), (Consent::Declined, Default::default(), 0));
    assert!(gone.anonymised_at.is_some() && gone.updated_at == gone.anonymised_at);
}

#[tokio::test]
async fn somebody_is_found_by_address_and_by_profile_and_never_by_name() {
    let stage = Stage::with(9).await;
    let there = stage.candidate("cand3");
    let email = there["email"].as_str().unwrap().to_uppercase();
    let found = async |record| Clinch.find(&stage.ctx, &record).await.unwrap().found;
    assert_eq!(found(record(&email, &[])).await[0].external_id, "cand3");
    let mut other = record("elsewhere@example.org", &[("first_name", there["first_name"].as_str().unwrap())]);
    assert_eq!(found(other.clone()).await, []);
    other.profiles.push(there["linkedin_url"].as_str().unwrap().to_owned());
    assert_eq!(found(other).await[0].external_id, "cand3");
}
