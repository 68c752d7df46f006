//! What is made for Gangway: fields with their choices. Both versions send it under the same names.

use connect::{VendorError, error::Result};
use model::{
    field::FieldKind,
    remote::{FieldSubject, NewField, RemoteField},
};
use serde::Serialize;

use super::custom::{Choice, Defined};

/// A field that is to be made.
#[derive(Debug, Serialize)]
pub struct Sent<'a> {
    /// The name people read.
    pub name: &'a str,
    /// What it is a field of, in the vendor's word.
    pub field_type: &'static str,
    /// What it holds, in the vendor's word.
    pub value_type: &'static str,
    /// What can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_field_options: Vec<Choosable<'a>>,
}

/// One thing to choose, with its place: v1 calls it a priority, v3 leaves it to the order.
#[derive(Debug, Serialize)]
pub struct Choosable<'a> {
    /// The name people read.
    pub name: &'a str,
    /// Its place among the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<usize>,
}

impl<'a> Sent<'a> {
    /// The field as it is sent; v1 wants each choice to have its place.
    pub fn of(new: &'a NewField, places: bool) -> Self {
        let option =
            |(place, name): (usize, &'a String)| Choosable { name, priority: places.then_some(place) };
        Self {
            name: new.name.trim(),
            field_type: field_type(new.subject),
            value_type: value_type(new.kind),
            custom_field_options: new.options.iter().enumerate().map(option).collect(),
        }
    }
}

/// The vendor's word for what a field is a field of.
pub fn field_type(subject: FieldSubject) -> &'static str {
    match subject {
        FieldSubject::Candidate => "candidate",
        FieldSubject::Application => "application",
        FieldSubject::Job => "job",
    }
}

/// The vendor's word for what a field holds. It has one for all numbers.
fn value_type(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::ShortText => "short_text",
        FieldKind::LongText => "long_text",
        FieldKind::Integer | FieldKind::Decimal => "number",
        FieldKind::Date => "date",
        FieldKind::Boolean => "yes_no",
        FieldKind::SingleSelect => "single_select",
        FieldKind::MultiSelect => "multi_select",
    }
}

/// What has to be done so that a field is there.
#[derive(Debug)]
pub enum Step<'a> {
    /// It has to be made.
    Make,
    /// It has to get these choices, the first of them at that place.
    Add(u64, usize, Vec<&'a str>),
    /// Nothing.
    Ready(RemoteField),
}

/// What has to be done so that a field is there, given those that are.
///
/// # Errors
/// [`VendorError::Conflict`] where one of its name holds something else.
pub fn step<'a>(new: &'a NewField, there: Vec<(Defined, Vec<Choice>)>) -> Result<Step<'a>> {
    let same = |one: &Defined| one.name.trim().to_lowercase() == new.name.trim().to_lowercase();
    let Some((defined, choices)) = there.into_iter().find(|(one, _)| same(one)) else {
        return Ok(Step::Make);
    };
    if defined.value_type != value_type(new.kind) {
        let name = &defined.name;
        return Err(VendorError::Conflict(format!("a field “{name}” is there and holds something else")));
    }
    let options = super::custom::choices(choices);
    let missing = new.options.iter().filter(|option| !options.contains(option)).map(String::as_str);
    let missing: Vec<_> = missing.collect();
    if !missing.is_empty() {
        return Ok(Step::Add(defined.id, options.len(), missing));
    }
    let field = super::custom::field(&defined, options);
    Ok(Step::Ready(field.map_err(VendorError::Conflict)?))
}

/// What is said of a field that was made and is not listed yet.
pub fn unseen(new: &NewField) -> VendorError {
    VendorError::Unavailable(format!("the field “{}” was made and can't be seen yet", new.name))
}
