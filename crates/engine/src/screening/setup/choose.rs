//! Choosing how results are named there: the prefix, the group of the tags, and fields of other names.

use std::collections::BTreeMap;

use model::ConnectionId;
use store::screening::target::{self, Target};

use super::write_back;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations::changeable,
    screening::write_back::{
        call_all_of,
        names::{self, Part},
        places,
    },
};

/// The longest prefix, in letters.
const LONGEST: usize = 40;

/// What somebody chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// What names of fields and tags begin with.
    pub prefix: String,
    /// What was answered about the group of the tags; empty where there is none, or it is not known yet.
    pub group: String,
    /// Fields of other names, by their identifiers there. A part that is not here goes into the field of its name.
    pub fields: BTreeMap<Part, String>,
}

/// Keeps what was chosen. Results are written anew where that is somewhere else.
///
/// # Errors
/// [`Error::Invalid`] at `prefix`, or at the word of a part whose field is not there, holds something else or is chosen
/// twice; otherwise as [`super::view`].
pub async fn choose(app: &App, actor: &Actor, id: ConnectionId, chosen: Chosen) -> Result<()> {
    let (tx, space) = (app.db.begin().await?, actor.workspace);
    let connection = changeable(&tx, actor, id).await?;
    let known = write_back(app, &connection)?;
    let prefix = chosen.prefix.split_whitespace().collect::<Vec<_>>().join(" ");
    if prefix.is_empty() || prefix.chars().count() > LONGEST {
        return Err(Error::field("prefix", "Choose a word or two, up to 40 letters, such as CLARA."));
    }
    let before = target::get(&tx, space, id).await?;
    let there = places::fields(&tx, space, &before).await?;
    let mut fields = BTreeMap::new();
    for (part, external) in chosen.fields.into_iter().filter(|(_, external)| !external.is_empty()) {
        let found = there.iter().find(|field| field.external_id == external);
        let why = match found {
            None => Some("There is no such field any more. Choose another one."),
            Some(field) if !part.fits(field.kind) => {
                Some("This field holds something else. Choose another one.")
            }
            Some(_) if fields.values().any(|taken| *taken == external) => {
                Some("This field is chosen for something else already.")
            }
            Some(_) => None,
        };
        if let Some(why) = why {
            return Err(Error::field(part.as_str(), why));
        }
        fields.insert(part.as_str().to_owned(), external);
    }
    let group = known.tag_group.as_ref().filter(|_| !chosen.group.trim().is_empty());
    let category = group.map(|group| group.word_for(&chosen.group));
    let now = Target { prefix, category, fields, ..before.clone() };
    if now == before {
        return Ok(());
    }
    target::put(&tx, space, &now).await?;
    if now.stopped_at.is_none() {
        call_all_of(app, &tx, space, id).await?;
    }
    let detail = format!(
        "Results of screening are written into “{}” as {}",
        connection.name,
        names::field(&now, Part::Score)
    );
    let subject = ("connection", Some(id.into()));
    audit::write(app, &tx, actor, "screening.target_chosen", subject, detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
