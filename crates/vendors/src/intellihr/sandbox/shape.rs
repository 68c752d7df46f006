//! The form of what may be sent. A field that is not listed is refused, and so is a value of the wrong kind.

use serde_json::{Map, Value};

use super::{errors::Refusal, ids, moments};

/// One field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    kind: Kind,
    required: bool,
}

impl Field {
    /// Its name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Whether this sandbox takes it.
    pub const fn is_unbuilt(&self) -> bool {
        matches!(self.kind, Kind::Unbuilt)
    }
}

/// A field that has to be there and can't be null.
pub const fn required(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: true }
}

/// A field that may be left out, and be null.
pub const fn optional(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, required: false }
}

/// What a value has to be.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A text.
    Text,
    /// A text or a number, where the vendor's own samples have both.
    Loose,
    /// An e-mail address.
    Email,
    /// A UUID.
    Uuid,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A whole number of at least 0.
    Whole,
    /// YYYY-MM-DD.
    Day,
    /// RFC 3339, or YYYY-MM-DD.
    Moment,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An object of these fields.
    Object(&'static [Field]),
    /// A list of objects of these fields.
    List(&'static [Field]),
    /// Custom field values by their API name, each in an object of its own.
    CustomFields,
    /// Something that the vendor takes and this sandbox does not build.
    Unbuilt,
}

/// Looks at an object that makes something.
pub fn check(sent: &Map<String, Value>, fields: &[Field]) -> Result<(), Refusal> {
    look(sent, fields, false)
}

/// Looks at an object that changes something: what is required may be left out, and not be emptied.
pub fn check_change(sent: &Map<String, Value>, fields: &[Field]) -> Result<(), Refusal> {
    look(sent, fields, true)
}

fn look(sent: &Map<String, Value>, fields: &[Field], change: bool) -> Result<(), Refusal> {
    let unbuilt = fields.iter().find(|field| field.is_unbuilt() && sent.contains_key(field.name));
    if let Some(field) = unbuilt {
        return Err(Refusal::unbuilt(&format!("The field “{}”", field.name)));
    }
    let mut wrong = vec![];
    object(sent, fields, change, "", &mut wrong);
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::bad(wrong)) }
}

fn object(sent: &Map<String, Value>, fields: &[Field], change: bool, path: &str, wrong: &mut Vec<String>) {
    for name in sent.keys().filter(|name| !fields.iter().any(|field| field.name == name.as_str())) {
        wrong.push(format!("The field {path}{name} is not known."));
    }
    for field in fields {
        let path = format!("{path}{}", field.name);
        match sent.get(field.name) {
            None if field.required && !change => wrong.push(format!("The {path} field is required.")),
            Some(Value::Null) if field.required => wrong.push(format!("The {path} field is required.")),
            Some(Value::String(text)) if field.required && text.trim().is_empty() => {
                wrong.push(format!("The {path} field is required."));
            }
            None | Some(Value::Null) => {}
            Some(value) => self::value(value, field.kind, &path, wrong),
        }
    }
}

fn value(value: &Value, kind: Kind, path: &str, wrong: &mut Vec<String>) {
    let text = value.as_str();
    let fits = match kind {
        Kind::Text => text.is_some(),
        Kind::Loose => text.is_some() || value.is_number(),
        Kind::Email => {
            if !text.is_some_and(is_email) {
                wrong.push("An invalid email address was provided".into());
            }
            return;
        }
        Kind::Uuid => {
            if !text.is_some_and(ids::is_uuid) {
                wrong.push("An invalid UUID was provided".into());
            }
            return;
        }
        Kind::Flag => value.is_boolean(),
        Kind::Number => value.is_number(),
        Kind::Whole => value.is_u64(),
        Kind::Day => text.is_some_and(|text| moments::day(text).is_some()),
        Kind::Moment => text.is_some_and(|text| moments::read(text).is_some()),
        Kind::Choice(words) => text.is_some_and(|text| words.contains(&text)),
        Kind::Object(fields) => match value {
            Value::Object(sent) => return object(sent, fields, false, &format!("{path}."), wrong),
            _ => false,
        },
        Kind::List(fields) => match value {
            Value::Array(items) => {
                for (place, item) in items.iter().enumerate() {
                    self::value(item, Kind::Object(fields), &format!("{path}.{place}"), wrong);
                }
                return;
            }
            _ => false,
        },
        Kind::CustomFields => match value {
            Value::Object(sent) => sent.values().all(|field| {
                field.as_object().is_some_and(|field| field.len() == 1 && field.contains_key("value"))
            }),
            _ => false,
        },
        Kind::Unbuilt => true,
    };
    if !fits {
        wrong.push(format!("The {path} field must be {}.", wanted(kind)));
    }
}

fn wanted(kind: Kind) -> String {
    match kind {
        Kind::Choice(words) => format!("one of: {}", words.join(", ")),
        Kind::Flag => "true or false".into(),
        Kind::Number => "a number".into(),
        Kind::Whole => "a whole number".into(),
        Kind::Day => "a date as YYYY-MM-DD".into(),
        Kind::Moment => "a date as RFC 3339 or YYYY-MM-DD".into(),
        Kind::Object(_) => "an object".into(),
        Kind::List(_) => "a list".into(),
        Kind::CustomFields => "an object of {\"value\": …} by API name".into(),
        _ => "a text".into(),
    }
}

/// One @ with something on both sides, a dot in the domain, and nothing blank.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let blank = text.contains(char::is_whitespace) || domain.contains('@');
    !blank
        && !local.is_empty()
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty())
}
