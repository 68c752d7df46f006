//! The third step: a look at the rows, and the word to bring them in.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use engine::{
    Error,
    hiring::upkeep::import::{
        Row, outcome,
        preview::preview,
        run::{Rule, run as bring_in},
    },
};
use model::ImportId;
use serde::Deserialize;

use super::{super::many, IMPORT, SHOWN};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

/// How many rows are shown as they will be.
const FIRST: usize = 20;

#[derive(Template)]
#[template(path = "hiring/upkeep/import_preview.html")]
struct PreviewPage {
    shell: Shell,
    id: ImportId,
    file_name: String,
    columns: Vec<String>,
    total: usize,
    good: usize,
    bad: usize,
    known: usize,
    good_rows: String,
    shown: usize,
    first: Vec<Row>,
    bad_rows: Vec<Row>,
    known_rows: Vec<Row>,
    typed: Typed,
    refusal: Option<String>,
}

/// What the person chose.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in super::super) struct Typed {
    rows: String,
    duplicates: String,
}

async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    id: ImportId,
    typed: Typed,
    refusal: Option<String>,
) -> Page {
    if outcome(web, &who.actor, id).await?.1.is_some() {
        return Ok(Redirect::to(&format!("{IMPORT}/{id}/result")).into_response());
    }
    let seen = match preview(web, &who.actor, id).await {
        // Not mapped, or no longer: that comes first.
        Err(Error::Conflict(sentence)) => {
            return Ok(flash::redirect_with(&format!("{IMPORT}/{id}"), "info", &sentence));
        }
        seen => seen?,
    };
    let (total, bad, known) = (seen.rows.len(), seen.bad().count(), seen.duplicates().count());
    let good = total - bad - known;
    let page = PreviewPage {
        shell: shell.at("candidates"),
        id,
        total,
        good,
        bad,
        known,
        good_rows: many((total - bad) as u64, "good row", "good rows"),
        shown: SHOWN,
        first: seen.rows.iter().filter(|row| row.problems.is_empty()).take(FIRST).cloned().collect(),
        bad_rows: seen.bad().take(SHOWN).cloned().collect(),
        known_rows: seen.duplicates().take(SHOWN).cloned().collect(),
        file_name: seen.file_name,
        columns: seen.columns,
        typed,
        refusal: refusal.clone(),
    };
    let status = if refusal.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    Ok(page_with(status, &page))
}

pub(in super::super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ImportId>,
) -> Page {
    draw(&web, shell, &who, id, Typed::default(), None).await
}

pub(in super::super) async fn run(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ImportId>,
    Form(typed): Form<Typed>,
) -> Page {
    let rule = Rule { only_if_all_good: typed.rows == "all", take_duplicates: typed.duplicates == "import" };
    match bring_in(&web, &who.actor, id, rule).await {
        Ok(_) => Ok(Redirect::to(&format!("{IMPORT}/{id}/result")).into_response()),
        Err(Error::Conflict(sentence)) => draw(&web, shell, &who, id, typed, Some(sentence)).await,
        Err(error) => Err(Failure(error)),
    }
}
