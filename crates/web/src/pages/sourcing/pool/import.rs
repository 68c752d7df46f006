//! `/sourcing/import`: people come in, from a table whose columns are matched, a JSON Resume, a résumé, or the
//! candidates of this workspace.

use askama::Template;
use axum::{
    extract::{Multipart, Path, State, multipart::MultipartRejection},
    response::{IntoResponse, Redirect},
};
use axum_extra::extract::Form;
use engine::{
    Error,
    sourcing::{
        import::{self, Outcome, Target},
        pool::candidates as pool_candidates,
    },
};
use model::PoolImportId;
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page},
};

const HERE: &str = "/sourcing/import";

#[derive(Template)]
#[template(path = "sourcing/pool/import.html")]
struct ImportPage {
    shell: Shell,
}

pub(super) async fn show(State(_): State<Web>, _: SignedIn, shell: Shell) -> Page {
    Ok(page(&ImportPage { shell: shell.at("sourcing") }))
}

/// A table goes on to its columns; a person comes in at once.
pub(super) async fn upload(
    State(web): State<Web>,
    visitor: SignedIn,
    parts: Result<Multipart, MultipartRejection>,
) -> Page {
    let Some((name, bytes)) = file(parts).await else {
        return Ok(flash::redirect_with(HERE, "error", "Choose a file of at most 10 MB."));
    };
    let actor = &visitor.actor;
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    let is_person = matches!(ending.as_str(), "json" | "pdf" | "docx" | "rtf");
    let came = if is_person {
        import::add_people(&web, actor, &name, &bytes).await.map(|added| match &added.people[..] {
            [one] => format!("/sourcing/people/{}", one.profile),
            _ => "/sourcing".to_owned(),
        })
    } else {
        import::upload(&web, actor, &name, &bytes).await.map(|id| format!("{HERE}/{id}"))
    };
    match came {
        Ok(address) if is_person => Ok(flash::done(&address, "Brought into the talent pool.")),
        Ok(address) => Ok(Redirect::to(&address).into_response()),
        Err(Error::Conflict(why)) => Ok(flash::redirect_with(HERE, "error", &why)),
        Err(error) => Err(Failure(error)),
    }
}

async fn file(parts: Result<Multipart, MultipartRejection>) -> Option<(String, bytes::Bytes)> {
    let mut parts = parts.ok()?;
    while let Some(part) = parts.next_field().await.ok()? {
        if part.name() == Some("file") {
            let name = part.file_name().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.ok()?;
            return (!bytes.is_empty()).then_some((name, bytes));
        }
    }
    None
}

/// Has the candidates of this workspace brought in, now and every hour.
pub(super) async fn candidates(State(web): State<Web>, visitor: SignedIn) -> Page {
    pool_candidates::bring(&web, &visitor.actor).await?;
    Ok(flash::done(
        "/sourcing",
        "The candidates are coming into the pool, and are renewed every hour from now on.",
    ))
}

#[derive(Template)]
#[template(path = "sourcing/pool/import_table.html")]
struct TablePage {
    shell: Shell,
    id: PoolImportId,
    file_name: String,
    columns: Vec<Column>,
    choices: Vec<(String, &'static str)>,
    rows: usize,
    done: u64,
    began: bool,
    outcome: Option<Outcome>,
}

struct Column {
    heading: String,
    samples: String,
    target: String,
}

fn word(target: Target) -> String {
    serde_json::to_value(target).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) async fn table(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<PoolImportId>,
) -> Page {
    let shown = import::get(&web, &visitor.actor, id).await?;
    let samples = |nth: usize| {
        let cells = shown.import.rows.iter().filter_map(|(_, cells)| cells.get(nth));
        cells.filter(|cell| !cell.is_empty()).take(3).cloned().collect::<Vec<_>>().join(" · ")
    };
    let column = |(nth, heading): (usize, &String)| Column {
        heading: heading.clone(),
        samples: samples(nth),
        target: word(shown.targets.get(nth).copied().unwrap_or_default()),
    };
    Ok(page(&TablePage {
        shell: shell.at("sourcing"),
        id,
        file_name: shown.import.file_name.clone(),
        columns: shown.import.headings.iter().enumerate().map(column).collect(),
        choices: Target::ALL.iter().map(|(target, label)| (word(*target), *label)).collect(),
        rows: shown.import.rows.len(),
        done: shown.import.done,
        began: shown.import.mapping.is_some(),
        outcome: shown.outcome,
    }))
}

/// Where each column goes.
#[derive(Deserialize)]
pub(super) struct Matched {
    #[serde(default)]
    column: Vec<Target>,
}

pub(super) async fn begin(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<PoolImportId>,
    Form(matched): Form<Matched>,
) -> Page {
    let page = format!("{HERE}/{id}");
    Ok(match import::begin(&web, &visitor.actor, id, &matched.column).await {
        Ok(()) => Redirect::to(&page).into_response(),
        Err(Error::Conflict(why)) => flash::redirect_with(&page, "error", &why),
        Err(error) => return Err(Failure(error)),
    })
}
