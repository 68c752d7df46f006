//! What was written of a result, and what of it a person changed there: kept with the answer of the other system.

use std::collections::BTreeMap;

use connect::Receipt;
use model::{
    ApplicationId, ConnectionId, CustomFieldId,
    remote::{OwnValue, RemoteChange},
};
use store::{
    Conn, Tx,
    hiring::application,
    outgoing::Outgoing,
    screening::{
        target,
        written::{self, Content, Written},
    },
    sync::mirror::{self, Kind},
};

use crate::{App, Result, outgoing::is_own};

/// What is said where a person changed the tag.
const TAG_LEFT: &str = "The status tag was changed there and is left as it is.";

/// A change with what may stand there by our own hand: what arrived last, and what may have arrived since. `all` are
/// the application's changes.
pub(crate) async fn with_known(tx: &Tx, all: &[Outgoing], one: &Outgoing) -> Result<RemoteChange> {
    if !is_own(one) {
        return Ok(one.change.clone());
    }
    let content = content(tx, one.connection, one.application, one).await?;
    let perhaps = all.iter().filter(|other| {
        let before = other.position < one.position && other.unsure;
        other.connection == one.connection && other.slot == one.slot && before
    });
    Ok(match one.change.clone() {
        RemoteChange::FillFields(mut values) => {
            let here = locals(tx, one.connection, &values).await?;
            for value in &mut values {
                let arrived = here.get(&value.field).and_then(|local| content.values.get(local));
                value.known = vec![arrived.cloned().unwrap_or_default()];
            }
            for other in perhaps {
                let RemoteChange::FillFields(sent) = &other.change else { continue };
                for value in &mut values {
                    let sent = sent.iter().find(|sent| sent.field == value.field);
                    value.known.extend(sent.map(|sent| sent.value.clone()));
                }
            }
            RemoteChange::FillFields(values)
        }
        RemoteChange::OneTag(mut own) => {
            own.known = vec![content.tag];
            own.known.extend(perhaps.filter_map(|other| match &other.change {
                RemoteChange::OneTag(sent) => Some(sent.tag.clone()),
                _ => None,
            }));
            // A system that labels people shows on one application what was written for another.
            let others = application::of_candidate(tx, one.workspace, one.candidate).await?;
            let others: Vec<_> =
                others.into_iter().map(|other| other.id).filter(|id| *id != one.application).collect();
            let written = written::of_applications(tx, one.workspace, &others).await?;
            let here = written.into_iter().filter(|other| other.connection == one.connection);
            own.known.extend(here.filter_map(|other| other.content.tag.map(Some)));
            RemoteChange::OneTag(own)
        }
        other => other,
    })
}

/// Keeps that a change is there now, and what of it was left.
pub(crate) async fn arrived(app: &App, tx: &Tx, one: &Outgoing, receipt: &Receipt) -> Result<()> {
    if !is_own(one) {
        return Ok(());
    }
    let held = written::held(tx, one.workspace, &[one.application]).await?;
    let known = held.into_iter().find(|known| known.connection == one.connection);
    let mut content = known.map(|known| known.content).unwrap_or_default();
    let stopped = target::get(tx, one.workspace, one.connection).await?.stopped_at.is_some();
    match &one.change {
        RemoteChange::FillFields(values) => {
            let names = names(tx, one.connection).await?;
            for value in values {
                let Some((local, name)) = names.get(&value.field) else { continue };
                let sentence = format!("“{name}” was changed there and is left as it is.");
                content.respected.retain(|said| *said != sentence);
                let left = receipt.left.contains(&value.field);
                if stopped && value.value.is_empty() {
                    content.values.remove(local);
                } else if left {
                    content.respected.push(sentence);
                } else {
                    content.values.insert(*local, value.value.clone());
                }
            }
        }
        RemoteChange::OneTag(own) => {
            content.respected.retain(|said| said != TAG_LEFT);
            if stopped && own.tag.is_none() {
                content.tag = None;
            } else if receipt.left.is_empty() {
                content.tag.clone_from(&own.tag);
            } else {
                content.respected.push(TAG_LEFT.into());
            }
        }
        RemoteChange::Comment { text } => content.comment = Some(text.clone()),
        _ => {}
    }
    let (application, connection, at) = (one.application, one.connection, app.now());
    let now = Written { application, connection, content, at };
    if stopped && now.content.values.is_empty() && now.content.tag.is_none() {
        return Ok(written::forget(tx, &now).await?);
    }
    Ok(written::put(tx, one.workspace, &now).await?)
}

async fn content(
    conn: &impl Conn,
    connection: ConnectionId,
    application: ApplicationId,
    one: &Outgoing,
) -> Result<Content> {
    let known = written::of_applications(conn, one.workspace, &[application]).await?;
    let known = known.into_iter().find(|known| known.connection == connection);
    Ok(known.map(|known| known.content).unwrap_or_default())
}

/// The fields here that stand for those there.
async fn locals(
    conn: &impl Conn,
    connection: ConnectionId,
    values: &[OwnValue],
) -> Result<BTreeMap<String, CustomFieldId>> {
    let ids = values.iter().map(|value| value.field.as_str());
    let rows = mirror::of_external(conn, connection, Kind::Field, ids).await?;
    Ok(rows.into_iter().filter_map(|(id, row)| Some((id, CustomFieldId(row.local?)))).collect())
}

/// Every field there, with the one here that stands for it and its name.
async fn names(
    conn: &impl Conn,
    connection: ConnectionId,
) -> Result<BTreeMap<String, (CustomFieldId, String)>> {
    let rows = mirror::all(conn, connection, Kind::Field).await?;
    let named = rows.into_iter().filter_map(|row| {
        let name = row.state["name"].as_str().unwrap_or(&row.external_id).to_owned();
        Some((row.external_id, (CustomFieldId(row.local?), name)))
    });
    Ok(named.collect())
}
