//! The form, out of what the tenant tells of itself.

use std::collections::BTreeSet;

use connect::{VendorError, error::Result};
use model::hire::HireForm;

use crate::bamboohr::{client::Client, map::form::SetUp};

/// How many fields one read may ask for.
pub const MOST_FIELDS: usize = 400;

/// Draws the form.
pub async fn form(client: &Client<'_>) -> Result<HireForm> {
    let set_up = SetUp {
        fields: client.fields().await?,
        lists: client.lists().await?,
        tables: client.tables().await?,
        countries: or_nothing(client.countries().await)?.unwrap_or_default(),
    };
    let seen = seen(client, "0", &set_up.witnesses()).await?;
    Ok(set_up.form(seen.as_ref()))
}

/// Which of these fields the key's owner may see of an employee; `None` where that employee can't be read.
/// What can't be seen can't be written either; what can be seen may still be dropped.
pub async fn seen(client: &Client<'_>, employee: &str, names: &[String]) -> Result<Option<BTreeSet<String>>> {
    let mut seen = BTreeSet::new();
    for some in names.chunks(MOST_FIELDS) {
        let some: Vec<&str> = some.iter().map(String::as_str).collect();
        match or_nothing(client.employee(employee, &some).await)? {
            Some(fields) => seen.extend(fields.into_iter().map(|(name, _)| name)),
            None => return Ok(None),
        }
    }
    Ok(Some(seen))
}

/// An answer that one can do without: a refusal is nothing, anything else is still an error.
fn or_nothing<T>(result: Result<T>) -> Result<Option<T>> {
    match result {
        Ok(answer) => Ok(Some(answer)),
        Err(VendorError::Forbidden(_) | VendorError::NotFound(_)) => Ok(None),
        Err(error) => Err(error),
    }
}
