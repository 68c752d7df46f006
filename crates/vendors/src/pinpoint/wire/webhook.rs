//! The messages that the vendor sends by itself. They say which records to look at, and no more.

use serde::{Deserialize, Serialize};

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// What happened, for example `application_hired`.
    pub event: String,
    /// When, in seconds since 1970.
    #[serde(rename = "triggeredAt")]
    pub triggered_at: i64,
    /// To what.
    #[serde(default)]
    pub data: MessageData,
}

/// The records that a message is about. Others than these are not read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageData {
    /// An application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application: Option<MessageId>,
    /// A job.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<MessageId>,
    /// A candidate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub candidate: Option<MessageId>,
}

/// Which record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageId {
    /// A number here, unlike in the API.
    pub id: u64,
}
