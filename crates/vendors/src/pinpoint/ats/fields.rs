//! The fields that the company's administrators added.

use connect::{ats::Fields, error::Result};
use model::note::Note;

use crate::pinpoint::{
    client::{Client, Listing},
    map::{
        fields::{self, Defined},
        included::Included,
    },
    wire::Many,
};

/// Every field of an application, a candidate or a job. Fields of offers, positions and the talent pipeline, those that
/// choose users, and any that can't be read have no place here: a note names each.
pub async fn fields(client: &Client<'_>) -> Result<Fields> {
    let mut all = Fields::default();
    for page in 1.. {
        let reply = client.custom_fields(&Listing::page(page)).await?;
        let many: Many = reply.json()?;
        let included = Included::of(&many.included);
        for row in &many.data {
            let read = serde_json::from_str::<Defined>(row.get());
            let read =
                read.map_err(|_| "A custom field does not have the documented form and was left out.".into());
            match read.and_then(|defined| fields::field(&defined, &included)) {
                Ok(field) => all.fields.push(field),
                Err(why) => all.notes.push(Note::on("fields", why)),
            }
        }
        if many.data.len() < Listing::LARGEST as usize {
            break;
        }
    }
    Ok(all)
}
