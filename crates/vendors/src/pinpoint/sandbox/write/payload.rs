//! The document that a write sends.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::pinpoint::sandbox::{
    errors::{Problem, Refusal},
    schema::Resource,
};

/// A document with one record, and the records that are made along with it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Payload {
    /// The record.
    pub data: Sent,
    /// The records that its relationships make.
    #[serde(default)]
    pub included: Vec<Sent>,
    #[serde(default, rename = "meta")]
    _meta: Value,
}

/// A record as it is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id, where it has one.
    #[serde(default)]
    pub id: Option<Id>,
    /// What it is called within this document only.
    #[serde(default, rename = "temp-id")]
    pub temp_id: Option<String>,
    #[serde(default, rename = "method")]
    _method: Option<String>,
    /// Its attributes.
    #[serde(default)]
    pub attributes: Map<String, Value>,
    /// Its relationships.
    #[serde(default)]
    pub relationships: BTreeMap<String, Related>,
}

/// An id; a number is taken for one, as the vendor's framework does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Id(pub String);

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::String(id) => Ok(Self(id)),
            Value::Number(id) => Ok(Self(id.to_string())),
            _ => Err(serde::de::Error::custom("an id is a text")),
        }
    }
}

/// A relationship as it is sent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// Where it leads.
    pub data: Leads,
}

/// Where a relationship leads.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Leads {
    /// To several records.
    Many(Vec<Pointer>),
    /// To one, or none.
    One(Option<Pointer>),
}

/// One record that a relationship leads to.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pointer {
    /// Its kind.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its id.
    #[serde(default)]
    pub id: Option<Id>,
    /// Its name within this document.
    #[serde(default, rename = "temp-id")]
    pub temp_id: Option<String>,
    /// What is to be done with it: nothing but `create` is known.
    #[serde(default)]
    pub method: Option<String>,
}

impl Payload {
    /// Reads a body.
    ///
    /// # Errors
    /// 400 where it is no such document.
    pub fn read(body: &[u8]) -> Result<Self, Refusal> {
        serde_json::from_slice(body).map_err(|error| Refusal::malformed(format!("Malformed body: {error}")))
    }

    /// Insists on the kind of the address, and on its id: none where a record is made.
    ///
    /// # Errors
    /// 409 where the body speaks of another one.
    pub fn insist_on(&self, resource: &Resource, id: Option<&str>) -> Result<(), Refusal> {
        let sent = self.data.id.as_ref().map(|id| id.0.as_str());
        let problem = if self.data.kind != resource.kind {
            (
                "/data/type",
                format!("The body is of type {}, the address of {}", self.data.kind, resource.kind),
            )
        } else if id.is_some() && sent != id {
            ("/data/id", "The body has to carry the id of the address".to_owned())
        } else if id.is_none() && sent.is_some() {
            ("/data/id", "An id is given by the server".to_owned())
        } else {
            return Ok(());
        };
        let source = Some(("pointer", problem.0.to_owned()));
        Err(Refusal::of(StatusCode::CONFLICT, vec![Problem { detail: problem.1, source, meta: None }]))
    }

    /// The record that a pointer means, which this document makes, and its place among those.
    pub fn made(&self, pointer: &Pointer) -> Option<(usize, &Sent)> {
        let wanted = pointer.temp_id.as_ref()?;
        let is_meant = |sent: &Sent| sent.kind == pointer.kind && sent.temp_id.as_ref() == Some(wanted);
        let mut all = self.included.iter().enumerate();
        all.find(|(_, sent)| pointer.method.as_deref() == Some("create") && is_meant(sent))
    }
}
