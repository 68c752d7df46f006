//! A press of a button becomes an interaction, on its way to the app.

use connect::World;
use serde_json::{Value, json};
use url::form_urlencoded;

use super::{deliver, ids};

/// What is pressed, and by whom.
#[derive(Clone, Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Press {
    /// The member.
    #[serde(rename = "as")]
    pub member: String,
    /// The conversation.
    pub channel: String,
    /// The message in it.
    pub ts: String,
    /// The button.
    pub action_id: String,
}

/// Presses it.
///
/// # Errors
/// A sentence, where there is no such button or nobody listens to it.
pub fn press(world: &World, press: &Press) -> Result<Value, String> {
    let now = world.clock.now();
    world.change(|documents| {
        if documents["app"]["request_url"].as_str().is_none_or(str::is_empty) {
            return Err(
                "This app is not set up for buttons: it has no Request URL. Give it one under /apps.".into(),
            );
        }
        if documents["channels"][&press.channel]["user"] != press.member.as_str() {
            return Err("Nobody else sees this conversation.".into());
        }
        let messages = documents["messages"][&press.channel].as_array().into_iter().flatten();
        let mut found = messages.filter(|message| message["ts"] == press.ts.as_str());
        let message = found.next().ok_or("There is no such message any more.")?.clone();
        let (block, button) =
            button(&message, &press.action_id).ok_or("The message has no such button any more.")?;
        let body = payload(documents, press, &message, &block, &button, now);
        let form: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("payload", &body.to_string())
            .finish();
        let about = json!({"channel": press.channel, "ts": press.ts});
        let id = deliver::queue(documents, "interaction", form, about, now);
        Ok(json!({"delivery": id}))
    })
}

fn button(message: &Value, action_id: &str) -> Option<(Value, Value)> {
    let blocks = message["blocks"].as_array()?.iter();
    blocks.filter(|block| block["type"] == "actions").find_map(|block| {
        let mut elements = block["elements"].as_array()?.iter();
        let button = elements.find(|element| element["action_id"] == action_id)?;
        Some((block["block_id"].clone(), button.clone()))
    })
}

fn payload(
    documents: &mut Value,
    press: &Press,
    message: &Value,
    block: &Value,
    button: &Value,
    now: jiff::Timestamp,
) -> Value {
    let (trigger, answer) = (ids::secret(documents, "trigger"), ids::secret(documents, "response"));
    let action_ts = ids::ts(documents, now);
    let (team, user) = (&documents["team"], &documents["users"][&press.member]);
    json!({
        "type": "block_actions",
        "user": {
            "id": press.member,
            "username": user["name"],
            "name": user["name"],
            "team_id": team["id"],
        },
        "api_app_id": documents["app"]["id"],
        "token": "sandbox",
        "container": {
            "type": "message",
            "message_ts": press.ts,
            "channel_id": press.channel,
            "is_ephemeral": false,
        },
        "trigger_id": format!("{}.{trigger}", now.as_second()),
        "team": {"id": team["id"], "domain": team["domain"]},
        "enterprise": null,
        "is_enterprise_install": false,
        "channel": {"id": press.channel, "name": "directmessage"},
        "message": message,
        "state": {"values": {}},
        "response_url": format!("https://hooks.slack.com/actions/{}/{answer}", team["id"].as_str().unwrap_or_default()),
        "actions": [{
            "action_id": button["action_id"],
            "block_id": block,
            "text": button["text"],
            "value": button["value"],
            "type": "button",
            "action_ts": action_ts,
        }],
    })
}
