//! Making an employee, and changing one's own fields.

use std::collections::BTreeSet;

use connect::{Outcome, Receipt, error::Result};
use model::hire::HireRecord;

use crate::bamboohr::{
    client::{self, Client},
    map::employee,
    wire::Fields,
};

/// Makes an employee.
pub async fn create(client: &Client<'_>, record: &HireRecord) -> Result<Receipt> {
    let reply = client.add(body(client, record).await?).await?;
    Ok(Receipt { external_id: client::made(&reply)?, outcome: Outcome::Created, notes: vec![] })
}

/// Changes an employee's own fields; those the record says nothing of stay as they are.
pub async fn update(client: &Client<'_>, id: &str, record: &HireRecord) -> Result<Receipt> {
    let body = body(client, record).await?;
    let outcome = if body.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    if outcome == Outcome::Updated {
        client.change(id, body).await?;
    }
    Ok(Receipt { external_id: id.into(), outcome, notes: vec![] })
}

/// The lists are asked for only where a value may be several choices.
async fn body(client: &Client<'_>, record: &HireRecord) -> Result<Fields> {
    let multiple = if employee::needs_lists(record) {
        employee::multiple(&client.fields().await?, &client.lists().await?)
    } else {
        BTreeSet::new()
    };
    Ok(employee::body(record, &multiple))
}
