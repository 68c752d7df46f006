//! What an administrator decides about a connection: where fields are filled from, which must be filled, what
//! goes along, and whether a hire goes by itself.

use std::collections::BTreeMap;

use model::{
    ConnectionId,
    access::Right,
    connection::SendOptions,
    hire::{FieldProblem, Source},
    remote::FieldSubject,
};
use store::{
    Conn,
    hiring::field,
    integrations::{connection, form},
};

use super::{changeable, takes_hires};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// What an administrator decides.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Configuration {
    /// Keys of the form's fields that must be filled.
    pub required: Vec<String>,
    /// Where fields are filled from, where not as the form suggests. An empty source fills nothing.
    pub mapping: BTreeMap<String, Source>,
    /// What goes along, and whether a hire goes by itself.
    pub options: SendOptions,
}

/// Keeps the configuration.
///
/// # Errors
/// [`Error::Invalid`] at each field that the HR system no longer has and each source that does not exist.
pub async fn configure(app: &App, actor: &Actor, id: ConnectionId, new: &Configuration) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    takes_hires(app, &connection)?;
    let mut problems = unknown_fields(&tx, actor, id, new).await?;
    for (field, source) in &new.mapping {
        if !exists(&tx, actor, source).await? {
            let message = format!("There is no source “{}”.", source.0);
            problems.push(FieldProblem { field: field.clone(), message });
        }
    }
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    connection::configure(&tx, &connection, &new.required, &new.mapping, &new.options).await?;
    let rule = if new.options.when_hired { "sends by itself on hire" } else { "sends when asked" };
    let detail = format!("“{}”: {} required fields; {rule}", connection.name, new.required.len());
    audit::write(app, &tx, actor, "connection.configured", ("connection", Some(id.into())), detail).await?;
    Ok(tx.commit().await?)
}

/// Every source a mapping may name, with the name people read: those that every workspace has, and its own fields.
pub async fn sources(app: &App, actor: &Actor) -> Result<Vec<(String, String)>> {
    actor.require(Right::IntegrationsManage)?;
    let known = Source::KNOWN.iter().map(|(word, label)| ((*word).to_owned(), (*label).to_owned()));
    let mut all: Vec<_> = known.collect();
    for subject in FieldSubject::ALL {
        let of = match subject {
            FieldSubject::Candidate => "Own field",
            FieldSubject::Application => "Field of the application",
            FieldSubject::Job => "Field of the job",
        };
        let own = field::of(&app.db, actor.workspace, subject).await?.into_iter();
        all.extend(own.map(|field| (format!("custom.{}", field.id), format!("{of}: {}", field.name))));
    }
    Ok(all)
}

async fn unknown_fields(
    conn: &impl Conn,
    actor: &Actor,
    id: ConnectionId,
    new: &Configuration,
) -> Result<Vec<FieldProblem>> {
    let Some((form, _)) = form::get(conn, actor.workspace, id).await? else { return Ok(vec![]) };
    let gone = new.required.iter().chain(new.mapping.keys()).filter(|key| form.field(key).is_none());
    Ok(gone
        .map(|key| FieldProblem {
            field: key.clone(),
            message: format!("The HR system has no field “{key}” any more. Refresh the lists."),
        })
        .collect())
}

async fn exists(conn: &impl Conn, actor: &Actor, source: &Source) -> Result<bool> {
    let word = source.0.as_str();
    if word.is_empty() || word.starts_with("text:") || Source::KNOWN.iter().any(|(known, _)| *known == word) {
        return Ok(true);
    }
    let Some(id) = word.strip_prefix("custom.") else { return Ok(false) };
    for subject in FieldSubject::ALL {
        let own = field::of(conn, actor.workspace, subject).await?;
        if own.iter().any(|field| field.id.to_string() == id) {
            return Ok(true);
        }
    }
    Ok(false)
}
