//! The arguments of a call, wherever they stand: in the address, a form, or a JSON document.

use axum::http::{HeaderMap, header};
use serde_json::{Map, Value};
use url::form_urlencoded;

use super::errors::Refusal;

/// Arguments that are JSON documents, in a form as text.
const DOCUMENTS: [&str; 4] = ["blocks", "metadata", "view", "attachments"];

/// The arguments of a call.
#[derive(Clone, Debug, Default)]
pub struct Args(Map<String, Value>);

impl Args {
    /// Reads them. `json` says whether the method takes JSON documents.
    ///
    /// # Errors
    /// The vendor's word for what can't be read.
    pub fn read(query: &str, headers: &HeaderMap, body: &[u8], json: bool) -> Result<Self, Refusal> {
        let mut args = pairs(query.as_bytes())?;
        let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        match kind {
            _ if body.is_empty() => {}
            "application/x-www-form-urlencoded" => args.extend(pairs(body)?),
            "application/json" if json => match serde_json::from_slice(body) {
                Ok(Value::Object(object)) => args.extend(object),
                Ok(_) => return Err(Refusal::Word("json_not_object")),
                Err(_) => return Err(Refusal::Word("invalid_json")),
            },
            "" => return Err(Refusal::Word("missing_post_type")),
            "multipart/form-data" => return Err(Refusal::unbuilt("A form of several parts")),
            _ => return Err(Refusal::Word("invalid_post_type")),
        }
        Ok(Self(args))
    }

    /// Refuses every argument that is neither built nor of the vendor, and says of the vendor's that they are not built.
    ///
    /// # Errors
    /// [`Refusal::Told`] or [`Refusal::Unbuilt`].
    pub fn only(&self, built: &[&str], unbuilt: &[&str]) -> Result<(), Refusal> {
        for name in self.0.keys().map(String::as_str) {
            if unbuilt.contains(&name) {
                return Err(Refusal::unbuilt(format!("The argument {name}")));
            }
            if name != "token" && !built.contains(&name) {
                return Err(Refusal::Told("invalid_arguments", format!("unknown argument {name}")));
            }
        }
        Ok(())
    }

    /// An argument as it came.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    /// A text that has to be there.
    ///
    /// # Errors
    /// `invalid_arguments`.
    pub fn needed(&self, name: &'static str) -> Result<&str, Refusal> {
        let missing = || Refusal::Told("invalid_arguments", format!("missing required field: {name}"));
        self.text(name).ok_or_else(missing)
    }
}

fn pairs(text: &[u8]) -> Result<Map<String, Value>, Refusal> {
    let pair = |(name, value): (std::borrow::Cow<str>, std::borrow::Cow<str>)| {
        let value = match DOCUMENTS.contains(&&*name) {
            true => serde_json::from_str(&value).map_err(|_| Refusal::Word("invalid_form_data"))?,
            false => Value::from(&*value),
        };
        Ok((name.into_owned(), value))
    };
    form_urlencoded::parse(text).map(pair).collect()
}
