//! The dated parts: job, employment status, pay.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::hire::HireRecord;

use crate::bamboohr::{
    client::Client,
    map::rows::{self, Step, TABLES, Wanted},
};

/// Writes one row a table, unless one of that day says the same already.
pub async fn put(client: &Client<'_>, id: &str, record: &HireRecord) -> Result<Receipt> {
    let mut outcome = Outcome::AlreadyThere;
    let mut notes = Vec::new();
    for table in TABLES {
        let wanted = rows::wanted(record, table).map_err(|problem| VendorError::Rejected(vec![problem]))?;
        if let Some((wanted, note)) = wanted {
            notes.extend(note);
            outcome = stronger(outcome, put_row(client, id, &wanted).await?);
        }
    }
    Ok(Receipt { external_id: id.into(), outcome, notes, left: vec![] })
}

async fn put_row(client: &Client<'_>, id: &str, wanted: &Wanted<'_>) -> Result<Outcome> {
    let table = wanted.table.name;
    match wanted.step(&client.rows(id, table).await?) {
        Step::Nothing => Ok(Outcome::AlreadyThere),
        Step::Change(row) => {
            client.change_row(id, table, &row, wanted.body()).await.map(|_| Outcome::Updated)
        }
        Step::Add => client.add_row(id, table, wanted.body()).await.map(|_| Outcome::Created),
        Step::Blind => Err(VendorError::Forbidden(format!(
            "the days of the table {table} are hidden from the key's owner, so that adding a row could double it; \
             an administrator in BambooHR lets the owner see this table, or a person adds the row there"
        ))),
    }
}

fn stronger(one: Outcome, other: Outcome) -> Outcome {
    match (one, other) {
        (Outcome::Created, _) | (_, Outcome::Created) => Outcome::Created,
        (Outcome::Updated, _) | (_, Outcome::Updated) => Outcome::Updated,
        _ => Outcome::AlreadyThere,
    }
}
