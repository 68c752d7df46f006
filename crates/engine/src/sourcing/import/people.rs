//! Single people brought into the pool: JSON Resume, and résumés as PDF, Word or text.

use jiff::tz::TimeZone;
use model::{
    access::Right,
    pool::{Consent, Origin, Person},
    screening::Month,
};
use screen::skills::Taxonomy;
use sha2::{Digest, Sha256};
use store::sourcing::file::{self, File};

use super::json_resume;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::reading::ReadError,
    sourcing::pool::{
        resume,
        take::{Incoming, Taken, take},
    },
};

/// What became of a file of people.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Everybody who came in.
    pub people: Vec<Taken>,
}

/// Brings the people of one file in: a JSON Resume or a list of them, or one résumé, whose file is kept.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Conflict`] with a sentence where the file says of nobody who they are.
pub async fn add_people(app: &App, actor: &Actor, file_name: &str, bytes: &[u8]) -> Result<Added> {
    actor.require(Right::SourcingUse)?;
    let is_json = file_name.to_lowercase().ends_with(".json");
    let people = if is_json {
        json_resume::read(bytes).map_err(Error::Conflict)?
    } else {
        vec![read_resume(app, bytes).await?]
    };
    let tx = app.db.begin().await?;
    let mut added = Added::default();
    for person in people {
        let origin = Origin::File { name: file_name.chars().take(200).collect() };
        let (consent, seen_at) = (Consent::Unknown, app.now());
        let incoming = Incoming { origin, person, consent, seen_at, touched_at: None };
        let taken = take(app, &tx, actor, incoming).await?;
        if !is_json {
            let kept = File {
                id: app.id(),
                record: taken.record,
                name: file_name.chars().take(200).collect(),
                content_type: content_type(bytes).into(),
                sha256: hex::encode(Sha256::digest(bytes)),
            };
            file::insert(&tx, actor.workspace, &kept, bytes.to_vec(), app.now()).await?;
        }
        added.people.push(taken);
    }
    let told = format!("Brought {} people into the talent pool from a file", added.people.len());
    audit::write(app, &tx, actor, "pool.people", ("workspace", None), told).await?;
    tx.commit().await?;
    Ok(added)
}

async fn read_resume(app: &App, bytes: &[u8]) -> Result<Person> {
    let document = app.resumes.read(bytes).await.map_err(|error| match error {
        ReadError::Unreadable(why) => Error::Conflict(format!("{why} Nobody was brought in.")),
        ReadError::NoReader(_) => Error::Conflict(error.to_string()),
    })?;
    let today = TimeZone::UTC.to_datetime(app.now()).date();
    let month = Month { year: today.year(), month: today.month().unsigned_abs() };
    let person = resume::person(&screen::profile::read(document, month, Taxonomy::shipped()));
    if person.full_name().is_empty() {
        return Err(Error::Conflict(
            "No name was found in this résumé. Bring the person in by a table.".into(),
        ));
    }
    Ok(person)
}

fn content_type(bytes: &[u8]) -> &'static str {
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [b'P', b'K', ..] => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}
