//! Lists and single records.

use axum::{http::StatusCode, response::Response};
use serde::Serialize;
use serde_json::json;

use super::{
    auth::Caller,
    compound::Compound,
    desk::Desk,
    documents::{self, Scene},
    errors::{Answer, Refusal},
    index::Snapshot,
    media, plain,
    query::Query,
    render::{self, View},
    schema::Resource,
    sort::sort,
};

/// A list.
pub fn list(desk: &Desk, caller: &Caller, resource: &'static Resource, query: &str, plain: bool) -> Answer {
    let query = Query::of_list(resource, query)?;
    query.include.insist(resource, caller)?;
    desk.world.read(|documents| {
        let scene = Scene { documents, now: desk.world.clock.now(), base: &caller.base };
        let snapshot = desk.index.now(&desk.world);
        let rows = snapshot.rows(documents, resource);
        let sieve = query.narrowing.over(&scene, &snapshot, resource);
        let mut rows: Vec<_> = rows.iter().filter(|row| sieve.lets_through(row)).collect();
        sort(&mut rows, &query.sort);
        let meta = if query.total { json!({"stats": {"total": {"count": rows.len()}}}) } else { json!({}) };
        let page = rows.iter().skip(query.page.skipped()).take(query.page.size);
        let page: Vec<_> = page.filter_map(|row| documents::find(documents, resource, &row.id)).collect();
        let compound = Compound::of(documents, &snapshot, &page, &query.include);
        let view = View { scene, fields: &query.fields, compound };
        if plain {
            let data = page.iter().map(|record| plain::object(&view, *record, &query.include));
            return Ok(media::plain(plain::document(data.collect(), meta).to_string()));
        }
        answer(StatusCode::OK, &render::many(&view, &page, meta))
    })
}

/// One record.
pub fn one(
    desk: &Desk,
    caller: &Caller,
    resource: &'static Resource,
    id: &str,
    query: &str,
    plain: bool,
) -> Answer {
    let query = Query::of_one(resource, query)?;
    query.include.insist(resource, caller)?;
    desk.world.read(|documents| {
        let scene = Scene { documents, now: desk.world.clock.now(), base: &caller.base };
        let record = documents::find(documents, resource, id).ok_or_else(Refusal::not_found)?;
        let compound = Compound::of(documents, &desk.index.now(&desk.world), &[record], &query.include);
        let view = View { scene, fields: &query.fields, compound };
        if plain {
            let data = plain::object(&view, record, &query.include);
            return Ok(media::plain(plain::document(data, json!({})).to_string()));
        }
        answer(StatusCode::OK, &render::one(&view, record))
    })
}

/// Shows one record as the answer to a write that is still under way.
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
    let compound = Compound::of(scene.documents, &Snapshot::default(), &[record], &query.include);
    let view = View { scene, fields: &query.fields, compound };
    answer(status, &render::one(&view, record))
}

fn answer(status: StatusCode, document: &impl Serialize) -> Result<Response, Refusal> {
    // Nothing but texts and JSON values is written, which can't fail; if it did, the host would answer 500.
    let body = serde_json::to_vec(document).unwrap_or_default();
    Ok(media::json_api(status, body))
}
