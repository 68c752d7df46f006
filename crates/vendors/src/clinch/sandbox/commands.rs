//! What people do on the vendor's own pages.

use connect::World;
use serde_json::{Value, json};

use super::{candidates::anonymise, render::time};

/// Does what a person does there.
///
/// # Errors
/// A sentence that says what can't be done and why.
pub fn command(world: &World, name: &str, wish: &Value) -> Result<Value, String> {
    let now = time(world.clock.now());
    let text =
        |key: &str| wish[key].as_str().filter(|text| !text.is_empty()).ok_or(format!("{key} is missing."));
    match name {
        "anonymize" => candidate(world, text("id")?, |one| {
            if let Value::Object(one) = one {
                anonymise(one, &now);
            }
        }),
        // Who does not agree is anonymised at once.
        "answer_consent" => {
            let agrees = wish["agrees"].as_bool().ok_or("agrees is yes or no.")?;
            candidate(world, text("id")?, |one| {
                one["consent_status"] = if agrees { "accepted" } else { "declined" }.into();
                one["updated_at"] = now.as_str().into();
                if let (false, Value::Object(one)) = (agrees, one) {
                    anonymise(one, &now);
                }
            })
        }
        "change_candidate" => {
            let attributes = wish["attributes"].as_object().ok_or("attributes are missing.")?;
            candidate(world, text("id")?, |one| {
                for (name, value) in attributes {
                    one[name] = value.clone();
                }
                one["updated_at"] = now.as_str().into();
            })
        }
        "set_visibility" => {
            let visibility = text("visibility")?;
            if !["normal", "restricted"].contains(&visibility) {
                return Err("visibility is normal or restricted.".into());
            }
            at(world, "lists", text("id")?, |list| list["visibility"] = visibility.into())
        }
        "remove_custom_field" => {
            let slot = text("mapping_name")?;
            world.change(|documents| {
                let Value::Object(fields) = &mut documents["custom_fields"] else {
                    return Err("There are none.".into());
                };
                let before = fields.len();
                fields.retain(|_, field| field["mapping_name"] != slot);
                if fields.len() == before { Err(format!("There is no field {slot}.")) } else { Ok(json!({})) }
            })
        }
        "add_credential" => {
            let (name, key, secret) = (text("name")?, text("key")?, text("secret")?);
            world.change(|documents| {
                let made = json!({"name": name, "key": key, "secret": secret});
                if let Value::Array(keys) = &mut documents["keys"] {
                    keys.push(made.clone());
                }
                Ok(made)
            })
        }
        _ => Err(format!("This stand-in has no command “{name}”.")),
    }
}

fn candidate(world: &World, id: &str, change: impl FnOnce(&mut Value)) -> Result<Value, String> {
    at(world, "candidates", id, change)
}

fn at(world: &World, table: &str, id: &str, change: impl FnOnce(&mut Value)) -> Result<Value, String> {
    world.change(|documents| match documents[table].get_mut(id) {
        Some(row) => {
            change(row);
            Ok(row.clone())
        }
        None => Err(format!("There is nothing with the id {id} among {table}.")),
    })
}
