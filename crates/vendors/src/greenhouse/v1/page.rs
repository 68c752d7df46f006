//! One page of records. Pages are numbered, and a row that goes moves all that come after it; so the next page begins
//! where the last one ended, by the time at which rows were made, and repeats its last row. Where rows do not come in
//! the order in which they were made, the vendor's own link to the next page is followed.

use std::collections::BTreeMap;

use connect::{
    Reply, VendorError,
    ats::{Ask, Incoming, Page},
    error::Result,
};
use jiff::Timestamp;
use model::{note::Note, remote::RecordKind};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    client::{Client, LARGEST, Query, pair},
    map::{self, Stages},
    wire::Stage,
};
use crate::greenhouse::links;

/// Where a walk stands.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Place {
    /// What the page is asked for with.
    query: Query,
    /// The last id before it.
    behind: u64,
}

/// The page that is asked for.
pub async fn page(client: &Client<'_>, ask: &Ask) -> Result<Page> {
    let (list, purpose, changed) = map::list(ask.kind);
    let filter = ask.changed_after.map(|after| pair(changed, after));
    let Place { query, behind } = match &ask.cursor {
        Some(kept) => serde_json::from_str(kept).map_err(|_| {
            VendorError::NotFound("the place to go on from is none of this connector's".into())
        })?,
        None => Place { query: filter.clone().into_iter().chain(whole()).collect(), behind: 0 },
    };
    let reply = client.get(purpose, list, &query).await?;
    let rows: Vec<&RawValue> = reply.json()?;
    let behind = check(&rows, behind)?;
    let mut notes = vec![];
    let records: Vec<Incoming> = match ask.kind {
        RecordKind::Job => {
            let stages =
                if rows.is_empty() { Some(BTreeMap::new()) } else { stages(client, &mut notes).await? };
            rows.iter().map(|row| map::job(row.get(), &stages)).collect()
        }
        RecordKind::Candidate => rows.iter().map(|row| map::candidate(row.get())).collect(),
        RecordKind::Application => rows.iter().filter_map(|row| map::application(row.get())).collect(),
    };
    let prospects = rows.len() - records.len();
    if prospects > 0 {
        let text = format!(
            "{prospects} prospects of a page are considered for no job and so have no application here; the people are among the candidates."
        );
        notes.push(Note::on("applications", text));
    }
    let next = links::next(&reply).map(|link| further(&rows, &query, filter, link));
    let next = next.and_then(|query| serde_json::to_string(&Place { query, behind }).ok());
    Ok(Page { records, next, answered_at: reply.date(), notes, ..Page::default() })
}

/// The last id of a page. Rows come in the order of their ids; the first of a page may be the last of the one before.
///
/// # Errors
/// [`VendorError::Unavailable`] where an earlier page came again: asked again, the right one comes.
fn check(rows: &[&RawValue], behind: u64) -> Result<u64> {
    #[derive(Deserialize)]
    struct Numbered {
        id: u64,
    }
    let ids = rows.iter().filter_map(|row| serde_json::from_str::<Numbered>(row.get()).ok());
    let last = ids.map(|row| row.id).max().unwrap_or(behind);
    if rows.len() > 1 && last <= behind {
        return Err(VendorError::Unavailable("another page came than was asked for".into()));
    }
    Ok(last)
}

/// The query of the page after one that has one.
fn further(rows: &[&RawValue], query: &Query, filter: Option<(String, String)>, link: Query) -> Query {
    let made: Option<Vec<Timestamp>> = rows.iter().map(|row| made(row)).collect();
    let Some(made) = made.filter(|made| made.is_sorted()) else { return link };
    let (Some(first), Some(last)) = (made.first(), made.last()) else { return link };
    let before = query.iter().find(|(name, _)| name == "created_after").map(|(_, after)| after.clone());
    // So many made at once that the time does not lead on.
    if first == last || before == Some(last.to_string()) {
        return link;
    }
    filter.into_iter().chain([pair("created_after", last)]).chain(whole()).collect()
}

fn whole() -> [(String, String); 2] {
    [pair("per_page", LARGEST), pair("skip_count", true)]
}

/// When a row was made: an application tells it as when the person applied.
fn made(row: &RawValue) -> Option<Timestamp> {
    #[derive(serde::Deserialize)]
    struct Made {
        #[serde(alias = "applied_at")]
        created_at: Timestamp,
    }
    serde_json::from_str::<Made>(row.get()).ok().map(|made| made.created_at)
}

/// The stages of every job; `None` where the key may not read them.
pub async fn stages(client: &Client<'_>, notes: &mut Vec<Note>) -> Result<Stages> {
    let read = every(client, "list the stages of jobs", "job_stages").await;
    let replies = match read {
        Err(VendorError::Forbidden(why)) => {
            let text = format!("The stages were left out, because the key may not read them: {why}");
            notes.push(Note::on("stages", text));
            return Ok(None);
        }
        other => other?,
    };
    let mut stages: BTreeMap<u64, Vec<Stage>> = BTreeMap::new();
    for reply in &replies {
        for stage in reply.json::<Vec<Stage>>()? {
            stages.entry(stage.job_id).or_default().push(stage);
        }
    }
    Ok(Some(stages))
}

/// Every page of a list that is short.
pub async fn every(client: &Client<'_>, purpose: &'static str, path: &str) -> Result<Vec<Reply>> {
    only(client, purpose, path, vec![]).await
}

/// Every page of those rows of a list that a filter leaves.
pub async fn only(
    client: &Client<'_>,
    purpose: &'static str,
    path: &str,
    filter: Query,
) -> Result<Vec<Reply>> {
    let query: Query = filter.into_iter().chain(whole()).collect();
    let mut replies = vec![client.get(purpose, path, &query).await?];
    while let Some(next) = replies.last().and_then(links::next) {
        replies.push(client.get(purpose, path, &next).await?);
    }
    Ok(replies)
}

/// How many rows a list has: the number of its last page, where each has one.
pub async fn count(client: &Client<'_>, kind: RecordKind) -> Result<Option<u64>> {
    // Prospects are listed among the applications and are none here.
    if kind == RecordKind::Application {
        return Ok(None);
    }
    let (list, purpose, _) = map::list(kind);
    let reply = client.get(purpose, list, &[pair("per_page", 1)]).await?;
    let last = links::to(&reply, "last").and_then(|link| {
        link.query_pairs().find(|(name, _)| name == "page").and_then(|(_, page)| page.parse().ok())
    });
    let here = reply.json::<Vec<&RawValue>>()?.len() as u64;
    Ok(Some(last.unwrap_or(here)))
}
