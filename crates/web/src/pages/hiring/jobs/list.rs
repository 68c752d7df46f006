//! `/jobs`: every job with how many people stand where, by status.

use askama::Template;
use axum::extract::{Query, State};
use engine::{
    hiring::jobs::{self, Counted},
    sync::origin::origin,
};
use model::{
    access::Right,
    job::{Job, JobStatus, StageKind},
    remote::RecordKind,
};
use serde::Deserialize;

use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/jobs/list.html")]
struct JobsPage {
    shell: Shell,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    any: bool,
    may_write: bool,
}

/// A status that the list is narrowed to by its address.
struct Tab {
    address: String,
    label: &'static str,
    count: usize,
    current: bool,
}

struct Row {
    job: Job,
    /// The system that the job comes from, and whether it is no longer there.
    from: Option<(String, bool)>,
    facts: String,
    state: (&'static str, &'static str),
    total: u64,
    bar: Vec<Part>,
}

/// One kind's part of the bar, of a whole of 100.
struct Part {
    kind: StageKind,
    label: &'static str,
    count: u64,
    from: f64,
    wide: f64,
}

/// The filter, as it stands in the address.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    status: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Page {
    let all = jobs::list(&web, &visitor.actor).await?;
    let wanted = JobStatus::parse(&asked.status);
    let tab = |status: Option<JobStatus>| Tab {
        address: status.map_or("/jobs".into(), |status| format!("/jobs?status={}", status.as_str())),
        label: status.map_or("All", |status| state(status).1),
        count: all.iter().filter(|counted| status.is_none_or(|status| counted.job.status == status)).count(),
        current: status == wanted,
    };
    let mut tabs = Vec::new();
    // Who sees open jobs only has nothing to choose.
    if shell.may_candidates {
        tabs = vec![
            tab(None),
            tab(Some(JobStatus::Open)),
            tab(Some(JobStatus::Draft)),
            tab(Some(JobStatus::Closed)),
        ];
    }
    let ids: Vec<_> = all.iter().map(|counted| counted.job.id.into()).collect();
    let mut origins = origin(&web, &visitor.actor, RecordKind::Job, &ids).await?;
    let mut row = |counted: Counted| {
        let from = origins.remove(&counted.job.id.into()).map(|origin| (origin.name, origin.gone));
        Row { from, ..row(counted) }
    };
    Ok(page(&JobsPage {
        shell: shell.at("jobs"),
        tabs,
        any: !all.is_empty(),
        may_write: visitor.actor.role.may(Right::JobsWrite),
        rows: all
            .into_iter()
            .filter(|counted| wanted.is_none_or(|status| counted.job.status == status))
            .map(&mut row)
            .collect(),
    }))
}

fn row(counted: Counted) -> Row {
    let total = counted.total();
    let mut from = 0.0;
    let mut bar = Vec::new();
    for (kind, count) in &counted.standing {
        let wide = *count as f64 * 100.0 / total.max(1) as f64;
        bar.push(Part { kind: *kind, label: label(*kind), count: *count, from, wide });
        from += wide;
    }
    let job = counted.job;
    Row {
        from: None,
        facts: facts(&[&job.department, &job.employment_type]),
        state: state(job.status),
        total,
        bar,
        job,
    }
}

/// What is known, in one line.
pub(super) fn facts(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// A status as its badge's class and its word.
pub(super) fn state(status: JobStatus) -> (&'static str, &'static str) {
    match status {
        JobStatus::Draft => ("badge-info", "Draft"),
        JobStatus::Open => ("badge-ok", "Open"),
        JobStatus::Closed => ("", "Closed"),
    }
}

/// The word for a kind of stage.
pub(crate) fn label(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Applied => "Applied",
        StageKind::Review => "Review",
        StageKind::Interview => "Interview",
        StageKind::Offer => "Offer",
        StageKind::Hired => "Hired",
        StageKind::Rejected => "Rejected",
    }
}
