//! All that a candidate's page shows.

use jiff::Timestamp;
use model::{
    CandidateId, UserId,
    access::Right,
    application::Application,
    attachment::Attachment,
    candidate::Candidate,
    field::CustomField,
    job::{Job, Stage, Workflow},
    remote::{Answer, FieldSubject},
};
use store::{
    audit,
    hiring::{
        answer, application, attachment, candidate, comment, duplicate, field, field_value, job, merge,
        movement, tag, workflow,
    },
};

use super::{
    Comment, Merge, Movement, Reason,
    tags::{Coloured, coloured},
    the_candidate,
};
use crate::{Actor, App, error::Result};

/// How many audit lines a timeline reaches back.
const MOST: u64 = 200;

/// All that a candidate's page shows.
#[derive(Clone, Debug)]
pub struct CandidateFile {
    /// The candidate.
    pub candidate: Candidate,
    /// Applications, newest first.
    pub applications: Vec<Placed>,
    /// What happened, newest first.
    pub timeline: Vec<Event>,
    /// Files, newest first.
    pub attachments: Vec<Attachment>,
    /// The candidate's tags.
    pub tags: Vec<Coloured>,
    /// Every custom field with its value, empty where there is none.
    pub fields: Vec<(CustomField, String)>,
    /// Others who may be the same person, and why.
    pub duplicates: Vec<(Candidate, Reason)>,
    /// Records that were merged into this one and can be taken out again.
    pub merges: Vec<Merge>,
}

/// One application with where it stands.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The application.
    pub application: Application,
    /// For what.
    pub job: Job,
    /// The stages it can be at.
    pub workflow: Workflow,
    /// The stage it is at.
    pub stage: Stage,
    /// The steps it took, the oldest first.
    pub history: Vec<Movement>,
    /// The questions asked and what was answered, in order.
    pub answers: Vec<Answer>,
    /// Every field of applications that has a value here, with it.
    pub fields: Vec<(CustomField, String)>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: String,
    /// What.
    pub what: What,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// An application came to a stage: the step, and the job's title.
    Moved(Movement, String),
    /// Somebody said something; the flag says whether the actor may change it.
    Said(Comment, bool),
    /// Anything else: what was done, and in which words.
    Did(String, String),
}

/// The candidate that this one was merged into, where it was.
pub async fn merged_into(app: &App, actor: &Actor, id: CandidateId) -> Result<Option<CandidateId>> {
    actor.require(Right::CandidatesRead)?;
    Ok(candidate::merged_into(&app.db, actor.workspace, id).await?)
}

/// All that a candidate's page shows.
pub async fn profile(app: &App, actor: &Actor, id: CandidateId) -> Result<CandidateFile> {
    actor.require(Right::CandidatesRead)?;
    let (db, ws) = (&app.db, actor.workspace);
    let candidate = the_candidate(db, ws, id).await?;
    let applications = placed(app, actor, id).await?;
    let values = field::values(db, ws, id).await?;
    let fields = field::all(db, ws).await?.into_iter();
    let held = tag::of_candidates(db, ws, &[id]).await?.remove(&id).unwrap_or_default();
    let mut duplicates = duplicate::of(db, ws, &candidate.profile).await?;
    duplicates.retain(|(other, _)| other.id != id);
    Ok(CandidateFile {
        timeline: timeline(app, actor, id, &applications).await?,
        attachments: attachment::of_candidate(db, ws, id).await?,
        tags: coloured(db, ws).await?.into_iter().filter(|tag| held.contains(&tag.id)).collect(),
        fields: fields
            .map(|field| (values.get(&field.id).cloned().unwrap_or_default(), field))
            .map(|(v, f)| (f, v))
            .collect(),
        merges: merge::standing(db, ws, Some(id)).await?,
        duplicates,
        applications,
        candidate,
    })
}

async fn placed(app: &App, actor: &Actor, id: CandidateId) -> Result<Vec<Placed>> {
    let (db, ws) = (&app.db, actor.workspace);
    let made = application::of_candidate(db, ws, id).await?;
    let ids: Vec<_> = made.iter().map(|application| application.id).collect();
    let steps = movement::of(db, ws, &ids).await?;
    let mut answers = answer::of(db, ws, &ids).await?;
    let mut values = field_value::of_applications(db, ws, &ids).await?;
    let fields =
        if values.is_empty() { vec![] } else { field::of(db, ws, FieldSubject::Application).await? };
    let mut placed = Vec::new();
    for application in made {
        let job = job::get(db, ws, application.job).await?;
        let Some(job) = job else { continue };
        let Some(workflow) = workflow::get(db, ws, job.workflow).await? else { continue };
        let stage = workflow.stages.iter().find(|stage| stage.id == application.stage).cloned();
        let Some(stage) = stage else { continue };
        let history = steps.iter().filter(|step| step.application == application.id).cloned().collect();
        let answers = answers.remove(&application.id).unwrap_or_default();
        let mut values = values.remove(&application.id).unwrap_or_default();
        let fields = fields.iter().filter_map(|field| Some((field.clone(), values.remove(&field.id)?)));
        let fields = fields.collect();
        placed.push(Placed { application, job, workflow, stage, history, answers, fields });
    }
    Ok(placed)
}

async fn timeline(app: &App, actor: &Actor, id: CandidateId, applications: &[Placed]) -> Result<Vec<Event>> {
    let (db, ws) = (&app.db, actor.workspace);
    let mine = |author: Option<UserId>| actor.user.is_some() && author == actor.user;
    let mut events: Vec<Event> = Vec::new();
    for placed in applications {
        events.extend(placed.history.iter().map(|step| Event {
            at: step.at,
            actor: step.actor.clone(),
            what: What::Moved(step.clone(), placed.job.title.clone()),
        }));
    }
    events.extend(comment::of_candidate(db, ws, id).await?.into_iter().map(|comment| Event {
        at: comment.created_at,
        actor: comment.author.clone(),
        what: What::Said(comment.clone(), mine(comment.author_id)),
    }));
    // A comment and a move stand there themselves, so that they were made need not be said again.
    let said_already = ["comment.added", "candidate.moved"];
    let lines = audit::of(db, ws, id.into(), MOST).await?.into_iter();
    events.extend(lines.filter(|line| !said_already.contains(&line.action.as_str())).map(|line| Event {
        at: line.at,
        actor: line.actor,
        what: What::Did(line.action, line.detail),
    }));
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    Ok(events)
}
