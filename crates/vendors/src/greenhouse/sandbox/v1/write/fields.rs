//! The fields of a request: which are known, and whether each has the form that it has to have.

use serde_json::{Map, Value};

use crate::greenhouse::sandbox::v1::errors::Refusal;

/// A request's fields.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a Map<String, Value>);

impl<'a> Fields<'a> {
    /// Insists that there are no others than these.
    ///
    /// # Errors
    /// 422 on the first other one. Whether the vendor refuses or ignores it is not known; a misspelt field that
    /// nobody hears of is worse.
    pub fn only(self, known: &[&str]) -> Result<Self, Refusal> {
        match self.0.keys().find(|field| !known.contains(&field.as_str())) {
            Some(unknown) => Err(Refusal::unknown(unknown)),
            None => Ok(self),
        }
    }

    /// Whether a field was sent, be it null.
    pub fn has(self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// A field's value; none where it is null or was not sent.
    pub fn value(self, field: &str) -> Option<&'a Value> {
        self.0.get(field).filter(|value| !value.is_null())
    }

    /// An id. The documentation's examples have some as text.
    ///
    /// # Errors
    /// 422 where it is no number.
    pub fn id(self, field: &str) -> Result<Option<u64>, Refusal> {
        let refused = || Refusal::invalid(field, "Must be a number");
        let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
        self.value(field).map(|value| number(value).ok_or_else(refused)).transpose()
    }

    /// An id that has to be there.
    ///
    /// # Errors
    /// 422 where it is missing or no number.
    pub fn needed_id(self, field: &str) -> Result<u64, Refusal> {
        self.id(field)?.ok_or_else(|| Refusal::missing(field))
    }

    /// A text.
    ///
    /// # Errors
    /// 422 where it is none.
    pub fn text(self, field: &str) -> Result<Option<&'a str>, Refusal> {
        let refused = || Refusal::invalid(field, "Must be a string");
        self.value(field).map(|value| value.as_str().ok_or_else(refused)).transpose()
    }

    /// A text that has to be there and say something.
    ///
    /// # Errors
    /// 422 where it is missing, blank or no text.
    pub fn needed_text(self, field: &str) -> Result<&'a str, Refusal> {
        self.text(field)?.filter(|text| !text.trim().is_empty()).ok_or_else(|| Refusal::missing(field))
    }

    /// One of some words.
    ///
    /// # Errors
    /// 422 that names the words, as the vendor's does.
    pub fn word(self, field: &str, words: &[&str]) -> Result<Option<&'a str>, Refusal> {
        let refused = || Refusal::invalid(field, format!("Must be one of: {}", words.join(", ")));
        let word = self.value(field).map(|value| value.as_str().filter(|word| words.contains(word)));
        word.map(|word| word.ok_or_else(refused)).transpose()
    }

    /// A yes or no.
    ///
    /// # Errors
    /// 422 where it is neither.
    pub fn flag(self, field: &str) -> Result<Option<bool>, Refusal> {
        let refused = || Refusal::invalid(field, "Must be one of: true, false");
        self.value(field).map(|value| value.as_bool().ok_or_else(refused)).transpose()
    }

    /// A list.
    ///
    /// # Errors
    /// 422 where it is none.
    pub fn list(self, field: &str) -> Result<Option<&'a Vec<Value>>, Refusal> {
        let refused = || Refusal::invalid(field, "Must be an array");
        self.value(field).map(|value| value.as_array().ok_or_else(refused)).transpose()
    }

    /// A list of objects; none where it was not sent.
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn objects(self, field: &str) -> Result<Vec<Fields<'a>>, Refusal> {
        let refused = || Refusal::invalid(field, "Must be an array of objects");
        let all = self.list(field)?.into_iter().flatten();
        all.map(|one| one.as_object().map(Fields).ok_or_else(refused)).collect()
    }

    /// A list of ids; none where it was not sent.
    ///
    /// # Errors
    /// 422 where it is something else.
    pub fn ids(self, field: &str) -> Result<Option<Vec<u64>>, Refusal> {
        let refused = || Refusal::invalid(field, "Must be an array of numbers");
        let ids = |all: &Vec<Value>| all.iter().map(Value::as_u64).collect::<Option<Vec<_>>>();
        self.list(field)?.map(|all| ids(all).ok_or_else(refused)).transpose()
    }
}
