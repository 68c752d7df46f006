//! The vendor's JSON exactly, in both directions. What a field means to us is said in `map`, not here.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What every answer begins with, whatever its HTTP status.
#[derive(Clone, Debug, Deserialize)]
pub struct Outcome {
    /// Whether it was done.
    pub ok: bool,
    /// Why not, in a word.
    #[serde(default)]
    pub error: Option<String>,
    /// The scope that is missing.
    #[serde(default)]
    pub needed: Option<String>,
}

/// `auth.test`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The company's name.
    pub team: String,
    /// Its identifier.
    pub team_id: String,
    /// The app's own user.
    pub user_id: String,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// `oauth.v2.access`
#[derive(Clone, Serialize, Deserialize)]
pub struct Access {
    /// The app's token.
    pub access_token: String,
    /// What it may do, with commas between.
    pub scope: String,
    /// The company.
    pub team: Team,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// A company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// `users.lookupByEmail`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// Who it is.
    pub user: Member,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The identifier.
    pub id: String,
    /// Whether they left.
    #[serde(default)]
    pub deleted: bool,
    /// Whether it is a program.
    #[serde(default)]
    pub is_bot: bool,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// `conversations.open`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The direct message.
    pub channel: Channel,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// The identifier.
    pub id: String,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// `conversations.history`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The newest first.
    pub messages: Vec<Written>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// A message of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// Which it is in its conversation.
    pub ts: String,
    /// What an app put beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// What an app puts beside a message; people don't see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// What it is about.
    pub event_type: String,
    /// Whatever the app likes.
    pub event_payload: Map<String, Value>,
}

/// `chat.postMessage` and `chat.update`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// The conversation.
    pub channel: String,
    /// The message in it.
    pub ts: String,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A line in large letters.
    Header {
        /// Plain text of at most 150 characters.
        text: Text,
    },
    /// A paragraph.
    Section {
        /// At most 3000 characters.
        text: Text,
    },
    /// Buttons.
    Actions {
        /// Its name in the message.
        block_id: String,
        /// At most 25.
        elements: Vec<Button>,
    },
}

/// A text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// `plain_text` or `mrkdwn`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The text.
    pub text: String,
    /// Whether `:names:` become pictures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub emoji: Option<bool>,
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// `button`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Which it is.
    pub action_id: String,
    /// At most 75 characters.
    pub text: Text,
    /// What comes back, at most 2000 characters.
    pub value: String,
}

/// What a press sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interaction {
    /// `block_actions`, or another.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who pressed.
    pub user: Person,
    /// Where.
    #[serde(default)]
    pub container: Option<Container>,
    /// What was pressed.
    #[serde(default)]
    pub actions: Vec<Action>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// Who pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The member.
    pub id: String,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// Where something was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Container {
    /// The message, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_ts: Option<String>,
    /// Its conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel_id: Option<String>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// What was pressed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// The button's name.
    pub action_id: String,
    /// What the button brings along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// When.
    pub action_ts: String,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// What is sent to the address of events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// `event_callback` or `url_verification`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What is to be sent back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<String>,
    /// What happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its name.
    #[serde(rename = "type")]
    pub kind: String,
    /// Who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user: Option<Value>,
    /// `home` or `messages`, of an app that was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tab: Option<String>,
    #[serde(flatten)]
    more: Map<String, Value>,
}
