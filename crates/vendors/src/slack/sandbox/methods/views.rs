//! `views.publish`: the app's own page.

use connect::World;
use serde_json::json;

use crate::slack::sandbox::{
    args::Args,
    auth::Caller,
    blocks,
    errors::{Answer, Refusal},
    ids,
};

/// Shows a member the app's page.
pub fn publish(world: &World, _caller: &Caller, args: &Args) -> Answer {
    let member = args.needed("user_id")?;
    let view =
        args.get("view").ok_or(Refusal::Told("invalid_arguments", "missing required field: view".into()))?;
    if view["type"] != "home" {
        return Err(Refusal::Told("invalid_arguments", "only a view of type home can be published".into()));
    }
    let unknown =
        view.as_object().into_iter().flatten().find(|(name, _)| !matches!(&***name, "type" | "blocks"));
    if let Some((name, _)) = unknown {
        return Err(Refusal::unbuilt(format!("The field {name} of a view")));
    }
    world.change(|documents| {
        if documents["users"][member].is_null() {
            return Err(Refusal::Word("user_not_found"));
        }
        let blocks = blocks::read(documents, &view["blocks"], blocks::IN_VIEW)?;
        let view = json!({
            "id": ids::new(documents, "V"),
            "team_id": documents["team"]["id"],
            "type": "home",
            "blocks": blocks,
        });
        documents["views"][member] = view.clone();
        Ok(json!({"ok": true, "view": view}))
    })
}
