//! Candidates: the list, a person's page, and who may be one and the same.

mod applications;
mod bulk;
mod changes;
mod comments;
mod duplicates;
mod edit;
mod erase;
mod export;
mod fields;
mod files;
mod list;
mod profile;
mod query;
mod resume;
mod story;
mod tags;
mod there;
mod typed;
mod views;

use model::access::Right;

use crate::access::{Access, Route, get, post};

const READ: Access = Access::May(Right::CandidatesRead);
const WRITE: Access = Access::May(Right::CandidatesWrite);
const MANAGE: Access = Access::May(Right::WorkspaceManage);
const MOVE: Access = Access::May(Right::CandidatesMove);

/// The routes of this part.
pub fn routes() -> Vec<Route> {
    vec![
        get("/candidates", READ, list::show),
        get("/candidates/new", WRITE, edit::new),
        post("/candidates/new", WRITE, edit::add),
        post("/candidates/bulk/tag", WRITE, bulk::tag),
        post("/candidates/bulk/untag", WRITE, bulk::untag),
        post("/candidates/bulk/move", MOVE, bulk::move_to),
        post("/candidates/bulk/reject", MOVE, bulk::reject),
        post("/candidates/views", WRITE, views::save),
        post("/candidates/views/{id}/delete", WRITE, views::delete),
        get("/candidates/duplicates", WRITE, duplicates::show),
        get("/candidates/merge", WRITE, duplicates::compare),
        post("/candidates/merge", WRITE, duplicates::merge),
        post("/candidates/merges/{id}/undo", WRITE, duplicates::undo),
        get("/candidates/{id}", READ, profile::show),
        get("/candidates/{id}/edit", WRITE, edit::show),
        post("/candidates/{id}/edit", WRITE, edit::save),
        get("/candidates/{id}/export", MANAGE, export::archive),
        get("/candidates/{id}/erase", MANAGE, erase::ask),
        post("/candidates/{id}/erase", MANAGE, erase::erase),
        get("/settings/erasures", MANAGE, erase::list),
        get("/settings/erasures/{id}", MANAGE, erase::show_receipt),
        post("/candidates/{id}/applications", WRITE, applications::add),
        post("/candidates/{id}/tags", WRITE, tags::give),
        post("/candidates/{id}/tags/{tag}/remove", WRITE, tags::take),
        post("/candidates/{id}/fields", WRITE, fields::save),
        post("/candidates/{id}/comments", MOVE, comments::add),
        get("/comments/{id}/edit", MOVE, comments::show),
        post("/comments/{id}/edit", MOVE, comments::save),
        post("/comments/{id}/delete", MOVE, comments::delete),
        post("/applications/{id}/fields", WRITE, fields::save_of_application),
        post("/changes/{id}/retry", MOVE, changes::retry),
        post("/changes/{id}/cancel", MOVE, changes::cancel),
        post("/changes/{id}/insist", MOVE, changes::insist),
        post("/changes/{id}/yield", MOVE, changes::yield_to),
        post("/candidates/{id}/files", WRITE, files::add),
        get("/files/{id}", READ, files::download),
        get("/files/{id}/view", READ, files::view),
        post("/files/{id}/delete", WRITE, files::delete),
    ]
}
