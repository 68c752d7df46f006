//! A person's documents and picture: asked for here, carried to storage at an address that the vendor signs.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The body of `POST people/{id}/documents`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewDocument {
    /// The name people read, with its ending.
    pub filename: String,
    /// The media type.
    pub mime: String,
    /// In bytes, exactly: the vendor checks the upload by it.
    pub size: usize,
    /// The ending without the dot.
    pub extension: String,
}

/// Its answer: where the bytes go, for twenty minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadSlot {
    /// The document's identifier.
    pub id: String,
    /// Where the bytes are put.
    pub presigned_upload_url: String,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// The body of `PATCH people/{id}/documents/{document}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UploadChange {
    /// What became of the upload.
    pub upload_status: UploadStatus,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Its identifier.
    pub id: String,
    /// The name people read, with its ending.
    #[serde(default)]
    pub filename: String,
    /// In bytes.
    #[serde(default)]
    pub size: Option<u64>,
    /// What became of the upload.
    #[serde(default)]
    pub upload_status: Option<UploadStatus>,
    /// What is not used here.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// What became of an upload.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum UploadStatus {
    /// The document is there.
    Success,
    /// Asked for, and not yet carried.
    Pending,
    /// Given up.
    Failed,
    /// A status that is not known here.
    #[serde(untagged)]
    Unknown(String),
}

/// The body of `POST` and of `PATCH people/{id}/images`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewImage {
    /// `PERSON_PROFILE`.
    pub image_type: String,
    /// The ending without the dot; for an upload only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// Which part of it is shown; for putting it in place only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
}

/// A part of a picture, each as a share of the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coordinates {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// How wide.
    pub width: f64,
    /// How high.
    pub height: f64,
}

/// The answer of `POST people/{id}/images`: a form's address and the fields that go before the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageSlot {
    /// Where the form is posted.
    pub url: String,
    /// Its fields.
    pub fields: BTreeMap<String, String>,
}
