//! Writing a job's sets of questions, and switching them on and off.

use std::collections::{BTreeMap, BTreeSet};

use model::{
    JobId, QuestionSetId, StageId,
    access::Right,
    hire::FieldProblem,
    job::{Stage, StageKind},
    screening::{AnswerKind, Question},
};
use store::{
    Tx,
    hiring::workflow,
    screening::follow_up::{asked, set},
};

use super::{At, Content, FollowUpState, QuestionSet};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::the_job,
};

/// The most questions of a set: a short form is answered.
const MOST_QUESTIONS: usize = 20;
/// The most that can be chosen from.
const MOST_OPTIONS: usize = 30;
/// The longest question, in characters.
const LONGEST: usize = 300;

/// A question as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedQuestion {
    /// Its words.
    pub text: String,
    /// `text`, `choice`, `yes_no` or `number`.
    pub kind: String,
    /// What can be chosen, one a line.
    pub options: String,
    /// Whether it must be answered.
    pub required: bool,
}

/// A set as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedSet {
    /// Its name.
    pub name: String,
    /// A stage's identifier, or a kind's word.
    pub at: String,
    /// What stands above the questions.
    pub intro: String,
    /// Hours before the letter.
    pub delay_hours: String,
    /// Days before the reminder; 0 for none.
    pub remind_days: String,
    /// Days before the form closes.
    pub expire_days: String,
    /// The questions.
    pub questions: Vec<TypedQuestion>,
}

impl Default for TypedSet {
    fn default() -> Self {
        Self {
            name: String::new(),
            at: StageKind::Review.as_str().into(),
            intro: String::new(),
            delay_hours: "0".into(),
            remind_days: "3".into(),
            expire_days: "14".into(),
            questions: vec![TypedQuestion {
                kind: "text".into(),
                required: true,
                ..TypedQuestion::default()
            }],
        }
    }
}

impl From<&QuestionSet> for TypedSet {
    fn from(set: &QuestionSet) -> Self {
        let question = |one: &Question| TypedQuestion {
            text: one.text.clone(),
            kind: one.kind.as_str().into(),
            options: match &one.kind {
                AnswerKind::Choice { options } => options.join("\n"),
                _ => String::new(),
            },
            required: one.required,
        };
        Self {
            name: set.name.clone(),
            at: match set.at {
                At::Stage(id) => id.to_string(),
                At::Kind(kind) => kind.as_str().into(),
            },
            intro: set.content.intro.clone(),
            delay_hours: set.content.delay_hours.to_string(),
            remind_days: set.content.remind_days.to_string(),
            expire_days: set.content.expire_days.to_string(),
            questions: set.content.questions.iter().map(question).collect(),
        }
    }
}

/// A set, and how many of those who were to be asked are how far.
pub type Listed = (QuestionSet, BTreeMap<FollowUpState, u64>);

/// A job's sets, the oldest first.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn list(app: &App, actor: &Actor, job: JobId) -> Result<Vec<Listed>> {
    actor.require(Right::JobsWrite)?;
    the_job(&app.db, actor.workspace, job).await?;
    let mut all = Vec::new();
    for set in set::of_job(&app.db, actor.workspace, job).await? {
        let tally = asked::tally(&app.db, actor.workspace, set.id).await?;
        all.push((set, tally));
    }
    Ok(all)
}

/// The stages at which a set of the job can be asked: those of its workflow where people wait for a decision.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn stages(app: &App, actor: &Actor, job: JobId) -> Result<Vec<Stage>> {
    actor.require(Right::JobsWrite)?;
    let job = the_job(&app.db, actor.workspace, job).await?;
    let flow =
        workflow::get(&app.db, actor.workspace, job.workflow).await?.ok_or(Error::NotFound("workflow"))?;
    Ok(flow.stages.into_iter().filter(|stage| waits(stage.kind)).collect())
}

fn waits(kind: StageKind) -> bool {
    !matches!(kind, StageKind::Hired | StageKind::Rejected)
}

/// One set of a job.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn get(app: &App, actor: &Actor, job: JobId, id: QuestionSetId) -> Result<QuestionSet> {
    actor.require(Right::JobsWrite)?;
    let found = set::get(&app.db, actor.workspace, id).await?;
    found.filter(|set| set.job == job && !set.away).ok_or(Error::NotFound("set of questions"))
}

/// Keeps a set, new or changed. Who was asked before keeps the questions of their letter.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be accepted.
pub async fn save(
    app: &App,
    actor: &Actor,
    job: JobId,
    id: Option<QuestionSetId>,
    typed: &TypedSet,
) -> Result<QuestionSetId> {
    let at = stages(app, actor, job).await?;
    let (name, at, content) = accept(typed, &at)?;
    let before = match id {
        Some(id) => Some(get(app, actor, job, id).await?),
        None => None,
    };
    let tx = app.db.begin().await?;
    let set = QuestionSet {
        id: before.as_ref().map_or_else(|| app.id(), |before| before.id),
        job,
        name,
        at,
        content,
        active_since: before.as_ref().and_then(|before| before.active_since),
        away: false,
        made_at: before.as_ref().map_or(app.now(), |before| before.made_at),
    };
    let what = if before.is_some() { "Changed" } else { "Wrote" };
    keep(app, &tx, actor, &set, what).await?;
    tx.commit().await?;
    Ok(set.id)
}

/// Switches a set on or off. Switched on, it asks who comes to the stage from now on; switched off, nobody any more.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn switch(app: &App, actor: &Actor, job: JobId, id: QuestionSetId, on: bool) -> Result<()> {
    let set = get(app, actor, job, id).await?;
    if set.active_since.is_some() == on {
        return Ok(());
    }
    let tx = app.db.begin().await?;
    let set = QuestionSet { active_since: on.then(|| app.now()), ..set };
    keep(app, &tx, actor, &set, if on { "Switched on" } else { "Switched off" }).await?;
    Ok(tx.commit().await?)
}

/// Puts a set away. What was answered stays with the applications.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn put_away(app: &App, actor: &Actor, job: JobId, id: QuestionSetId) -> Result<()> {
    let set = get(app, actor, job, id).await?;
    let tx = app.db.begin().await?;
    keep(app, &tx, actor, &QuestionSet { away: true, active_since: None, ..set }, "Put away").await?;
    Ok(tx.commit().await?)
}

async fn keep(app: &App, tx: &Tx, actor: &Actor, set: &QuestionSet, what: &str) -> Result<()> {
    set::put(tx, actor.workspace, set).await?;
    let detail = format!("{what} the questions “{}”", set.name);
    audit::write(app, tx, actor, "follow_up.set", ("job", Some(set.job.into())), detail).await
}

fn accept(typed: &TypedSet, stages: &[Stage]) -> Result<(String, At, Content)> {
    let mut problems = Vec::new();
    let mut wrong = |field: &str, message: &str| {
        problems.push(FieldProblem { field: field.into(), message: message.into() });
    };
    let name = typed.name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() || name.chars().count() > 120 {
        wrong("name", "Give it a name of at most 120 letters.");
    }
    let kind = StageKind::parse(&typed.at).filter(|kind| waits(*kind)).map(At::Kind);
    let stage = || typed.at.parse::<StageId>().ok().filter(|id| stages.iter().any(|stage| stage.id == *id));
    let at = kind.or_else(|| stage().map(At::Stage));
    if at.is_none() {
        wrong("at", "Choose a stage. People who are hired or rejected are asked nothing.");
    }
    let mut number = |field: &str, typed: &str, least: u32, most: u32| {
        let found = typed.trim().parse().ok().filter(|number| (least..=most).contains(number));
        if found.is_none() {
            wrong(field, &format!("Write a whole number from {least} to {most}."));
        }
        found.unwrap_or(least)
    };
    let delay_hours = number("delay_hours", &typed.delay_hours, 0, 720);
    let remind_days = number("remind_days", &typed.remind_days, 0, 60);
    let expire_days = number("expire_days", &typed.expire_days, 1, 90);
    if remind_days >= expire_days {
        wrong("remind_days", "Remind before the form closes, or write 0 to remind nobody.");
    }
    let questions = questions(&typed.questions, &mut problems);
    match at {
        Some(at) if problems.is_empty() => {
            let intro = typed.intro.trim().to_owned();
            Ok((name, at, Content { intro, questions, delay_hours, remind_days, expire_days }))
        }
        _ => Err(Error::Invalid(problems)),
    }
}

fn questions(typed: &[TypedQuestion], problems: &mut Vec<FieldProblem>) -> Vec<Question> {
    let (mut accepted, mut seen) = (Vec::new(), BTreeSet::new());
    if typed.is_empty() || typed.len() > MOST_QUESTIONS {
        let message = format!("Ask at least one question, and at most {MOST_QUESTIONS}.");
        problems.push(FieldProblem { field: "questions".into(), message });
    }
    for (number, one) in typed.iter().enumerate() {
        let mut wrong = |message: &str| {
            problems.push(FieldProblem { field: format!("question-{number}"), message: message.into() });
        };
        let text = one.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || text.chars().count() > LONGEST {
            wrong(&format!("Write the question in at most {LONGEST} letters."));
        } else if !seen.insert(text.to_lowercase()) {
            wrong("This question stands twice; its answers could not be told apart.");
        }
        let mut options: Vec<String> = Vec::new();
        for option in one.options.lines().map(str::trim).filter(|option| !option.is_empty()) {
            if !options.iter().any(|known| known == option) {
                options.push(option.to_owned());
            }
        }
        let kind = match one.kind.as_str() {
            "choice" if !(2..=MOST_OPTIONS).contains(&options.len()) => {
                wrong(&format!("Write two to {MOST_OPTIONS} answers to choose from, one a line."));
                continue;
            }
            "choice" => AnswerKind::Choice { options },
            "yes_no" => AnswerKind::YesNo,
            "number" => AnswerKind::Number,
            _ => AnswerKind::Text,
        };
        accepted.push(Question { text, kind, required: one.required });
    }
    accepted
}
