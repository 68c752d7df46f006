//! `auth.test` and `auth.revoke`.

use connect::World;
use serde_json::json;

use crate::slack::sandbox::{args::Args, auth::Caller, errors::Answer, seed};

/// Says whose token it is.
pub fn test(world: &World, _caller: &Caller, _args: &Args) -> Answer {
    Ok(world.read(|documents| {
        let team = &documents["team"];
        json!({
            "ok": true,
            "url": format!("https://{}.slack.com/", team["domain"].as_str().unwrap_or_default()),
            "team": team["name"],
            "user": "gangway",
            "team_id": team["id"],
            "user_id": seed::BOT_USER,
            "bot_id": seed::BOT,
            "is_enterprise_install": false,
        })
    }))
}

/// Takes the token away.
pub fn revoke(world: &World, caller: &Caller, _args: &Args) -> Answer {
    world.change(|documents| documents["tokens"][&caller.token]["revoked"] = true.into());
    Ok(json!({"ok": true, "revoked": true}))
}
