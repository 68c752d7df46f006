//! `chat.postMessage` and `chat.update`.

use connect::World;
use serde_json::{Map, Value, json};

use super::{conversations::channel_of, rate};
use crate::slack::sandbox::{
    args::Args,
    auth::Caller,
    blocks,
    errors::{Answer, Refusal},
    ids, seed,
};

/// The longest text that is taken; the vendor cuts off beyond it.
const LONGEST: usize = 40_000;

/// Writes a message into a direct message with the app.
pub fn post(world: &World, _caller: &Caller, args: &Args) -> Answer {
    let to = args.needed("channel").map_err(|_| Refusal::Word("channel_not_found"))?;
    let now = world.clock.now();
    world.change(|documents| {
        let channel = match to.starts_with('U') {
            true => channel_of(documents, to).map_err(|_| Refusal::Word("channel_not_found"))?,
            false if documents["channels"][to]["with"] == "app" => to.to_owned(),
            false => return Err(Refusal::Word("channel_not_found")),
        };
        let user = documents["channels"][&channel]["user"].as_str().unwrap_or_default();
        if documents["users"][user]["deleted"] == true {
            return Err(Refusal::Word("channel_not_found"));
        }
        let (text, blocks) = content(documents, args)?;
        rate::count(documents, &channel, now)?;
        let ts = ids::ts(documents, now);
        let mut message = json!({
            "user": seed::BOT_USER,
            "type": "message",
            "ts": ts,
            "bot_id": seed::BOT,
            "app_id": documents["app"]["id"],
            "text": text,
            "team": documents["team"]["id"],
            "blocks": blocks,
        });
        if let Some(metadata) = args.get("metadata") {
            message["metadata"] = beside(metadata)?;
        }
        if let Some(all) = documents["messages"][&channel].as_array_mut() {
            all.push(message.clone());
        }
        Ok(json!({"ok": true, "channel": channel, "ts": ts, "message": message}))
    })
}

/// Puts another content in a message's place.
pub fn update(world: &World, _caller: &Caller, args: &Args) -> Answer {
    let (channel, ts) = (args.needed("channel")?, args.needed("ts")?);
    let now = world.clock.now();
    world.change(|documents| {
        if documents["channels"][channel].is_null() {
            return Err(Refusal::Word("channel_not_found"));
        }
        let (text, blocks) = content(documents, args)?;
        let metadata = args.get("metadata").map(beside).transpose()?;
        let edited = json!({"user": seed::BOT_USER, "ts": ids::ts(documents, now)});
        let mut messages = documents["messages"][channel].as_array_mut().into_iter().flatten();
        let message =
            messages.find(|message| message["ts"] == ts).ok_or(Refusal::Word("message_not_found"))?;
        if message["bot_id"] != seed::BOT {
            return Err(Refusal::Word("cant_update_message"));
        }
        (message["text"], message["blocks"], message["edited"]) = (text.clone().into(), blocks, edited);
        if let Some(metadata) = metadata {
            message["metadata"] = metadata;
        }
        Ok(json!({"ok": true, "channel": channel, "ts": ts, "text": text, "message": message}))
    })
}

fn content(documents: &mut Value, args: &Args) -> Result<(String, Value), Refusal> {
    let text = args.text("text").unwrap_or_default();
    let blocks = match args.get("blocks") {
        Some(blocks) => blocks::read(documents, blocks, blocks::IN_MESSAGE)?,
        None => json!([]),
    };
    if text.is_empty() && blocks == json!([]) {
        return Err(Refusal::Word("no_text"));
    }
    if text.chars().count() > LONGEST {
        return Err(Refusal::Word("msg_too_long"));
    }
    Ok((text.to_owned(), blocks))
}

fn beside(metadata: &Value) -> Result<Value, Refusal> {
    let fits = metadata["event_type"].is_string()
        && metadata["event_payload"].is_object()
        && metadata.as_object().map(Map::len) == Some(2);
    if fits { Ok(metadata.clone()) } else { Err(Refusal::Word("invalid_metadata_format")) }
}
