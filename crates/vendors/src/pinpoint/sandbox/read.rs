//! Lists and single records.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use connect::World;
use serde::Serialize;
use serde_json::json;

use super::{
    auth::Caller,
    compound::Compound,
    documents::{self, Record, Scene},
    errors::{Answer, Refusal},
    media, plain,
    query::Query,
    render::{self, View},
    schema::Resource,
    sort::sort,
};

/// A list.
pub fn list(
    world: &Arc<World>,
    caller: &Caller,
    resource: &'static Resource,
    query: &str,
    plain: bool,
) -> Answer {
    let query = Query::of_list(resource, query)?;
    query.include.insist(resource, caller)?;
    world.read(|documents| {
        let scene = Scene { documents, now: world.clock.now(), base: &caller.base };
        let rows = rows(&scene, resource, &query);
        let meta = if query.total { json!({"stats": {"total": {"count": rows.len()}}}) } else { json!({}) };
        let page: Vec<Record> = rows.into_iter().skip(query.page.skipped()).take(query.page.size).collect();
        let view =
            View { compound: Compound::of(documents, &page, &query.include), scene, fields: &query.fields };
        if plain {
            let data = page.iter().map(|record| plain::object(&view, *record, &query.include));
            return Ok(media::plain(plain::document(data.collect(), meta).to_string()));
        }
        answer(StatusCode::OK, &render::many(&view, &page, meta))
    })
}

/// Every record that the list holds, on whichever page, in its order.
fn rows<'a>(scene: &Scene<'a>, resource: &'static Resource, query: &Query) -> Vec<Record<'a>> {
    let sieve = query.narrowing.over(scene, resource);
    let all = documents::all(scene.documents, resource);
    let mut rows: Vec<_> = all.filter(|record| sieve.lets_through(*record)).collect();
    sort(&mut rows, &query.sort);
    rows
}

/// One record.
pub fn one(
    world: &Arc<World>,
    caller: &Caller,
    resource: &'static Resource,
    id: &str,
    query: &str,
    plain: bool,
) -> Answer {
    let query = Query::of_one(resource, query)?;
    query.include.insist(resource, caller)?;
    world.read(|documents| {
        let scene = Scene { documents, now: world.clock.now(), base: &caller.base };
        if plain {
            let record = documents::find(documents, resource, id).ok_or_else(Refusal::not_found)?;
            let compound = Compound::of(documents, &[record], &query.include);
            let view = View { scene, fields: &query.fields, compound };
            let data = plain::object(&view, record, &query.include);
            return Ok(media::plain(plain::document(data, json!({})).to_string()));
        }
        show(StatusCode::OK, scene, resource, id, &query)
    })
}

/// Shows one record, also as the answer to a write.
///
/// # Errors
/// 404 where it is not there.
pub fn show(
    status: StatusCode,
    scene: Scene,
    resource: &'static Resource,
    id: &str,
    query: &Query,
) -> Answer {
    let record = documents::find(scene.documents, resource, id).ok_or_else(Refusal::not_found)?;
    let compound = Compound::of(scene.documents, &[record], &query.include);
    let view = View { scene, fields: &query.fields, compound };
    answer(status, &render::one(&view, record))
}

fn answer(status: StatusCode, document: &impl Serialize) -> Result<Response, Refusal> {
    // Nothing but texts and JSON values is written, which can't fail; if it did, the host would answer 500.
    let body = serde_json::to_vec(document).unwrap_or_default();
    Ok(media::json_api(status, body))
}
