//! A page of a list: rows by their ids from the newest down, written straight from where they are kept.

use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    caller::Caller,
    cursor::Cursor,
    desk::Desk,
    errors::{Answer, Refusal},
    lists::{Filter, List},
    query::{Query, Wanted},
    shown::{self, Scene, Shown},
    sieve::Sieve,
};
use crate::greenhouse::sandbox::rows::{self, Snapshot};

/// `GET /v3/{list}`
pub fn list(desk: &Desk, caller: &Caller, list: &'static List, query: &str) -> Answer {
    caller.insist(&list.scope())?;
    caller.insist_on_site_admin()?;
    let query = Query::read(list, query)?;
    desk.world.read(|documents| {
        let scene = Scene { documents, now: desk.world.clock.now(), base: &caller.base };
        let ids = ids(documents, &desk.index.now(&desk.world), list, &query);
        let end = query.after.map_or(ids.len(), |after| ids.partition_point(|id| *id < after));
        let sieve = Sieve::of(documents, &query);
        let there =
            ids[..end].iter().rev().filter_map(|id| Some((*id, rows::find(documents, list.name, *id)?)));
        let is_shown = |row: &Value| is_there(row, scene.now) && !is_hidden(row, &query);
        let mut there = there.filter(|(_, row)| is_shown(row) && sieve.lets_through(row));
        let page: Vec<_> = there.by_ref().take(query.per_page).collect();
        let last = page.last().map(|(id, _)| *id).filter(|_| there.next().is_some());
        let fields = query.fields.as_deref();
        let shown: Vec<_> = page.iter().map(|(_, row)| Shown { scene, list, row, fields }).collect();
        let mut response = shown::answer(StatusCode::OK, &shown);
        if let Some(after) = last {
            let cursor = Cursor { list: list.name.to_owned(), query: query.written.clone(), after };
            let next = format!("<{}/v3/{}?cursor={}>; rel=\"next\"", caller.base, list.name, cursor.write());
            // A host that came in a header and letters of base64, which a header can hold.
            if let Ok(next) = HeaderValue::from_str(&next) {
                response.headers_mut().insert(header::LINK, next);
            }
        }
        Ok(response)
    })
}

/// `GET /v3/rejection_reasons/{id}`
pub fn rejection_reason(desk: &Desk, caller: &Caller, id: u64) -> Answer {
    let list = List::find("rejection_reasons").ok_or_else(Refusal::not_found)?;
    caller.insist(&list.scope())?;
    desk.world.read(|documents| {
        let scene = Scene { documents, now: desk.world.clock.now(), base: &caller.base };
        let row = rows::find(documents, list.name, id).ok_or_else(|| Refusal::no_row(list.name, id))?;
        Ok(shown::answer(StatusCode::OK, &Shown { scene, list, row, fields: None }))
    })
}

/// `GET /v3/bulk_requests/{uuid}`
pub fn bulk_request(desk: &Desk, caller: &Caller, uuid: &str) -> Answer {
    caller.insist("harvest:bulk_requests:list")?;
    desk.world.read(|documents| {
        let there = documents["bulk_requests"].get(uuid);
        let there = there.ok_or_else(|| Refusal::no_row("bulk_requests", uuid))?;
        Ok::<Response, Refusal>((StatusCode::OK, axum::Json(there)).into_response())
    })
}

/// The ids that come into question, ascending: those that are named, those that lead to what is named, or all.
fn ids(documents: &Value, snapshot: &Snapshot, list: &'static List, query: &Query) -> Arc<Vec<u64>> {
    if let Some(ids) = &query.ids {
        return Arc::new(ids.clone());
    }
    let led = query.narrow.iter().find_map(|(filter, wanted)| match (filter, wanted) {
        (Filter::Any(key) | Filter::One(key), Wanted::Numbers(to)) => Some((*key, to)),
        _ => None,
    });
    let Some((key, to)) = led else { return snapshot.ids(documents, list.name) };
    let ways = snapshot.ways(documents, list.name, key);
    let mut ids: Vec<u64> = to.iter().filter_map(|to| ways.get(to)).flatten().copied().collect();
    ids.sort_unstable();
    ids.dedup();
    Arc::new(ids)
}

/// Whether a row has been built: for a while after it was made it is nowhere to be seen, where `lag_seconds` says so.
pub fn is_there(row: &Value, now: Timestamp) -> bool {
    row["_built_at"].as_i64().is_none_or(|built| built <= now.as_second())
}

/// Whether a row is of those that are shown only when they are asked for.
fn is_hidden(row: &Value, query: &Query) -> bool {
    let asked = |hidden: &str| {
        let is_asked = |(filter, wanted): &(Filter, Wanted)| matches!((filter, wanted), (Filter::Shows(key), Wanted::Flag(true)) if *key == hidden);
        query.narrow.iter().any(is_asked)
    };
    ["_service_account", "_default"].into_iter().any(|hidden| row[hidden] == true && !asked(hidden))
}
