//! `/jobs/{id}/screening/questions`: what a job asks its applicants by letter, and how many answered.

use askama::Template;
use axum::extract::{Path, State};
use engine::{
    Error,
    mail::server,
    screening::follow_up::{At, FollowUpState, sets, standing},
};
use model::{JobId, QuestionSetId, access::Right, job::Stage};

use super::words::kind;
use crate::{
    Web,
    failure::Page,
    flash::{done, redirect_with},
    pages::screening::head::Head,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "follow_up/list.html")]
struct ListPage {
    shell: Shell,
    head: Head,
    sets: Vec<Line>,
    /// Whether letters go out; `None` for someone who can't set that up.
    has_server: Option<bool>,
}

struct Line {
    id: QuestionSetId,
    name: String,
    at: String,
    when: String,
    on: bool,
    questions: usize,
    tally: Vec<(&'static str, u64)>,
}

pub(super) async fn show(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(job): Path<JobId>,
) -> Page {
    let stages = sets::stages(&web, &who.actor, job).await?;
    let listed = sets::list(&web, &who.actor, job).await?;
    let has_server = match who.actor.role.may(Right::WorkspaceManage) {
        true => Some(server::get(&web, &who.actor).await?.is_some()),
        false => None,
    };
    Ok(page(&ListPage {
        shell: shell.at("jobs"),
        head: Head::of(&web, &who.actor, job, "questions").await?,
        sets: listed.into_iter().map(|listed| line(listed, &stages)).collect(),
        has_server,
    }))
}

fn line((set, tally): sets::Listed, stages: &[Stage]) -> Line {
    let named = |id| stages.iter().find(|stage| stage.id == id).map(|stage| stage.name.clone());
    let at = match set.at {
        At::Kind(of) => format!("At every stage of the kind {}", kind(of)),
        At::Stage(id) => {
            named(id).map_or("At a stage that is gone".into(), |name| format!("At the stage {name}"))
        }
    };
    let content = &set.content;
    let mut when = vec![match content.delay_hours {
        0 => "asked at once".to_owned(),
        1 => "asked after an hour".to_owned(),
        hours => format!("asked after {hours} hours"),
    }];
    if content.remind_days > 0 {
        when.push(format!("reminded after {}", days(content.remind_days)));
    }
    when.push(format!("closed after {}", days(content.expire_days)));
    let states = [
        ("waiting to be asked", FollowUpState::Due),
        ("asked", FollowUpState::Asked),
        ("answered", FollowUpState::Answered),
        ("without an answer", FollowUpState::Expired),
        ("withdrawn", FollowUpState::Withdrawn),
    ];
    Line {
        id: set.id,
        at,
        when: when.join(", "),
        on: set.active_since.is_some(),
        questions: content.questions.len(),
        tally: states.iter().filter_map(|(word, state)| Some((*word, *tally.get(state)?))).collect(),
        name: set.name,
    }
}

fn days(count: u32) -> String {
    if count == 1 { "a day".into() } else { format!("{count} days") }
}

fn back(job: JobId) -> String {
    format!("/jobs/{job}/screening/questions")
}

pub(super) async fn switch_on(
    State(web): State<Web>,
    who: SignedIn,
    Path((job, set)): Path<(JobId, QuestionSetId)>,
) -> Page {
    sets::switch(&web, &who.actor, job, set, true).await?;
    Ok(done(&back(job), "Switched on. Whoever comes to the stage from now on is asked."))
}

pub(super) async fn switch_off(
    State(web): State<Web>,
    who: SignedIn,
    Path((job, set)): Path<(JobId, QuestionSetId)>,
) -> Page {
    sets::switch(&web, &who.actor, job, set, false).await?;
    Ok(done(&back(job), "Switched off. Nobody is asked any more; links that were sent still take an answer."))
}

pub(super) async fn ask(
    State(web): State<Web>,
    who: SignedIn,
    Path((job, set)): Path<(JobId, QuestionSetId)>,
) -> Page {
    match standing::ask(&web, &who.actor, job, set).await {
        Ok(0) => Ok(redirect_with(&back(job), "info", "Everybody who stands there was asked before.")),
        Ok(1) => Ok(done(&back(job), "One person who stands there is asked.")),
        Ok(many) => Ok(done(&back(job), &format!("{many} people who stand there are asked."))),
        Err(Error::Conflict(why)) => Ok(redirect_with(&back(job), "error", &why)),
        Err(error) => Err(error.into()),
    }
}

pub(super) async fn put_away(
    State(web): State<Web>,
    who: SignedIn,
    Path((job, set)): Path<(JobId, QuestionSetId)>,
) -> Page {
    sets::put_away(&web, &who.actor, job, set).await?;
    Ok(done(&back(job), "Put away. What was answered stays with the applications."))
}
