//! The fields that the other system's administrators added: each is a custom field here.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{
    CustomFieldId,
    field::CustomField,
    remote::{FieldSubject, RemoteField, RemoteValue},
};
use serde_json::json;
use store::{
    Tx,
    hiring::{field, field_value::Values},
    integrations::connection::Connection,
    sync::mirror::{self, Kind, Mirror},
};

use crate::{App, Result};

/// The other system's fields, by their identifiers there.
#[derive(Default)]
pub(super) struct Fields(HashMap<String, (FieldSubject, CustomField)>);

impl Fields {
    /// The fields here of one kind of record.
    pub fn ids(&self, subject: FieldSubject) -> Vec<CustomFieldId> {
        self.0.values().filter(|(of, _)| *of == subject).map(|(_, field)| field.id).collect()
    }

    /// Values in the form in which they are kept, and what could not be taken over.
    pub fn accept(&self, subject: FieldSubject, values: &[RemoteValue]) -> (Values, Vec<String>) {
        let (mut taken, mut refused) = (BTreeMap::new(), Vec::new());
        for value in values {
            let Some((_, field)) = self.0.get(&value.field).filter(|(of, _)| *of == subject) else {
                refused.push(format!("The field {} is not known; its value was left out.", value.field));
                continue;
            };
            match field.accept(&value.value) {
                Ok(text) if text.is_empty() => {}
                Ok(text) => {
                    taken.insert(field.id, text);
                }
                Err(error) => refused.push(format!("{} was left out. {error}", field.name)),
            }
        }
        (taken, refused)
    }

    /// The fields as they were last known.
    pub async fn known(tx: &Tx, connection: &Connection) -> Result<Self> {
        let (kept, own) = both(tx, connection).await?;
        let found = kept.into_iter().filter_map(|row| {
            let of = own.get(&CustomFieldId(row.local?))?;
            Some((row.external_id, of.clone()))
        });
        Ok(Self(found.collect()))
    }

    /// Makes the fields here like those there, and gives them.
    pub async fn refresh(app: &App, tx: &Tx, connection: &Connection, there: &[RemoteField]) -> Result<Self> {
        let (kept, own) = both(tx, connection).await?;
        let kept: HashMap<&str, &Mirror> = kept.iter().map(|row| (row.external_id.as_str(), row)).collect();
        let mut taken: HashSet<(FieldSubject, String)> =
            own.values().map(|(subject, field)| (*subject, field.name.clone())).collect();
        let (mut fields, mut rows) = (HashMap::new(), Vec::new());
        for remote in there {
            let row = kept.get(remote.external_id.as_str());
            let local = row.and_then(|row| row.local).and_then(|id| own.get(&CustomFieldId(id)));
            let now = match local.filter(|(_, field)| field.kind == remote.kind) {
                Some((_, field)) => {
                    let renamed = row.is_some_and(|row| row.state["name"] != remote.name.as_str());
                    let mut now = CustomField { options: remote.options.clone(), ..field.clone() };
                    if renamed {
                        taken.remove(&(remote.subject, field.name.clone()));
                        now.name = free(remote, connection, &taken);
                    }
                    if now != *field {
                        field::update(tx, connection.workspace, &now).await?;
                    }
                    now
                }
                None => {
                    let (id, name) = (app.id(), free(remote, connection, &taken));
                    let new = CustomField { id, name, kind: remote.kind, options: remote.options.clone() };
                    field::insert_of(tx, connection.workspace, remote.subject, &new, app.now()).await?;
                    new
                }
            };
            taken.insert((remote.subject, now.name.clone()));
            rows.push(mirrored(connection, remote, &now));
            fields.insert(remote.external_id.clone(), (remote.subject, now));
        }
        let here: HashSet<&str> = there.iter().map(|field| field.external_id.as_str()).collect();
        for row in kept.values().filter(|row| row.gone_at.is_none() && !here.contains(&*row.external_id)) {
            mirror::set_gone(tx, row, app.now()).await?;
        }
        mirror::put_many(tx, connection.workspace, rows).await?;
        Ok(Self(fields))
    }
}

/// Makes the fields here like those there, outside of a run.
pub(crate) async fn take_over(
    app: &App,
    tx: &Tx,
    connection: &Connection,
    there: &[RemoteField],
) -> Result<()> {
    Fields::refresh(app, tx, connection, there).await.map(drop)
}

/// What the mirror holds, and every custom field of the workspace.
async fn both(
    tx: &Tx,
    connection: &Connection,
) -> Result<(Vec<Mirror>, BTreeMap<CustomFieldId, (FieldSubject, CustomField)>)> {
    let mut own = BTreeMap::new();
    for subject in FieldSubject::ALL {
        let fields = field::of(tx, connection.workspace, subject).await?;
        own.extend(fields.into_iter().map(|field| (field.id, (subject, field))));
    }
    Ok((mirror::all(tx, connection.id, Kind::Field).await?, own))
}

/// The field's name there, told from that of another field here by the connection's name.
fn free(remote: &RemoteField, connection: &Connection, taken: &HashSet<(FieldSubject, String)>) -> String {
    let name = remote.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let told = format!("{name} ({})", connection.name);
    [name.clone(), told]
        .into_iter()
        .chain((2..).map(|n| format!("{name} ({} {n})", connection.name)))
        .find(|name| !taken.contains(&(remote.subject, name.clone())))
        .unwrap_or_default()
}

fn mirrored(connection: &Connection, remote: &RemoteField, local: &CustomField) -> Mirror {
    Mirror {
        connection: connection.id,
        kind: Kind::Field,
        parent: String::new(),
        external_id: remote.external_id.clone(),
        local: Some(local.id.into()),
        hash: "taken".into(),
        state: json!({"name": remote.name, "subject": remote.subject.as_str()}),
        updated_at: None,
        seen_in: None,
        gone_at: None,
        problem: None,
        raw: None,
    }
}
