//! Making an employee, and changing one's own fields.

use std::collections::BTreeSet;

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::{
    hire::{FieldProblem, HireRecord},
    note::Note,
};

use crate::bamboohr::{
    client::{self, Client},
    map::employee,
    wire::Fields,
};

/// Makes an employee. Job and pay follow as rows; a tenant that refuses an employee without them gets them in the
/// same call, and the rows that come of it are found when the rows are written.
pub async fn create(client: &Client<'_>, record: &HireRecord) -> Result<Receipt> {
    let body = body(client, record).await?;
    let rows = employee::shown_rows(record);
    let mut notes = Vec::new();
    let reply = match client.add(body.clone()).await {
        Err(VendorError::Rejected(problems)) if names_nothing_sent(&problems) && !rows.is_empty() => {
            notes.push(Note::on(
                "",
                "BambooHR wanted job and pay together with the employee, so they were sent at once.",
            ));
            client.add(body.into_iter().chain(rows).collect()).await?
        }
        other => other?,
    };
    Ok(Receipt { external_id: client::made(&reply)?, outcome: Outcome::Created, notes, left: vec![] })
}

/// Whether a refusal is about something that was not sent. Nothing was made then, so that asking again is safe.
fn names_nothing_sent(problems: &[FieldProblem]) -> bool {
    problems.iter().all(|problem| problem.field.is_empty())
}

/// Changes an employee's own fields; those the record says nothing of stay as they are.
pub async fn update(client: &Client<'_>, id: &str, record: &HireRecord) -> Result<Receipt> {
    let body = body(client, record).await?;
    let outcome = if body.is_empty() { Outcome::AlreadyThere } else { Outcome::Updated };
    if outcome == Outcome::Updated {
        client.change(id, body).await?;
    }
    Ok(Receipt { external_id: id.into(), outcome, notes: vec![], left: vec![] })
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
