//! `/jobs/{id}/screening`: a job's people by score and by where they stand.

use askama::Template;
use axum::extract::{Path, Query, State};
use engine::{
    hiring::tags::{self, Coloured},
    screening::{Listed, criteria, list, preferences, rescore},
};
use model::{JobId, candidate::Candidate, screening::Standing};

use super::{asked::Asked, head::Head, words};
use crate::{
    Web,
    failure::Page,
    pages::numbers::counted,
    session::SignedIn,
    shell::{Shell, page},
};

/// How many people a page shows.
const MOST: u64 = 50;

#[derive(Template)]
#[template(path = "screening/people.html")]
struct PeoplePage {
    shell: Shell,
    head: Head,
    asked: Asked,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    tags: Vec<Coloured>,
    threshold: u8,
    /// Whether the job is screened, and whether it says by what.
    enabled: bool,
    in_use: bool,
    /// How many wait to be scored, of how many.
    waiting: u64,
    known: u64,
    everybody: u64,
    shown: String,
    next: Option<String>,
}

impl PeoplePage {
    /// This list, for a form that comes back to it.
    fn address(&self) -> String {
        self.asked.address(self.head.job.id)
    }
}

/// A standing that the list is narrowed to by its address.
struct Tab {
    address: String,
    label: &'static str,
    count: u64,
    current: bool,
}

struct Row {
    one: Listed,
    candidate: Candidate,
    standing: (&'static str, &'static str),
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<JobId>,
    Query(asked): Query<Asked>,
) -> Page {
    let actor = &visitor.actor;
    let head = Head::of(&web, actor, id, "people").await?;
    let filter = asked.filter();
    let found = list::list(&web, actor, id, filter, asked.after(), MOST).await?;
    let everybody: u64 = found.counts.values().sum();
    let tab = |standing: Option<Standing>| {
        let word = standing.map_or("", Standing::as_str);
        Tab {
            address: asked.standing(id, word),
            label: standing.map_or("Everybody", |standing| words::standing(standing).1),
            count: standing.map_or(everybody, |one| found.counts.get(&one).copied().unwrap_or(0)),
            current: filter.standing == standing,
        }
    };
    use Standing::{NotQualified, PreQualified, Qualified, Unscored};
    let shown = [None, Some(PreQualified), Some(Qualified), Some(NotQualified), Some(Unscored)];
    let rows: Vec<_> = found
        .rows
        .into_iter()
        .map(|(one, candidate)| Row { standing: words::standing(one.standing), one, candidate })
        .collect();
    let progress = rescore::progress(&web, actor, id).await?;
    Ok(page(&PeoplePage {
        shell: shell.at("jobs"),
        tabs: shown.into_iter().map(tab).collect(),
        tags: tags::list(&web, actor).await?,
        threshold: found.threshold.0,
        enabled: preferences::get(&web, actor, id).await?.enabled,
        in_use: criteria::in_use(&web, actor, id).await?.is_some(),
        waiting: progress.waiting,
        known: progress.all,
        everybody,
        shown: counted(rows.len() as u64, "person on this page", "people on this page"),
        next: found.next.map(|after| asked.next(id, after)),
        rows,
        head,
        asked,
    }))
}
