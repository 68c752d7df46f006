//! Making fields and labels.

use connect::error::Result;
use model::remote::{NewField, RemoteField, RemoteTag};
use serde_json::value::RawValue;

use super::{client::Client, page, wire::Named};
use crate::greenhouse::{
    custom::{Choice, Defined},
    make::{self, Choosable, Sent, Step},
};

/// Makes sure that the field is there, with its choices.
pub async fn field(client: &Client<'_>, new: &NewField) -> Result<RemoteField> {
    match make::step(new, there(client, new).await?)? {
        Step::Ready(field) => return Ok(field),
        Step::Make => drop(client.add_field(&Sent::of(new, true)).await?),
        Step::Add(id, first, missing) => {
            let option = |(place, name)| Choosable { name, priority: Some(first + place) };
            let options: Vec<_> = missing.into_iter().enumerate().map(option).collect();
            client.add_options(id, &options).await?;
        }
    }
    match make::step(new, there(client, new).await?)? {
        Step::Ready(field) => Ok(field),
        Step::Make | Step::Add(..) => Err(make::unseen(new)),
    }
}

/// The fields in use of that kind of record, with their choices.
async fn there(client: &Client<'_>, new: &NewField) -> Result<Vec<(Defined, Vec<Choice>)>> {
    let path = format!("custom_fields/{}", make::field_type(new.subject));
    let mut all = vec![];
    for reply in page::every(client, "list the custom fields", &path).await? {
        let rows = reply.json::<Vec<&RawValue>>()?;
        let read = rows.into_iter().filter_map(|row| serde_json::from_str::<Defined>(row.get()).ok());
        let used = read.filter(|defined| defined.active != Some(false));
        all.extend(used.map(|defined| (defined.clone(), defined.custom_field_options)));
    }
    Ok(all)
}

/// The company's labels.
pub async fn tags(client: &Client<'_>) -> Result<Vec<RemoteTag>> {
    let mut all = vec![];
    for reply in page::every(client, "list the tags", "tags/candidate").await? {
        let tag = |tag: Named| RemoteTag { name: tag.name, category: String::new() };
        all.extend(reply.json::<Vec<Named>>()?.into_iter().map(tag));
    }
    Ok(all)
}

/// Makes sure that the company has the label: one that is there is answered with itself.
pub async fn tag(client: &Client<'_>, tag: &RemoteTag) -> Result<()> {
    client.add_tag(&tag.name).await.map(drop)
}
