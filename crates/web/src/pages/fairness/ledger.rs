//! `/fairness/ledger`: what screening did and people decided, by which versions, and whether the ledger is whole.

use askama::Template;
use axum::extract::{Query, State};
use engine::screening::{
    Proof, ledger_file,
    proof::{self, Told, recent},
};
use serde::Deserialize;

use super::file::download;
use crate::{
    Web,
    failure::Page,
    pages::{
        numbers::{counted, grouped},
        screening::words,
    },
    session::SignedIn,
    shell::{Shell, page},
};

/// How many rows a page shows.
const SHOWN: u64 = 50;

#[derive(Template)]
#[template(path = "fairness/ledger.html")]
struct LedgerPage {
    shell: Shell,
    tab: &'static str,
    rows: Vec<Row>,
    older: Option<u64>,
    proof: Option<Found>,
}

/// What a look through the whole ledger found, in words.
struct Found {
    is_whole: bool,
    heading: String,
    text: String,
}

impl Found {
    fn of(proof: Proof) -> Self {
        match proof {
            Proof::Whole { rows } => Self {
                is_whole: true,
                heading: "The ledger is whole.".into(),
                text: format!(
                    "{} as they were written, in their order, and none is missing. Each row's hash covers the row \
                     before it, so that a row that was changed, taken out or moved would have shown.",
                    counted(rows, "row is", "rows are")
                ),
            },
            Proof::Broken { position, why } => Self {
                is_whole: false,
                heading: format!("The ledger is broken at row {}.", grouped(position)),
                text: format!(
                    "{why} The rows before it are proved; from there on nothing is. The database was changed beside \
                     Gangway, or restored in part. Keep a copy as it is, and compare it with a backup."
                ),
            },
        }
    }
}

/// A row of the ledger, in words.
struct Row {
    position: u64,
    at: String,
    at_text: String,
    event: &'static str,
    job: String,
    job_address: String,
    /// Whose: the name and the page of the application. Nobody where it was with the whole job.
    whose: Option<(String, String)>,
    /// Whether the person was erased.
    erased: bool,
    facts: Vec<String>,
    by: String,
    reason: Option<String>,
}

impl Row {
    fn of(told: Told) -> Self {
        let line = told.entry.line;
        let (_, _, event) = words::event(line.event);
        let facts = &line.facts;
        let standing = facts.standing.map(|standing| words::standing(standing).1.to_owned());
        let all = [
            facts.points.map(|points| format!("{points} points")),
            standing,
            facts.threshold.map(|threshold| format!("threshold {}", threshold.0)),
            facts.criteria_version.map(|version| format!("criteria {version}")),
            facts.scorer.as_ref().map(|scorer| format!("scorer {scorer}")),
            facts.because.clone(),
        ];
        let page = |id| format!("/applications/{id}/screening");
        Self {
            position: told.entry.position,
            at: line.at.to_string(),
            at_text: line.at.strftime("%Y-%m-%d %H:%M UTC").to_string(),
            event,
            job: told.job,
            job_address: format!("/jobs/{}/screening", line.job),
            erased: line.application.is_some() && told.candidate.is_none(),
            whose: told.candidate.map(|(_, name)| name).zip(line.application.map(page)),
            facts: all.into_iter().flatten().collect(),
            by: line.actor,
            reason: line.reason,
        }
    }
}

/// Where a page of the ledger begins.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Before {
    before: Option<u64>,
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, before: Option<u64>, proof: Option<Proof>) -> Page {
    let mut told = recent(web, &who.actor, before, SHOWN + 1).await?;
    let more = told.len() as u64 > SHOWN;
    told.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    let older = told.last().filter(|_| more).map(|last| last.entry.position);
    let rows = told.into_iter().map(Row::of).collect();
    let proof = proof.map(Found::of);
    Ok(page(&LedgerPage { shell: shell.at("settings"), tab: "ledger", rows, older, proof }))
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Query(from): Query<Before>,
) -> Page {
    draw(&web, shell, &who, from.before, None).await
}

pub(super) async fn prove(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    let found = proof::prove(&web, &who.actor).await?;
    draw(&web, shell, &who, None, Some(found)).await
}

pub(super) async fn csv(State(web): State<Web>, who: SignedIn) -> Page {
    let text = ledger_file::csv(&web, &who.actor).await?;
    Ok(download("screening-ledger.csv", "text/csv; charset=utf-8", text))
}

pub(super) async fn json(State(web): State<Web>, who: SignedIn) -> Page {
    let text = ledger_file::json(&web, &who.actor).await?;
    Ok(download("screening-ledger.json", "application/json", text))
}
