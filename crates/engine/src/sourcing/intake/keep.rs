//! A record of another system as part of the pool: of the one profile that has one of its e-mail addresses, or of a
//! profile of its own. Nobody is taken for another by name here.

use jiff::Timestamp;
use model::{
    ProfileId,
    pool::{Consent, KeyKind, Origin, Person, Profile, Record, compose},
};
use store::{
    Tx,
    sourcing::{key, profile, record},
};

use crate::{Actor, App, error::Result};

/// What the other system says of somebody.
pub(super) struct Said {
    pub origin: Origin,
    pub person: Person,
    pub consent: Consent,
    pub touched_at: Option<Timestamp>,
}

/// Keeps it in place of what was said before. Says whether the pool knew the person.
pub(super) async fn keep(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    said: Said,
    before: Option<Record>,
) -> Result<bool> {
    let own = match &before {
        Some(before) => Some(before.profile),
        None => holder(tx, actor, &said.person).await?,
    };
    let (id, is_known) = (before.map_or_else(|| app.id(), |before| before.id), own.is_some());
    let own = own.unwrap_or_else(|| app.id());
    let Said { origin, person, consent, touched_at } = said;
    let made = Record { id, profile: own, origin, person, consent, seen_at: app.now() };
    if !is_known {
        let empty = Profile {
            id: own,
            person: Person::default(),
            consent: Consent::Unknown,
            touched_at: None,
            changed_at: app.now(),
        };
        profile::put_many(tx, actor.workspace, &[empty]).await?;
    }
    record::put_many(tx, actor.workspace, &[made]).await?;
    compose_anew(app, tx, actor, own, touched_at).await?;
    Ok(is_known)
}

/// The one profile that has one of somebody's e-mail addresses; none, where several have.
async fn holder(tx: &Tx, actor: &Actor, person: &Person) -> Result<Option<ProfileId>> {
    let keys: Vec<_> = person.keys().into_iter().filter(|(kind, _)| *kind == KeyKind::Email).collect();
    let holders = key::holders(tx, actor.workspace, &keys, 2).await?;
    Ok(if holders.len() == 1 { holders.into_iter().next() } else { None })
}

/// Puts a profile together anew from its records.
pub(super) async fn compose_anew(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    id: ProfileId,
    touched_at: Option<Timestamp>,
) -> Result<()> {
    let mut records = record::of_profiles(tx, actor.workspace, &[id]).await?;
    let (person, consent) = compose(&records.remove(&id).unwrap_or_default());
    let before = profile::get(tx, actor.workspace, id).await?.and_then(|profile| profile.touched_at);
    let now = Profile { id, person, consent, touched_at: before.max(touched_at), changed_at: app.now() };
    Ok(profile::put_many(tx, actor.workspace, &[now]).await?)
}
