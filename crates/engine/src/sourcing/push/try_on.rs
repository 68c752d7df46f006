//! A mapping tried on people who are in the pool, before it is kept: what each would look like there. Nothing is
//! written, here or there.

use model::{
    ConnectionId, ProfileId,
    push::{Mapped, PushSettings},
};
use store::sourcing::profile::{self, Change};

use super::view;
use crate::{Actor, App, error::Result};

/// How many people it is tried on.
const PEOPLE: usize = 3;

/// As many profiles are looked through for those who have most to show.
const LOOKED_THROUGH: u64 = 300;

/// One person as they would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// Who.
    pub profile: ProfileId,
    /// Their name.
    pub name: String,
    /// What would be sent, with what is lost and what is missing.
    pub mapped: Mapped,
    /// Each value that would be sent, by the field's name there.
    pub shown: Vec<(String, String)>,
}

/// Tries settings on a few people: those of whom most is known, so that most of the mapping is seen at work.
///
/// # Errors
/// As [`view`], and [`crate::Error::Vendor`] where the fields could not be seen.
pub async fn try_on(
    app: &App,
    actor: &Actor,
    id: ConnectionId,
    settings: &PushSettings,
) -> Result<Vec<Tried>> {
    let fields = view(app, actor, id).await?.there?.fields;
    let (changes, _) = profile::changed_after(&app.db, actor.workspace, None, LOOKED_THROUGH).await?;
    let people = changes.into_iter().filter_map(|change| match change {
        Change::Is(profile) => Some(*profile),
        Change::Gone(_) => None,
    });
    let mut tried: Vec<Tried> = people
        .map(|profile| {
            let mapped = settings.map(&profile.person, &address(app, profile.id), &fields);
            let label = |key: &str| {
                let field = fields.iter().find(|field| field.key == key);
                field.map_or(key, |field| field.label.as_str()).to_owned()
            };
            let shown = mapped.record.values.iter().map(|value| (label(&value.field), value.value.clone()));
            Tried { profile: profile.id, name: profile.person.full_name(), shown: shown.collect(), mapped }
        })
        .collect();
    tried.sort_by_key(|one| std::cmp::Reverse(one.shown.len()));
    tried.truncate(PEOPLE);
    Ok(tried)
}

/// Somebody's page here.
pub(crate) fn address(app: &App, profile: ProfileId) -> String {
    app.public.link(&format!("/sourcing/people/{profile}"))
}
