//! What a person does on the vendor's own pages, for whoever controls the sandbox.

use connect::World;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    rows,
    webhooks::{self, About, announce},
};

/// A source that is wanted, with what kind of source it is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewSource {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// A source that goes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OldSource {
    id: u64,
}

/// A key of v1 or a credential of v3 that is taken back.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revoke {
    key: Option<String>,
    client_id: Option<String>,
}

/// What a key of v1 may do from now on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Permissions {
    key: String,
    permissions: Vec<String>,
}

/// What a credential of v3 may do from now on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scopes {
    client_id: String,
    scopes: Vec<String>,
}

/// A change to a row, by keys that it has.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    table: String,
    id: u64,
    set: Map<String, Value>,
}

/// Carries a command out.
///
/// # Errors
/// A sentence on what can't be done.
pub fn command(world: &World, name: &str, wish: &Value) -> Result<Value, String> {
    match name {
        "add_source" => read(wish).map(|wish| add_source(world, wish)),
        "remove_source" => read(wish).and_then(|wish| remove_source(world, &wish)),
        "revoke" => read(wish).and_then(|wish| revoke(world, &wish)),
        "set_permissions" => {
            let wish: Permissions = read(wish)?;
            let set = |known: &mut Value| {
                known["permissions"] = json!(wish.permissions);
                known["without"] = json!([]);
            };
            world.change(|documents| known(documents, "keys", "key", &wish.key, set))
        }
        "set_scopes" => {
            let wish: Scopes = read(wish)?;
            let set = |known: &mut Value| known["scopes"] = json!(wish.scopes);
            world.change(|documents| known(documents, "credentials", "client_id", &wish.client_id, set))
        }
        "change" => read(wish).and_then(|wish| change(world, wish)),
        other => webhooks::command(world, other, wish).unwrap_or_else(|| {
            Err(format!(
                "There is no command “{other}”. There are add_webhook, enable_webhook, repeat_delivery, drop_deliveries, add_source, remove_source, revoke, set_permissions, set_scopes and change."
            ))
        }),
    }
}

/// Reads what a command is to do.
///
/// # Errors
/// A sentence on what is wrong with it.
pub fn read<T: DeserializeOwned>(wish: &Value) -> Result<T, String> {
    T::deserialize(wish).map_err(|error| format!("The command can't be used: {error}."))
}

fn add_source(world: &World, wish: NewSource) -> Value {
    let now = super::v1::time(world.clock.now());
    world.change(|documents| {
        let kinds: Vec<_> = rows::table(documents, "sources").map(|(_, row)| &row["type"]).collect();
        let same = kinds.iter().find(|kind| kind["name"] == wish.kind.as_str()).copied().cloned();
        let next = kinds.iter().filter_map(|kind| kind["id"].as_u64()).max().unwrap_or_default() + 1;
        let kind = same.unwrap_or_else(|| json!({"id": next, "name": wish.kind}));
        let row = json!({"name": wish.name, "type": kind, "created_at": now, "updated_at": now});
        let id = rows::add(documents, "sources", row);
        rows::find(documents, "sources", id).cloned().unwrap_or_default()
    })
}

fn remove_source(world: &World, wish: &OldSource) -> Result<Value, String> {
    world.change(|documents| {
        let is_of = |(_, row): (u64, &Value)| row["source_id"] == wish.id;
        if rows::table(documents, "applications").any(is_of) {
            return Err("Applications came from this source, so that it stays.".into());
        }
        let sources = documents["rows"]["sources"].as_object_mut();
        let gone = sources.and_then(|sources| sources.remove(&wish.id.to_string()));
        gone.ok_or_else(|| format!("There is no source {}.", wish.id))
    })
}

fn revoke(world: &World, wish: &Revoke) -> Result<Value, String> {
    let set = |known: &mut Value| known["revoked"] = json!(true);
    world.change(|documents| match (&wish.key, &wish.client_id) {
        (Some(key), None) => known(documents, "keys", "key", key, set),
        (None, Some(id)) => known(documents, "credentials", "client_id", id, set),
        _ => Err("Name either a key or a client_id.".into()),
    })
}

/// Changes the key or credential with that name.
fn known(
    documents: &mut Value,
    list: &str,
    key: &str,
    name: &str,
    set: impl FnOnce(&mut Value),
) -> Result<Value, String> {
    let mut all = documents[list].as_array_mut().into_iter().flatten();
    let found = all.find(|known| known[key] == name).ok_or_else(|| format!("There is no such {key}."))?;
    set(found);
    Ok(json!({"changed": true}))
}

fn change(world: &World, wish: Change) -> Result<Value, String> {
    let (now, table) = (world.clock.now(), wish.table.as_str());
    world.change(|documents| {
        let stage = wish.set.get("stage_id").and_then(Value::as_u64);
        let stage = stage.and_then(|id| rows::find(documents, "job_interview_stages", id)).cloned();
        let row = rows::find_mut(documents, table, wish.id);
        let row = row.ok_or_else(|| format!("There is no row {} in {table}.", wish.id))?;
        if let Some(unknown) = wish.set.keys().find(|key| !key.starts_with('_') && !row.contains_key(*key)) {
            return Err(format!("A row of {table} has no “{unknown}”."));
        }
        let action = action(table, &wish.set);
        row.extend(wish.set);
        if let Some(stage) = stage {
            row.insert("stage_name".into(), stage["name"].clone());
        }
        for key in ["updated_at", "last_activity_at"] {
            if let Some(time) = row.get_mut(key) {
                *time = json!(super::v1::time(now));
            }
        }
        let changed = Value::Object(row.clone());
        if let Some((action, about)) = action {
            announce(documents, now, action, about(wish.id));
        }
        Ok(changed)
    })
}

/// How a change is announced: the action, and what the row's id is the id of.
type Announced = (&'static str, fn(u64) -> About);

/// What a change to a row of a table is announced as.
fn action(table: &str, set: &Map<String, Value>) -> Option<Announced> {
    let ended = set.get("status").and_then(Value::as_str);
    Some(match (table, ended) {
        ("applications", Some("hired")) => ("hire_candidate", About::Application),
        ("applications", Some("rejected")) => ("reject_candidate", About::Application),
        ("applications", _) if set.contains_key("stage_id") => ("candidate_stage_change", About::Application),
        ("applications", _) => ("application_updated", About::Application),
        ("candidates", _) => ("update_candidate", About::Candidate),
        ("jobs", _) => ("job_updated", About::Job),
        _ => return None,
    })
}
