//! `users.lookupByEmail`.

use connect::World;
use serde_json::{Value, json};

use crate::slack::sandbox::{
    args::Args,
    auth::Caller,
    errors::{Answer, Refusal},
};

/// The member with an address who is still there.
pub fn by_email(world: &World, caller: &Caller, args: &Args) -> Answer {
    caller.insist("users:read")?;
    let email = args.needed("email")?.to_lowercase();
    world.read(|documents| {
        let members = documents["users"].as_object().into_iter().flatten();
        let mut there = members.filter(|(_, user)| user["deleted"] != true && user["is_bot"] != true);
        let found =
            there.find(|(_, user)| user["email"].as_str().is_some_and(|known| known.to_lowercase() == email));
        let (id, user) = found.ok_or(Refusal::Word("users_not_found"))?;
        Ok(json!({"ok": true, "user": shown(id, user, &documents["team"]["id"])}))
    })
}

fn shown(id: &str, user: &Value, team: &Value) -> Value {
    json!({
        "id": id,
        "team_id": team,
        "name": user["name"],
        "deleted": false,
        "real_name": user["real_name"],
        "tz": "Europe/London",
        "profile": {
            "real_name": user["real_name"],
            "display_name": user["name"],
            "email": user["email"],
            "team": team,
        },
        "is_admin": user["is_admin"],
        "is_owner": user["is_owner"],
        "is_bot": false,
        "is_app_user": false,
    })
}
