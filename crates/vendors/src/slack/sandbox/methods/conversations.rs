//! `conversations.open` and `conversations.history`, of direct messages with the app.

use connect::World;
use serde_json::{Value, json};

use crate::slack::sandbox::{
    args::Args,
    auth::Caller,
    errors::{Answer, Refusal},
    ids,
};

/// Opens the direct message with a member.
pub fn open(world: &World, _caller: &Caller, args: &Args) -> Answer {
    let member = args.needed("users")?;
    if member.contains(',') {
        return Err(Refusal::unbuilt("A conversation with several people"));
    }
    world.change(|documents| {
        let was_there = existing(documents, member, "app").is_some();
        let channel = channel_of(documents, member)?;
        let mut answer = json!({"ok": true, "channel": {"id": channel}});
        if was_there {
            answer["no_op"] = true.into();
            answer["already_open"] = true.into();
        }
        Ok(answer)
    })
}

/// The direct message of the app with a member, made where there was none.
///
/// # Errors
/// `user_not_found`, `user_disabled`, `cannot_dm_bot`.
pub fn channel_of(documents: &mut Value, member: &str) -> Result<String, Refusal> {
    match &documents["users"][member] {
        Value::Null => return Err(Refusal::Word("user_not_found")),
        user if user["deleted"] == true => return Err(Refusal::Word("user_disabled")),
        user if user["is_bot"] == true => return Err(Refusal::Word("cannot_dm_bot")),
        _ => {}
    }
    Ok(made(documents, member, "app"))
}

/// The direct message of a member with Slackbot.
pub fn slackbots(documents: &mut Value, member: &str) -> String {
    made(documents, member, "slackbot")
}

/// The direct message of a member with `app` or `slackbot`.
fn made(documents: &mut Value, member: &str, with: &str) -> String {
    if let Some(channel) = existing(documents, member, with) {
        return channel;
    }
    let id = ids::new(documents, "D");
    documents["channels"][&id] = json!({"user": member, "with": with});
    documents["messages"][&id] = json!([]);
    id
}

fn existing(documents: &Value, member: &str, with: &str) -> Option<String> {
    let mut channels = documents["channels"].as_object()?.iter();
    channels
        .find(|(_, channel)| channel["user"] == member && channel["with"] == with)
        .map(|(id, _)| id.clone())
}

/// The newest messages of a direct message.
pub fn history(world: &World, _caller: &Caller, args: &Args) -> Answer {
    let channel = args.needed("channel")?;
    let limit = args.text("limit").unwrap_or("100").parse::<usize>().ok();
    let limit = limit.filter(|limit| (1..=999).contains(limit)).ok_or(Refusal::Word("invalid_limit"))?;
    let metadata = args.text("include_all_metadata") == Some("true");
    world.read(|documents| {
        if documents["channels"][channel]["with"] != "app" {
            return Err(Refusal::Word("channel_not_found"));
        }
        let all = documents["messages"][channel].as_array().map(Vec::as_slice).unwrap_or_default();
        let shown = all.iter().rev().take(limit).map(|message| {
            let mut message = message.clone();
            if let Some(message) = message.as_object_mut().filter(|_| !metadata) {
                message.remove("metadata");
            }
            message
        });
        let more = all.len() > limit;
        Ok(json!({"ok": true, "messages": shown.collect::<Vec<_>>(), "has_more": more, "pin_count": 0}))
    })
}
