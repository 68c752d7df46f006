//! `/handoffs/{id}`: the timeline of one hand-off, what arrived otherwise than sent, and what a person can do.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
};
use engine::handoff::{
    Entry, StepState,
    cancel::cancel as stop,
    decide::decide as answer,
    get::{Story, get},
    retry::retry as again,
};
use model::{
    HandoffId,
    connection::ConnectionStatus,
    handoff::{Acts, Decision, HandoffState, ProblemKind, Step},
    hire::MatchedBy,
};
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    pages::integrations::view::Moment,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "handoff/story.html")]
struct StoryPage {
    shell: Shell,
    id: String,
    candidate: String,
    candidate_href: String,
    there: String,
    state: (&'static str, &'static str),
    moving: bool,
    sent_by: String,
    sent_at: Moment,
    employee: Option<(String, String)>,
    problem: Option<ProblemView>,
    matches: Vec<MatchView>,
    may_create: bool,
    asks: bool,
    steps: Vec<StepView>,
    differences: Vec<(String, String, Option<String>)>,
    compared: usize,
    notes: Vec<(String, String)>,
    sent: Vec<(String, String)>,
    can_retry: bool,
    can_edit: bool,
    can_cancel: bool,
}

struct ProblemView {
    tone: &'static str,
    sentence: String,
    fields: Vec<(String, String)>,
    acts: &'static str,
    next_try: Option<Moment>,
    /// Where an administrator mends it, if it is the connection's.
    settings: Option<String>,
}

struct MatchView {
    id: String,
    name: String,
    url: String,
    detail: String,
}

struct StepView {
    tone: &'static str,
    icon: &'static str,
    label: &'static str,
    note: String,
    at: Option<Moment>,
    attempts: i32,
}

/// Shows the hand-off; while it moves, the page follows it.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<HandoffId>,
) -> Page {
    let story = get(&web, &visitor.actor, id).await?;
    let (steps, problem) = (steps(&story), problem(&story));
    let Story { handoff, connection, .. } = story;
    let waits = handoff.state == HandoffState::Waiting;
    let kind = handoff.problem.as_ref().map(|problem| problem.kind);
    let usable = connection.status == ConnectionStatus::Enabled;
    Ok(page(&StoryPage {
        shell: shell.at("handoffs"),
        id: id.to_string(),
        candidate_href: format!("/candidates/{}", handoff.candidate),
        there: connection.name,
        state: state(handoff.state),
        moving: matches!(
            handoff.state,
            HandoffState::Queued | HandoffState::Sending | HandoffState::Retrying
        ),
        sent_by: handoff.created_by,
        sent_at: handoff.created_at.into(),
        employee: handoff.external_id.map(|id| (id, handoff.url.unwrap_or_default())),
        asks: waits && matches!(kind, Some(ProblemKind::Identity | ProblemKind::Record)),
        may_create: !handoff.matches.iter().any(|found| found.active && found.by == MatchedBy::Email),
        matches: handoff.matches.into_iter().map(match_view).collect(),
        compared: handoff.record.0.len(),
        differences: handoff.differences.into_iter().map(|d| (d.label, d.sent, d.found)).collect(),
        notes: handoff.notes.into_iter().map(|note| (note.field, note.text)).collect(),
        sent: handoff.record.0.into_iter().collect(),
        can_retry: usable
            && (handoff.state == HandoffState::Retrying || (waits && kind != Some(ProblemKind::Fields))),
        can_edit: waits && usable,
        can_cancel: !handoff.state.is_over() && handoff.state != HandoffState::Sending,
        candidate: handoff.candidate_name,
        steps,
        problem,
    }))
}

/// A state as its badge: the tone and the word.
pub fn state(state: HandoffState) -> (&'static str, &'static str) {
    match state {
        HandoffState::Queued => ("badge-info", "Queued"),
        HandoffState::Sending => ("badge-info", "Sending"),
        HandoffState::Retrying => ("badge-warn", "Trying again"),
        HandoffState::Waiting => ("badge-danger", "Waits for a person"),
        HandoffState::Delivered => ("badge-ok", "Delivered"),
        HandoffState::Cancelled => ("", "Cancelled"),
    }
}

/// Who acts next, in words.
pub fn acts(acts: Acts) -> &'static str {
    match acts {
        Acts::Gangway => "Gangway goes on by itself",
        Acts::Sender => "A recruiter acts next",
        Acts::Administrator => "An administrator acts next",
    }
}

fn problem(story: &Story) -> Option<ProblemView> {
    let problem = story.handoff.problem.as_ref()?;
    let over = story.handoff.state.is_over();
    let of_connection =
        matches!(problem.kind, ProblemKind::Auth | ProblemKind::Connection | ProblemKind::Forbidden);
    Some(ProblemView {
        tone: match story.handoff.state {
            HandoffState::Waiting => "is-error",
            HandoffState::Cancelled => "",
            _ => "is-warn",
        },
        sentence: problem.sentence.clone(),
        fields: problem.fields.iter().map(|p| (p.field.clone(), p.message.clone())).collect(),
        acts: if over { "" } else { acts(problem.kind.acts()) },
        next_try: story.handoff.next_try_at.map(Into::into),
        settings: (of_connection && !over).then(|| format!("/settings/integrations/{}", story.connection.id)),
    })
}

fn match_view(found: model::hire::EmployeeMatch) -> MatchView {
    let by = match found.by {
        MatchedBy::Email => "same e-mail address",
        MatchedBy::EmployeeNumber => "same employee number",
        MatchedBy::NameAndBirth => "same name and date of birth",
    };
    let there = if found.active { "works there" } else { "left" };
    MatchView {
        detail: format!("Employee {}, {there}, {by}", found.external_id),
        id: found.external_id,
        name: found.name,
        url: found.url,
    }
}

fn steps(story: &Story) -> Vec<StepView> {
    let over = story.handoff.state == HandoffState::Cancelled;
    Step::ALL
        .into_iter()
        .filter_map(|step| {
            let entry = story.steps.iter().find(|entry| entry.step == step);
            match entry {
                None if over => None,
                None => Some(StepView {
                    tone: "",
                    icon: "clock",
                    label: step.label(),
                    note: "Not yet".into(),
                    at: None,
                    attempts: 0,
                }),
                Some(entry) => Some(step_view(entry)),
            }
        })
        .collect()
}

fn step_view(entry: &Entry) -> StepView {
    let text = |key: &str| entry.result[key].as_str().unwrap_or_default().to_owned();
    let (tone, icon) = match entry.state {
        StepState::Done => ("is-ok", "check"),
        StepState::Skipped => ("", "x"),
        StepState::Failed => ("is-error", "alert"),
    };
    let outcome = |made: &'static str| match text("outcome").as_str() {
        "created" => made,
        "updated" => "changed",
        _ => "there already",
    };
    let note = match (entry.state, entry.step) {
        (StepState::Failed, _) => text("problem"),
        (StepState::Skipped, _) => entry.result.as_str().unwrap_or_default().to_owned(),
        (_, Step::Find) if entry.result["target"] == "create" => "Nobody there who may be this person".into(),
        (_, Step::Find) => "The employee is known and is changed".into(),
        (_, Step::Create) => format!("Employee {} {}", text("external_id"), outcome("made")),
        (_, Step::Job) => format!("Rows {}", outcome("added")),
        (_, Step::Documents) => format!("{} {}", text("name"), outcome("kept")),
        (_, Step::Photo) => format!("Photo {}", outcome("set")),
        (_, Step::ReadBack) => match entry.result["differences"].as_u64().unwrap_or(0) {
            0 => "Every field is there as sent".into(),
            1 => "One field is there otherwise than sent".into(),
            n => format!("{n} fields are there otherwise than sent"),
        },
        (_, Step::Link) => format!("Linked to employee {}", text("external_id")),
        (_, Step::Tell) => "Written to the candidate's history".into(),
    };
    StepView {
        tone,
        icon,
        label: entry.step.label(),
        note,
        at: Some(entry.ended_at.into()),
        attempts: entry.attempts,
    }
}

/// Tries again now.
pub async fn retry(State(web): State<Web>, visitor: SignedIn, Path(id): Path<HandoffId>) -> Page {
    said(id, again(&web, &visitor.actor, id).await, "It is tried again now.")
}

/// Cancels.
pub async fn cancel(State(web): State<Web>, visitor: SignedIn, Path(id): Path<HandoffId>) -> Page {
    said(id, stop(&web, &visitor.actor, id).await, "Cancelled.")
}

/// What a person decided.
#[derive(Deserialize)]
pub struct Decided {
    #[serde(default)]
    employee: String,
}

/// Keeps the decision and goes on.
pub async fn decide(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<HandoffId>,
    Form(decided): Form<Decided>,
) -> Page {
    let decision = match decided.employee.as_str() {
        "" => {
            return Ok(flash::redirect_with(
                &format!("/handoffs/{id}"),
                "error",
                "Choose one of the answers first.",
            ));
        }
        "new" => Decision::CreateNew,
        // A number there could itself be the word "new", so each stands behind a prefix.
        other => Decision::Update(other.trim_start_matches("update:").to_owned()),
    };
    said(id, answer(&web, &visitor.actor, id, decision).await, "It goes on with your answer.")
}

fn said(id: HandoffId, outcome: engine::Result<()>, done: &str) -> Page {
    let page = format!("/handoffs/{id}");
    match outcome {
        Ok(()) => Ok(flash::done(&page, done)),
        Err(engine::Error::Conflict(sentence)) => Ok(flash::redirect_with(&page, "error", &sentence)),
        Err(error) => Err(Failure(error)),
    }
}
