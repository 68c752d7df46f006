//! People looked for in the talent pool.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{ProfileId, access::Right, hire::FieldProblem, pool::Profile};
pub use search::{
    Facet,
    highlight::{Marker, Piece},
};
use search::{Question, grammar};
use store::sourcing::profile;
use uuid::Uuid;

use super::pool::show::{Already, already};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// What is looked for, as it stands in a page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What was typed.
    pub typed: String,
    /// Of each, one of these values.
    pub any_of: BTreeMap<Facet, Vec<String>>,
    /// Which page, from 0.
    pub page: usize,
}

/// One of those found.
pub struct Hit {
    /// Who.
    pub profile: Profile,
    /// The name with what was looked for marked in it.
    pub name: Vec<Piece>,
    /// The title and the company, the same way.
    pub title: Vec<Piece>,
    /// Their skills, each the same way; those looked for first.
    pub skills: Vec<Vec<Piece>>,
    /// A piece of the rest where what was looked for stands there.
    pub excerpt: Vec<Piece>,
    /// In which systems they are already.
    pub already: Vec<Already>,
}

/// Who was found.
pub struct Page {
    /// Those of this page.
    pub hits: Vec<Hit>,
    /// How many there are.
    pub total: u64,
    /// How often each value stands among them.
    pub counts: BTreeMap<Facet, Vec<(String, u64)>>,
    /// Words that nobody has; what is like them was looked for.
    pub respelled: Vec<String>,
}

/// How many stand on a page.
pub const ON_A_PAGE: usize = 25;

/// So many skills are told of each.
const SKILLS: usize = 10;

/// Looks for people. Nothing typed and nothing chosen tells everybody, the newest first.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] with the field `q` where what was typed is unclear.
pub async fn find(app: &App, actor: &Actor, asked: &Asked) -> Result<Page> {
    actor.require(Right::SourcingUse)?;
    let question = question(asked)?;
    let held = app.pool.current(&app.db, actor.workspace).await?;
    let (put, index) = (question.clone(), held);
    let found = tokio::task::spawn_blocking(move || index.index.find(&put));
    let found = found.await.map_err(|_| failed())?.map_err(|_| failed())?;
    let ids: Vec<ProfileId> = found.ids.iter().map(|id| Uuid::from_u128(*id).into()).collect();
    let mut known = profile::of_ids(&app.db, actor.workspace, &ids).await?;
    let mut places = already(&app.db, actor, &ids).await?;
    let marker = Marker::of(question.text.as_ref(), &found.respelled);
    let hit = |id: &ProfileId| {
        let profile = known.remove(id)?;
        Some(Hit { already: places.remove(id).unwrap_or_default(), ..marked(profile, &marker) })
    };
    let hits = ids.iter().filter_map(hit).collect();
    Ok(Page { hits, total: found.total, counts: found.counts, respelled: found.respelled })
}

/// Everybody that is found, as identifiers: at most so many.
///
/// # Errors
/// As [`find`].
pub async fn all(app: &App, actor: &Actor, asked: &Asked, most: usize) -> Result<Vec<ProfileId>> {
    identifiers(app, actor, Question { from: 0, most, counts: false, ..question(asked)? }).await
}

/// Those of everybody found who changed since, as identifiers: at most so many.
///
/// # Errors
/// As [`find`].
pub(crate) async fn changed_since(
    app: &App,
    actor: &Actor,
    asked: &Asked,
    since: Timestamp,
    most: usize,
) -> Result<Vec<ProfileId>> {
    let changed_since = Some(u64::try_from(since.as_millisecond()).unwrap_or(0));
    let put = Question { from: 0, most, counts: false, changed_since, ..question(asked)? };
    identifiers(app, actor, put).await
}

async fn identifiers(app: &App, actor: &Actor, put: Question) -> Result<Vec<ProfileId>> {
    actor.require(Right::SourcingUse)?;
    let held = app.pool.current(&app.db, actor.workspace).await?;
    let found = tokio::task::spawn_blocking(move || held.index.find(&put));
    let found = found.await.map_err(|_| failed())?.map_err(|_| failed())?;
    Ok(found.ids.into_iter().map(|id| Uuid::from_u128(id).into()).collect())
}

fn failed() -> Error {
    Error::Conflict("The index of the talent pool did not answer. Try again in a minute.".into())
}

fn question(asked: &Asked) -> Result<Question> {
    let unclear = |error: grammar::Unclear| {
        Error::Invalid(vec![FieldProblem { field: "q".into(), message: error.to_string() }])
    };
    Ok(Question {
        text: grammar::read(&asked.typed).map_err(unclear)?,
        any_of: asked.any_of.clone(),
        from: asked.page * ON_A_PAGE,
        most: ON_A_PAGE,
        counts: true,
        ..Question::default()
    })
}

fn marked(profile: Profile, marker: &Marker) -> Hit {
    let person = &profile.person;
    let both: Vec<&str> = [&person.title, &person.company]
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let mut skills: Vec<Vec<Piece>> = person.skills.iter().map(|skill| marker.mark(skill)).collect();
    skills.sort_by_key(|pieces| !pieces.iter().any(|piece| piece.marked));
    skills.truncate(SKILLS);
    let positions =
        person.positions.iter().map(|one| format!("{}, {}. {}", one.title, one.company, one.summary));
    let mut rest =
        Some(person.summary.clone()).into_iter().chain(positions).chain(person.notes.iter().cloned());
    Hit {
        name: marker.mark(&person.full_name()),
        title: marker.mark(&both.join(" · ")),
        skills,
        excerpt: rest.find_map(|text| marker.excerpt(&text, 200)).unwrap_or_default(),
        already: vec![],
        profile,
    }
}

impl Asked {
    /// As it stands in a page's address after the `?`.
    pub fn query(&self) -> String {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        if !self.typed.trim().is_empty() {
            address.append_pair("q", self.typed.trim());
        }
        for (facet, values) in &self.any_of {
            values.iter().for_each(|value| {
                address.append_pair(facet.as_str(), value);
            });
        }
        address.finish()
    }

    /// Reads it back; what is not known is passed over.
    pub fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match (name.as_ref(), Facet::parse(&name)) {
                ("q", _) => asked.typed = value.into_owned(),
                ("page", _) => asked.page = value.parse().unwrap_or(0).min(400),
                (_, Some(facet)) if !value.is_empty() => {
                    asked.any_of.entry(facet).or_default().push(value.into_owned());
                }
                _ => {}
            }
        }
        asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_stands_in_the_address_and_reads_back() {
        let asked = Asked {
            typed: "C++ \"a b\"".into(),
            any_of: BTreeMap::from([(Facet::City, vec!["Århus".into(), "Oslo".into()])]),
            page: 0,
        };
        assert_eq!(Asked::read(&asked.query()), asked);
        assert_eq!(Asked::read("nonsense=1&city="), Asked::default());
    }
}
