//! `/jobs/{id}/screening/compare?id=…&id=…`: two people side by side, criterion by criterion.

use askama::Template;
use axum::extract::{Path, Query, State};
use engine::screening::{asked, list, list::Shown, parts::parts};
use model::{ApplicationId, JobId};

use super::{head::Head, reasons::capital, words};
use crate::{
    Web,
    failure::Page,
    flash::redirect_with,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "screening/compare.html")]
struct ComparePage {
    shell: Shell,
    head: Head,
    threshold: u8,
    both: [Side; 2],
    rows: Vec<Row>,
}

/// One of the two.
struct Side {
    application: ApplicationId,
    name: String,
    initials: String,
    headline: String,
    points: Option<u8>,
    standing: (&'static str, &'static str),
    summary: String,
    version: Option<u32>,
    stale: bool,
}

/// One criterion with what became of it for each; nothing for whom it was not asked of.
struct Row {
    need: &'static str,
    asks: String,
    cells: [Option<Cell>; 2],
}

struct Cell {
    verdict: (&'static str, &'static str, &'static str),
    points: String,
    sentence: String,
    quote: Option<String>,
}

impl From<&Shown> for Side {
    fn from(shown: &Shown) -> Self {
        let (score, profile) = (shown.result.score.as_ref(), &shown.candidate.profile);
        Self {
            application: shown.application.id,
            name: profile.full_name(),
            initials: profile.initials(),
            headline: profile.headline.clone(),
            points: score.and_then(|score| score.points),
            standing: words::standing(shown.standing),
            summary: score.map(|score| score.summary.clone()).unwrap_or_default(),
            version: shown.result.criteria_version,
            stale: shown.result.stale.is_some(),
        }
    }
}

fn cell(shown: &Shown, criterion: &str) -> Option<Cell> {
    let score = shown.result.score.as_ref()?;
    let part = parts(&shown.criteria, score).into_iter().find(|part| part.criterion.id == criterion)?;
    Some(Cell {
        verdict: words::verdict(part.reason.verdict),
        points: match part.of {
            0 => String::new(),
            of => format!("{} of {}", words::tenths(part.got), words::tenths(of)),
        },
        sentence: part.reason.sentence.clone(),
        quote: part.reason.quotes.first().map(|quote| quote.text.clone()),
    })
}

fn rows(both: &[Shown; 2]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = Vec::new();
    for criterion in both.iter().flat_map(|shown| &shown.criteria.criteria) {
        if seen.contains(&criterion.id) {
            continue;
        }
        seen.push(criterion.id.clone());
        rows.push(Row {
            need: words::need(criterion.need),
            asks: capital(&asked(&criterion.asks)),
            cells: [cell(&both[0], &criterion.id), cell(&both[1], &criterion.id)],
        });
    }
    rows
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(job): Path<JobId>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Page {
    let ids = pairs.iter().filter(|(name, _)| name == "id").filter_map(|(_, id)| id.parse().ok());
    let ids: Vec<ApplicationId> = ids.collect();
    let [one, other] = ids[..] else {
        return Ok(redirect_with(
            &format!("/jobs/{job}/screening"),
            "info",
            "Tick two people to compare them.",
        ));
    };
    let both = list::compare(&web, &visitor.actor, one, other).await?;
    Ok(page(&ComparePage {
        shell: shell.at("jobs"),
        head: Head::of(&web, &visitor.actor, both[0].application.job, "people").await?,
        threshold: both[0].threshold.0,
        rows: rows(&both),
        both: [Side::from(&both[0]), Side::from(&both[1])],
    }))
}
