//! `/applications/{id}/screening`: one person's score, its reasons beside the résumé, and what people decided.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use engine::{
    Actor,
    screening::{
        After, Filter, include, list, proof,
        write_back::told::{Told, told},
    },
};
use model::{ApplicationId, access::Right, candidate::Candidate};

use super::{
    head::Head,
    history::{HistoryLine, lines},
    reasons::{self, Line, RuleLine},
    resume::{Piece, pieces},
    words,
};
use crate::{
    Web,
    failure::{Failure, Page},
    pages::{
        follow_up::asked::{self, Asked},
        integrations::view::Moment,
    },
    session::SignedIn,
    shell::{Shell, page_with},
};

/// With how many others somebody can be compared from here.
const OTHERS: u64 = 100;

#[derive(Template)]
#[template(path = "screening/person.html")]
struct PersonPage {
    shell: Shell,
    head: Head,
    application: ApplicationId,
    candidate: Candidate,
    points: Option<u8>,
    threshold: u8,
    standing: (&'static str, &'static str),
    /// Whose word it is: by name, when, why.
    decision: Option<(String, Moment, String)>,
    summary: String,
    /// Hundredths of what is asked that could be judged.
    judged: u8,
    scored: Option<Moment>,
    version: Option<u32>,
    scorer: String,
    stale: Option<String>,
    unreadable: Option<String>,
    /// Why it is not looked at.
    left_out: Option<String>,
    opted_out: Option<Moment>,
    groups: Vec<(&'static str, Vec<Line>)>,
    rules: Vec<RuleLine>,
    resume: Vec<Piece>,
    others: Vec<(ApplicationId, String)>,
    next: Option<ApplicationId>,
    history: Vec<HistoryLine>,
    /// What became of the result in connected systems.
    told: Vec<(Told, Moment)>,
    asked: Vec<Asked>,
    may_write: bool,
    /// What was typed as a reason, and what is wrong with it.
    reason: String,
    problem: Option<String>,
    /// The list that a decision leads back to.
    back: String,
}

/// What a form that did not go through brought back.
#[derive(Default)]
pub(super) struct Brought {
    pub(super) reason: String,
    pub(super) problem: Option<String>,
    pub(super) back: String,
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ApplicationId>,
) -> Page {
    draw(&web, &visitor.actor, shell, id, Brought::default()).await
}

/// The page, with what a form brought back.
pub(super) async fn draw(
    web: &Web,
    actor: &Actor,
    shell: Shell,
    id: ApplicationId,
    brought: Brought,
) -> Result<Response, Failure> {
    let shown = list::get(web, actor, id).await?;
    let job = shown.application.job;
    let (result, criteria) = (shown.result, &shown.criteria);
    let score = result.score.as_ref();
    let places = score.map(|score| reasons::places(criteria, score)).unwrap_or_default();
    let decision = result.decision.map(|said| (said.by, said.at.into(), said.why));
    let status = brought.problem.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let points = score.and_then(|score| score.points);
    let after = Some(After { points, application: id });
    let others = list::list(web, actor, job, Filter::default(), None, OTHERS).await?.rows;
    let others = others.into_iter().filter(|(one, _)| one.application != id);
    let next = list::list(web, actor, job, Filter::default(), after, 1).await?.rows;
    Ok(page_with(
        status,
        &PersonPage {
            shell: shell.at("jobs"),
            head: Head::of(web, actor, job, "people").await?,
            application: id,
            points,
            threshold: shown.threshold.0,
            standing: words::standing(shown.standing),
            decision,
            summary: score.map(|score| score.summary.clone()).unwrap_or_default(),
            judged: score.map_or(0, |score| score.judged),
            scored: result.scored_at.map(Into::into),
            version: result.criteria_version,
            scorer: score.map(|score| score.scorer.clone()).unwrap_or_default(),
            stale: result.stale.map(|stale| stale.why),
            unreadable: result.unreadable,
            left_out: include::why_left_out(web, actor, id).await?.map(|why| why.to_string()),
            opted_out: result.opted_out_at.map(Into::into),
            groups: score.map(|score| reasons::groups(criteria, score)).unwrap_or_default(),
            rules: score.map(reasons::rules).unwrap_or_default(),
            resume: shown.resume.map(|document| pieces(&document, &places)).unwrap_or_default(),
            others: others.map(|(one, who)| (one.application, who.profile.full_name())).collect(),
            next: next.first().map(|(one, _)| one.application),
            asked: asked::all(web, actor, id).await?,
            told: told(web, actor, id).await?.into_iter().map(|one| (one.clone(), one.at.into())).collect(),
            history: lines(proof::history(web, actor, id).await?),
            may_write: actor.role.may(Right::CandidatesWrite),
            candidate: shown.candidate,
            reason: brought.reason,
            problem: brought.problem,
            back: brought.back,
        },
    ))
}
