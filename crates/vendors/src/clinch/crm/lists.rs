//! What can be chosen there: fields, lists, projects with their stages.

use connect::{VendorError, error::Result};
use model::crm::{Choice, CrmField, Pipeline};
use serde::de::DeserializeOwned;

use super::{super::client::Client, surprise};
use crate::clinch::{
    map,
    wire::{CustomField, Many, Named, Row},
};

/// No company has set up more pages of a list than this; a list without an end is an error of its own.
const MOST_PAGES: u32 = 100;

/// The fields of candidates. Without the right to see the company's own, those that every account has.
pub async fn fields(client: &Client<'_>) -> Result<Vec<CrmField>> {
    let custom = match all(client, "list the custom fields", "candidate_custom_fields").await {
        Ok(rows) => rows.into_iter().map(|row: Row<CustomField>| row.attributes).collect(),
        Err(VendorError::Forbidden(_)) => vec![],
        Err(error) => return Err(error),
    };
    Ok(map::fields(custom))
}

/// The lists onto which people can be put: of smart ones, the system says who is on them.
pub async fn lists(client: &Client<'_>) -> Result<Vec<Choice>> {
    let rows = all::<Named>(client, "list the lists", "lists").await?;
    Ok(rows.into_iter().filter(|row| row.attributes.list_type != "smart").map(choice).collect())
}

/// The projects with their stages.
pub async fn projects(client: &Client<'_>) -> Result<Vec<Pipeline>> {
    let mut pipelines = vec![];
    for project in all::<Named>(client, "list the projects", "projects").await? {
        let path = format!("projects/{}/stages", project.id);
        let stages = all::<Named>(client, "list a project's stages", &path).await?;
        let Choice { external_id, name } = choice(project);
        pipelines.push(Pipeline { external_id, name, stages: stages.into_iter().map(choice).collect() });
    }
    Ok(pipelines)
}

fn choice(row: Row<Named>) -> Choice {
    Choice { external_id: row.id, name: row.attributes.name }
}

/// Every row of a list.
async fn all<A: DeserializeOwned>(
    client: &Client<'_>,
    purpose: &'static str,
    path: &str,
) -> Result<Vec<Row<A>>> {
    let mut rows = vec![];
    for page in 1..=MOST_PAGES {
        let reply = client.list(purpose, path, page).await?;
        let many: Many = reply.json()?;
        for row in &many.data {
            rows.push(serde_json::from_str(row.get()).map_err(surprise("a row of the list"))?);
        }
        if many.links.next.is_none() {
            return Ok(rows);
        }
    }
    Err(VendorError::Contract { path: "links.next".into(), message: "the list has no end".into() })
}
