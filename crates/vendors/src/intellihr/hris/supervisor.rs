//! Finding the supervisor that a record names. The vendor would search as well, and take whoever fits best.

use connect::{VendorError, error::Result};
use model::hire::{FieldProblem, HireRecord};

use super::find::{by_email, people};
use crate::intellihr::{
    client::Client,
    map::{choices::same, matches::is_active},
    pages::all,
    wire::Person,
};

const FIELD: &str = "job.supervisor";

/// The identifier of the supervisor, where the record names one: by e-mail address, number or full name.
///
/// # Errors
/// A problem at the field where nobody or more than one person is meant.
pub async fn find(client: &Client<'_>, record: &HireRecord) -> Result<Option<String>> {
    let Some(sought) = record.get(FIELD).map(str::trim) else { return Ok(None) };
    let mut found: Vec<Person> = if sought.contains('@') {
        all(client, &by_email(&sought.to_lowercase())).await?
    } else {
        let numbered = all(client, &people().only("employeeNumber", sought)).await?;
        if numbered.is_empty() { named(client, sought).await? } else { numbered }
    };
    found.retain(is_active);
    let refuse =
        |message: String| Err(VendorError::Rejected(vec![FieldProblem { field: FIELD.into(), message }]));
    match found.as_slice() {
        [one] => Ok(Some(one.id.clone())),
        [] => refuse(format!("Nobody who works in intelliHR's company is found by “{sought}”.")),
        many => refuse(format!(
            "{} people in intelliHR are meant by “{sought}”. Give an e-mail address or an employee number instead.",
            many.len()
        )),
    }
}

/// People of exactly that name, in one of the ways to write it: the filter is satisfied by a part.
async fn named(client: &Client<'_>, sought: &str) -> Result<Vec<Person>> {
    let mut found: Vec<Person> = all(client, &people().only("name", sought)).await?;
    found.retain(|person| {
        let ways = [&person.first_name, &person.preferred_name].into_iter().flatten();
        let full = ways.map(|first| format!("{first} {}", person.last_name));
        full.chain([person.display_name.clone()]).any(|name| same(&name, sought))
    });
    Ok(found)
}
