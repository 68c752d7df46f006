//! `/candidates`: found, filtered, a page at a time.

use askama::Template;
use axum::extract::{Query, State};
use engine::{
    hiring::{
        SavedView, jobs, list_candidates,
        list_candidates::{PAGE, Row, Total},
        saved_views,
        tags::{self, Coloured},
        workflows,
    },
    integrations::keeping_records,
};
use model::{
    ConnectionId,
    access::Right,
    job::{Job, StageKind, Workflow},
};

use super::query::Asked;
use crate::{
    Web,
    failure::Page,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "hiring/candidates/list.html")]
struct ListPage {
    shell: Shell,
    may_write: bool,
    may_send: bool,
    asked: Asked,
    filtered: bool,
    chips: Vec<(String, String)>,
    jobs: Vec<Job>,
    stages: Vec<(String, String)>,
    workflows: Vec<Workflow>,
    tags: Vec<Coloured>,
    sources: Vec<String>,
    /// The systems whose candidates are kept in step, with their names.
    systems: Vec<(ConnectionId, String)>,
    views: Vec<SavedView>,
    total: String,
    rows: Vec<Shown>,
    shown: String,
    first: Option<String>,
    next: Option<String>,
}

struct Shown {
    row: Row,
    added: Moment,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Query(asked): Query<Asked>,
) -> Page {
    let actor = &visitor.actor;
    let after = asked.after();
    let found = list_candidates::list_candidates(&web, actor, &asked.filter(), after).await?;
    let jobs = jobs::choices(&web, actor).await?;
    let mut workflows = workflows::list(&web, actor).await?;
    // A job that is kept in step with another system has stages of its own.
    let job = jobs.iter().find(|job| job.id.to_string() == asked.job);
    if let Some(job) = job.filter(|job| workflows.iter().all(|flow| flow.id != job.workflow)) {
        workflows.push(workflows::get(&web, actor, job.workflow).await?);
    }
    let systems = keeping_records(&web, actor).await?;
    let tags = tags::list(&web, actor).await?;
    let stages = stages(&asked, &jobs, &workflows);
    let from = after.map_or(0, |_| asked.from);
    let to = from + found.rows.len() as u64;
    Ok(page(&ListPage {
        shell: shell.at("candidates"),
        may_write: actor.role.may(Right::CandidatesWrite),
        may_send: actor.role.may(Right::HandoffsSend),
        filtered: !asked.query().is_empty(),
        chips: chips(&asked, &jobs, &workflows, &tags, &systems),
        systems,
        sources: list_candidates::sources(&web, actor).await?,
        views: saved_views::list(&web, actor).await?,
        total: total(found.total),
        shown: if to == 0 {
            String::new()
        } else {
            format!("{}–{to} of {}", from + 1, number(found.total))
        },
        first: after.map(|_| asked.address()),
        next: found.next.map(|next| asked.next(next, from + PAGE)),
        rows: found.rows.into_iter().map(|row| Shown { added: row.created_at.into(), row }).collect(),
        asked,
        jobs,
        stages,
        workflows,
        tags,
    }))
}

fn number(total: Total) -> String {
    let grouped = |count: u64| match (count / 1000, count % 1000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    };
    match total {
        Total::Exactly(count) => grouped(count),
        Total::AtLeast(count) => format!("{}+", grouped(count)),
    }
}

fn total(total: Total) -> String {
    match total {
        Total::Exactly(1) => "1 person".into(),
        total => format!("{} people", number(total)),
    }
}

/// What the stage filter offers: every kind, and the stages of the chosen job.
fn stages(asked: &Asked, jobs: &[Job], workflows: &[Workflow]) -> Vec<(String, String)> {
    let kinds = StageKind::ALL.map(|kind| (kind.as_str().to_owned(), kind_label(kind).to_owned()));
    let job = jobs.iter().find(|job| job.id.to_string() == asked.job);
    let workflow = job.and_then(|job| workflows.iter().find(|flow| flow.id == job.workflow));
    let own = workflow.into_iter().flat_map(|flow| &flow.stages);
    kinds.into_iter().chain(own.map(|stage| (stage.id.to_string(), format!("– {}", stage.name)))).collect()
}

/// A kind of stage, as the filter says it.
pub(super) fn kind_label(kind: StageKind) -> &'static str {
    match kind {
        StageKind::Applied => "Applied",
        StageKind::Review => "In review",
        StageKind::Interview => "Interviewing",
        StageKind::Offer => "Offer made",
        StageKind::Hired => "Hired",
        StageKind::Rejected => "Rejected",
    }
}

/// Each filter that narrows the list, with the address without it.
fn chips(
    asked: &Asked,
    jobs: &[Job],
    workflows: &[Workflow],
    tags: &[Coloured],
    systems: &[(ConnectionId, String)],
) -> Vec<(String, String)> {
    let stage = || {
        let kind = StageKind::parse(&asked.stage).map(|kind| kind_label(kind).to_owned());
        let mut all = workflows.iter().flat_map(|flow| &flow.stages);
        kind.or_else(|| Some(all.find(|stage| stage.id.to_string() == asked.stage)?.name.clone()))
    };
    let job = jobs.iter().find(|job| job.id.to_string() == asked.job).map(|job| job.title.clone());
    let tag = tags.iter().find(|tag| tag.id.to_string() == asked.tag).map(|tag| tag.name.clone());
    let system = systems.iter().find(|(id, _)| id.to_string() == asked.from_system);
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    [
        ("q", "Search", some(&asked.q)),
        ("job", "Job", job),
        ("stage", "Stage", stage()),
        ("tag", "Tag", tag),
        ("source", "Source", some(&asked.source)),
        ("from_system", "From", system.map(|(_, name)| name.clone())),
    ]
    .into_iter()
    .filter_map(|(name, label, value)| Some((format!("{label}: {}", value?), asked.without(name).address())))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_and_say_when_there_are_more() {
        assert_eq!(total(Total::Exactly(1)), "1 person");
        assert_eq!(total(Total::Exactly(1203)), "1,203 people");
        assert_eq!(number(Total::AtLeast(10_000)), "10,000+");
    }
}
