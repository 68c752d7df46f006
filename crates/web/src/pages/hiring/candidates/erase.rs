//! `/candidates/{id}/erase`: what erasing somebody would take and leave, the erasure itself, and its receipt.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use engine::hiring::erase_person::{Elsewhere, Receipt, erase as erase_person, foresee, receipt, receipts};
use model::CandidateId;
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    flash::redirect_with,
    pages::numbers::counted,
    session::SignedIn,
    shell::{Shell, page},
};

/// What a receipt counts, as people call one and many of it.
const WORDS: &[(&str, &str, &str)] = &[
    ("records", "record", "records"),
    ("applications", "application", "applications"),
    ("answers", "answer to a job's questions", "answers to jobs' questions"),
    ("values", "value of a field", "values of fields"),
    ("steps", "step of an application", "steps of applications"),
    ("files", "file", "files"),
    ("comments", "note", "notes"),
    ("letters", "letter", "letters"),
    ("questions", "time of being asked by letter", "times of being asked by letter"),
    ("tags", "tag", "tags"),
    ("scores", "result of screening", "results of screening"),
    ("voluntary", "voluntary answer", "voluntary answers"),
    ("written", "result noted as written elsewhere", "results noted as written elsewhere"),
    ("merges", "merge with another record", "merges with other records"),
    ("changes", "change for another system", "changes for other systems"),
    ("employee_links", "link to an employee", "links to employees"),
    ("calls", "logged call", "logged calls"),
    ("sync_notes", "note of a sync", "notes of syncs"),
    ("imported_rows", "row of a file that was brought in", "rows of files that were brought in"),
    ("audit_lines", "line of the audit log", "lines of the audit log"),
    ("handoffs", "hand-off", "hand-offs"),
    ("ledger_rows", "row of the screening ledger", "rows of the screening ledger"),
    (
        "mirrored_records",
        "mark that a record there was erased here",
        "marks that records there were erased here",
    ),
];

/// A receipt in words.
struct Told {
    gone: Vec<String>,
    stays: Vec<String>,
    elsewhere: Vec<Elsewhere>,
    namesake: bool,
}

impl Told {
    fn of(receipt: Receipt) -> Self {
        let lines = |counts: &std::collections::BTreeMap<String, u64>| {
            let known =
                WORDS.iter().filter_map(|(what, one, many)| Some(counted(*counts.get(*what)?, one, many)));
            known.collect()
        };
        Self {
            gone: lines(&receipt.gone),
            stays: lines(&receipt.emptied),
            elsewhere: receipt.elsewhere,
            namesake: receipt.namesake,
        }
    }
}

#[derive(Template)]
#[template(path = "hiring/candidates/erase.html")]
struct ErasePage {
    shell: Shell,
    id: CandidateId,
    name: String,
    hindrance: Option<String>,
    told: Told,
}

#[derive(Template)]
#[template(path = "hiring/candidates/erased.html")]
struct ErasedPage {
    shell: Shell,
    id: CandidateId,
    at: String,
    by: String,
    told: Told,
}

#[derive(Template)]
#[template(path = "hiring/candidates/erasures.html")]
struct ErasuresPage {
    shell: Shell,
    rows: Vec<(CandidateId, String, String)>,
}

pub(super) async fn ask(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<CandidateId>,
) -> Page {
    let foreseen = foresee(&web, &who.actor, id).await?;
    Ok(page(&ErasePage {
        shell: shell.at("candidates"),
        id,
        name: foreseen.candidate.profile.full_name(),
        hindrance: foreseen.hindrance,
        told: Told::of(foreseen.receipt),
    }))
}

/// What was ticked.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sure {
    sure: String,
}

pub(super) async fn erase(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<CandidateId>,
    Form(sure): Form<Sure>,
) -> Page {
    if sure.sure.is_empty() {
        let text = "Nothing was erased. Tick that it can't be undone.";
        return Ok(redirect_with(&format!("/candidates/{id}/erase"), "error", text));
    }
    erase_person(&web, &who.actor, id).await?;
    Ok(Redirect::to(&format!("/settings/erasures/{id}")).into_response())
}

pub(super) async fn show_receipt(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<CandidateId>,
) -> Page {
    let (made, told) = receipt(&web, &who.actor, id).await?;
    let (at, by, told) = (made.at.to_string(), made.by, Told::of(told));
    Ok(page(&ErasedPage { shell: shell.at("settings"), id, at, by, told }))
}

pub(super) async fn list(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    let made = receipts(&web, &who.actor, 200).await?;
    let rows = made.into_iter().map(|one| (one.id, one.at.to_string(), one.by)).collect();
    Ok(page(&ErasuresPage { shell: shell.at("settings"), rows }))
}
