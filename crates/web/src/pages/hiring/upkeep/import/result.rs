//! The last step: what came of it.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use engine::hiring::upkeep::import::{Rejected, outcome};
use model::ImportId;

use super::{super::many, IMPORT, SHOWN};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/upkeep/import_result.html")]
struct ResultPage {
    shell: Shell,
    id: ImportId,
    file_name: String,
    by: String,
    candidates: String,
    applications: String,
    has_applications: bool,
    left_out: String,
    has_left_out: bool,
    more: usize,
    left_out_rows: [(&'static str, Vec<Rejected>); 2],
}

pub(in super::super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ImportId>,
) -> Page {
    let (file_name, came) = outcome(&web, &who.actor, id).await?;
    let Some(mut came) = came else {
        return Ok(Redirect::to(&format!("{IMPORT}/{id}")).into_response());
    };
    let left_out = came.bad.len() + came.skipped.len();
    let more = came.bad.len().saturating_sub(SHOWN) + came.skipped.len().saturating_sub(SHOWN);
    came.bad.truncate(SHOWN);
    came.skipped.truncate(SHOWN);
    Ok(page(&ResultPage {
        shell: shell.at("candidates"),
        id,
        file_name,
        by: came.by,
        candidates: many(came.candidates, "candidate", "candidates"),
        has_applications: came.applications > 0,
        applications: many(came.applications, "application", "applications"),
        left_out: many(left_out as u64, "row was", "rows were"),
        has_left_out: left_out > 0,
        more,
        left_out_rows: [("Could not be taken", came.bad), ("Known already", came.skipped)],
    }))
}
