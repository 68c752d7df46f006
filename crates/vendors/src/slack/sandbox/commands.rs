//! What a person does on the vendor's own pages, for whoever controls the sandbox.

use connect::World;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{
    deliver, ids, install, notify,
    press::{Press, press},
};

/// A member who is to be there.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewMember {
    name: String,
    email: String,
}

/// Which delivery is sent once more.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repeat {
    delivery: String,
}

/// Whether members have to ask for apps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Approval {
    required: bool,
}

/// Carries a command out.
///
/// # Errors
/// A sentence on what can't be done.
pub fn command(world: &World, command: &str, wish: &Value) -> Result<Value, String> {
    match command {
        "add_member" => add_member(world, &read(wish)?),
        "install" => Ok(install_app(world)),
        "uninstall" => Ok(uninstall(world)),
        "press" => press(world, &read::<Press>(wish)?),
        "repeat_delivery" => repeat(world, &read::<Repeat>(wish)?),
        "require_approval" => {
            let wish: Approval = read(wish)?;
            world.change(|documents| documents["settings"]["require_app_approval"] = wish.required.into());
            Ok(json!({"require_app_approval": wish.required}))
        }
        other => Err(format!(
            "There is no command “{other}”. There are add_member, install, uninstall, press, repeat_delivery and require_approval."
        )),
    }
}

fn read<T: DeserializeOwned>(wish: &Value) -> Result<T, String> {
    T::deserialize(wish).map_err(|error| format!("The command can't be used: {error}."))
}

fn add_member(world: &World, wish: &NewMember) -> Result<Value, String> {
    if !wish.email.contains('@') {
        return Err("A member has an e-mail address.".into());
    }
    let short = wish.email.split('@').next().unwrap_or_default().to_lowercase();
    Ok(world.change(|documents| {
        let id = ids::new(documents, "U");
        documents["users"][&id] = json!({
            "name": short,
            "real_name": wish.name,
            "email": wish.email,
            "is_owner": false,
            "is_admin": false,
            "is_bot": false,
            "deleted": false,
        });
        json!({"id": id})
    }))
}

/// Installs the app with every scope that it asks for, as an owner does.
fn install_app(world: &World) -> Value {
    let now = world.clock.now();
    let scopes: Vec<_> = crate::slack::manifest().permission.iter().map(|one| one.scope.clone()).collect();
    world.change(|documents| {
        let users = documents["users"].as_object().into_iter().flatten();
        let mut owners = users.filter(|(_, user)| user["is_owner"] == true).map(|(id, _)| id.clone());
        let owner = owners.next().unwrap_or_default();
        json!({"access_token": install::install(documents, &owner, &scopes, now)})
    })
}

/// Takes the app out of the workspace, and tells it.
fn uninstall(world: &World) -> Value {
    let now = world.clock.now();
    world.change(|documents| {
        for (_, token) in documents["tokens"].as_object_mut().into_iter().flatten() {
            token["revoked"] = true.into();
        }
        documents["app"]["installed"] = Value::Null;
        notify::event(documents, json!({"type": "app_uninstalled"}), now);
        json!({"uninstalled": true})
    })
}

/// Sends the very same thing again, as if it had never been sent; only the signature is of now.
fn repeat(world: &World, wish: &Repeat) -> Result<Value, String> {
    let now = world.clock.now();
    world.change(|documents| {
        let all = documents["deliveries"].as_array().into_iter().flatten();
        let mut found = all.filter(|one| one["id"] == wish.delivery.as_str());
        let one = found.next().ok_or_else(|| format!("There is no delivery {}.", wish.delivery))?.clone();
        let (kind, body) =
            (one["kind"].as_str().unwrap_or_default(), one["body"].as_str().unwrap_or_default());
        let id = deliver::queue(documents, kind, body.to_owned(), one["about"].clone(), now);
        Ok(json!({"delivery": id}))
    })
}
