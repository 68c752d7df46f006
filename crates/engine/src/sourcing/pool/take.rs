//! A record comes into the pool, from a file, another system, or a person's hand.

use jiff::Timestamp;
use model::{
    PoolRecordId, ProfileId,
    pool::{Consent, Origin, Person, Profile, Record, compose},
};
use store::{
    Tx,
    sourcing::{
        profile,
        question::{self, Question},
        record,
    },
};

use super::identify::identify;
use crate::{Actor, App, error::Result};

/// What a source says of somebody.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// Where it comes from.
    pub origin: Origin,
    /// What it says.
    pub person: Person,
    /// Whether it says that they may be written to.
    pub consent: Consent,
    /// When it was last seen there.
    pub seen_at: Timestamp,
    /// When somebody there was last in touch with them, where that is known.
    pub touched_at: Option<Timestamp>,
}

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The profile that it is part of.
    pub profile: ProfileId,
    /// The record.
    pub record: PoolRecordId,
    /// Whether the pool knew the person before.
    pub known: bool,
    /// Whether a person is asked who it is.
    pub asked: bool,
}

/// Takes a record over in the caller's transaction. One of a system or a candidate that is there already is renewed.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn take(app: &App, tx: &Tx, actor: &Actor, incoming: Incoming) -> Result<Taken> {
    let workspace = actor.workspace;
    let there = match &incoming.origin {
        Origin::System { connection, external_id, .. } => {
            record::of_system(tx, workspace, *connection, external_id).await?
        }
        Origin::Candidate { id } => record::of_candidate(tx, workspace, *id).await?,
        Origin::File { .. } | Origin::Hand => None,
    };
    let (id, own, known, ask) = match there {
        Some(old) => (old.id, old.profile, true, vec![]),
        None => {
            let found = identify(tx, workspace, &incoming.person, &[]).await?;
            let known = found.same.is_some();
            let own = found.same.map_or_else(|| app.id(), |likely| likely.profile);
            (app.id(), own, known, found.ask)
        }
    };
    let Incoming { origin, person, consent, seen_at, touched_at } = incoming;
    let made = Record { id, profile: own, origin, person, consent, seen_at };
    if !known {
        let empty = Profile {
            id: own,
            person: Person::default(),
            consent: Consent::Unknown,
            touched_at: None,
            changed_at: app.now(),
        };
        profile::put_many(tx, workspace, &[empty]).await?;
    }
    record::put_many(tx, workspace, std::slice::from_ref(&made)).await?;
    recompose(app, tx, actor, own, touched_at).await?;
    let questions: Vec<Question> = ask
        .into_iter()
        .map(|likely| Question {
            id: app.id(),
            one: own,
            other: likely.profile,
            likelihood: likely.likelihood,
            reasons: likely.reasons,
            asked_at: app.now(),
        })
        .collect();
    question::ask_many(tx, workspace, &questions).await?;
    Ok(Taken { profile: own, record: id, known, asked: !questions.is_empty() })
}

/// Puts a profile together anew from its records.
pub(crate) async fn recompose(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: ProfileId,
    touched_at: Option<Timestamp>,
) -> Result<()> {
    let workspace = actor.workspace;
    let records = record::of_profiles(tx, workspace, &[id]).await?.remove(&id).unwrap_or_default();
    let before = profile::get(tx, workspace, id).await?;
    let (person, consent) = compose(&records);
    let touched_at = before.and_then(|profile| profile.touched_at).max(touched_at);
    let now = Profile { id, person, consent, touched_at, changed_at: app.now() };
    Ok(profile::put_many(tx, workspace, &[now]).await?)
}
