//! What a person types about themselves when they come: name, e-mail address, password.

use model::{contact::normal_email, hire::FieldProblem};
use secrecy::SecretString;

use super::password;
use crate::error::{Error, Result};

/// The longest name, in characters.
const LONGEST_NAME: usize = 120;

/// A name with its blanks in order.
///
/// # Errors
/// A sentence where it can't be one.
pub(crate) fn name(text: &str, what: &str) -> std::result::Result<String, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(format!("Enter {what}.")),
        1..=LONGEST_NAME => Ok(name),
        _ => Err(format!("Use at most {LONGEST_NAME} characters.")),
    }
}

/// An e-mail address as it is compared.
///
/// # Errors
/// A sentence where it can't be one.
pub(crate) fn email(text: &str) -> std::result::Result<String, String> {
    normal_email(text).ok_or_else(|| "Enter an e-mail address, such as name@example.com.".into())
}

/// Whether a password will do for a person.
///
/// # Errors
/// A sentence where it won't.
pub(crate) fn new_password(
    password: &SecretString,
    name: &str,
    email: &str,
) -> std::result::Result<(), String> {
    password::problem(password, name, email).map_or(Ok(()), Err)
}

/// Gathers what is wrong, field by field, so that all of it is shown at once.
#[derive(Default)]
pub(crate) struct Problems(Vec<FieldProblem>);

impl Problems {
    /// The value where it is good; else its default, and the sentence is kept.
    pub(crate) fn take<T: Default>(&mut self, field: &str, value: std::result::Result<T, String>) -> T {
        value.unwrap_or_else(|message| {
            self.0.push(FieldProblem { field: field.into(), message });
            T::default()
        })
    }

    /// Whether all was good.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every sentence.
    pub(crate) fn none(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self.0)) }
    }
}
