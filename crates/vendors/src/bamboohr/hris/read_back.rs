//! Reading back what was sent, so that what was dropped can be named.

use connect::error::Result;
use model::hire::HireRecord;

use super::form::MOST_FIELDS;
use crate::bamboohr::{
    client::Client,
    map::{
        read_back::as_sent,
        rows::{TABLES, wanted},
    },
};

/// Every field of the record as BambooHR holds it now.
pub async fn read_back(client: &Client<'_>, id: &str, record: &HireRecord) -> Result<HireRecord> {
    let mut held = HireRecord::default();
    let sent: Vec<(&str, &str)> = record.section("").into_iter().collect();
    for some in sent.chunks(MOST_FIELDS) {
        let names: Vec<&str> = some.iter().map(|(name, _)| *name).collect();
        let employee = client.employee(id, &names).await?;
        for (name, sent) in some {
            let got = employee.get(*name).and_then(|got| as_sent(sent, got));
            held.set(*name, got.unwrap_or_default());
        }
    }
    for table in TABLES {
        let Ok(Some((wanted, _))) = wanted(record, table) else { continue };
        let rows = client.rows(id, table.name).await?;
        let read = wanted.row(&rows).map(|row| wanted.read_back(row)).unwrap_or_default();
        // A day that the record did not give is not compared.
        read.into_iter()
            .filter(|(key, _)| record.get(key).is_some())
            .for_each(|(key, value)| held.set(key, value));
    }
    Ok(held)
}
