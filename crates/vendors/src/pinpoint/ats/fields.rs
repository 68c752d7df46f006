//! The fields that the company's administrators added.

use connect::error::Result;
use model::remote::RemoteField;

use crate::pinpoint::{
    client::{Client, Listing},
    map::{fields, included::Included},
    wire::Many,
};

/// Every field of an application, a candidate or a job. Fields of offers, positions and the talent pipeline, and
/// those that choose users, have no place here and are left out; so is one that can't be read.
pub async fn fields(client: &Client<'_>) -> Result<Vec<RemoteField>> {
    let mut all = vec![];
    for page in 1.. {
        let reply = client.custom_fields(&Listing::page(page)).await?;
        let many: Many = reply.json()?;
        let included = Included::of(&many.included);
        let rows = many.data.iter().filter_map(|row| serde_json::from_str(row.get()).ok());
        all.extend(rows.filter_map(|defined| fields::field(&defined, &included)));
        if many.data.len() < Listing::LARGEST as usize {
            break;
        }
    }
    Ok(all)
}
