//! One application's score: its résumé is read, blinded and held against the criteria.

use std::sync::Arc;

use futures::future::OptionFuture;
use jiff::{Timestamp, tz::TimeZone};
use model::{
    WorkspaceId,
    attachment::Attachment,
    screening::{Criteria, Document, Month, ResumeProfile, Score, Unreadable},
};
use screen::{blind, profile, read::READER, score, skills::Taxonomy};
use store::{hiring::attachment, screening::reading::Reading};

use super::{meaning::Model, reading::ReadError, subject::Subject};
use crate::{App, Result};

/// What came of looking at an application.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// It was scored, as far as there was something to score.
    Scored(Box<Score>),
    /// Its résumé could not be read, for this reason.
    Unreadable(String),
}

/// An application that was looked at.
pub(super) struct Looked {
    pub outcome: Outcome,
    /// SHA-256 of the résumé.
    pub resume: Option<String>,
    /// What the résumé says, where it was read just now.
    pub reading: Option<Reading>,
}

/// Why nothing can be said of an application now.
#[derive(Clone, Debug)]
pub(super) enum Waits {
    /// No reader can be started.
    NoReader,
    /// The model that judges meaning can't be asked, for this reason.
    NoModel(String),
}

/// Looks at an application; `known` is what its résumé was found to say before, and `model` judges meaning where one is
/// switched on.
///
/// # Errors
/// Where the database fails.
pub(super) async fn look(
    app: &App,
    workspace: WorkspaceId,
    subject: &Subject,
    criteria: &Arc<Criteria>,
    known: Option<Reading>,
    model: Option<&Model>,
) -> Result<std::result::Result<Looked, Waits>> {
    let as_of = month(subject.made_at);
    let read = match (known, &subject.resume) {
        (Some(known), _) => Some((known, false)),
        (None, Some(resume)) => match attachment::bytes(&app.db, workspace, resume.id).await? {
            Some(bytes) => match app.resumes.read(&bytes).await {
                Ok(document) => {
                    let outcome = profiled(document, as_of).await;
                    // Where our own work broke down, the next version may do better.
                    let lasts = outcome.is_ok();
                    Some((reading(app, resume, outcome), lasts))
                }
                Err(ReadError::Unreadable(why)) => Some((reading(app, resume, Err(why.to_string())), true)),
                Err(error @ ReadError::NoReader(_)) => {
                    tracing::error!(%error, "résumés wait to be read");
                    return Ok(Err(Waits::NoReader));
                }
            },
            // It was taken away since, which asks for another look.
            None => None,
        },
        (None, None) => None,
    };
    let outcome = match read.as_ref().map(|(read, _)| &read.outcome) {
        Some(Err(why)) => Ok(Outcome::Unreadable(why.clone())),
        Some(Ok(says)) => scored(subject, criteria, Some(says.document.clone()), as_of, model).await,
        None => scored(subject, criteria, None, as_of, model).await,
    };
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(waits) => return Ok(Err(waits)),
    };
    let resume = read.as_ref().map(|(read, _)| read.sha256.clone());
    let reading = read.filter(|(_, fresh)| *fresh).map(|(read, _)| read);
    Ok(Ok(Looked { outcome, resume, reading }))
}

fn reading(app: &App, resume: &Attachment, outcome: std::result::Result<ResumeProfile, String>) -> Reading {
    Reading { sha256: resume.sha256.clone(), reader: READER.into(), read_at: app.now(), outcome }
}

async fn profiled(document: Document, as_of: Month) -> std::result::Result<ResumeProfile, String> {
    away(move || profile::read(document, as_of, Taxonomy::shipped())).await
}

/// The score of what a résumé says, as far as the scorer may see it.
async fn scored(
    subject: &Subject,
    criteria: &Arc<Criteria>,
    text: Option<Document>,
    as_of: Month,
    model: Option<&Model>,
) -> std::result::Result<Outcome, Waits> {
    // Read anew from the text: what goes on is counted up to this application's month, not another's.
    let seen = text.map(|text| {
        away(move || {
            let taxonomy = Taxonomy::shipped();
            blind::blind(&profile::read(text, as_of, taxonomy), taxonomy)
        })
    });
    let seen = match OptionFuture::from(seen).await.transpose() {
        Ok(seen) => seen,
        Err(why) => return Ok(Outcome::Unreadable(why)),
    };
    let meanings = match (model, &seen) {
        (Some(model), Some(seen)) => {
            let said = model.ask(seen, criteria).await;
            Some(said.map_err(|error| Waits::NoModel(format!("{error}.")))?)
        }
        _ => None,
    };
    let (answers, fields, criteria) = (subject.answers.clone(), subject.fields.clone(), Arc::clone(criteria));
    let score = away(move || {
        let application = score::Application { resume: seen.as_ref(), answers: &answers, fields: &fields };
        score::score(&application, &criteria, as_of, meanings.as_ref())
    });
    Ok(match score.await {
        Ok(score) => Outcome::Scored(Box::new(score)),
        Err(why) => Outcome::Unreadable(why),
    })
}

/// Work that computes for some milliseconds, beside everything that waits. One text on which it breaks down holds up
/// no other.
async fn away<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> std::result::Result<T, String> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Unreadable::BrokeDown.to_string())
}

/// The month of a time.
fn month(at: Timestamp) -> Month {
    let day = TimeZone::UTC.to_datetime(at).date();
    Month { year: day.year(), month: day.month().unsigned_abs() }
}
