//! Putting somebody on a list, or into a project.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::crm::Place;

use super::{super::client::Client, receipt, surprise};
use crate::clinch::wire::{Many, Membership, Row};

/// Puts somebody where they are to go. As a prospect without a list they are there already.
pub async fn place(client: &Client<'_>, person: &str, place: &Place) -> Result<Receipt> {
    match place {
        Place::Prospect { list: None } => Ok(receipt(person, Outcome::AlreadyThere, vec![])),
        // A list has each member once, so that a repeat changes nothing.
        Place::Prospect { list: Some(list) } => {
            client.put_on_list(list, person).await.map_err(gone("list", list))?;
            Ok(receipt(list, Outcome::Updated, vec![]))
        }
        Place::Pipeline { pipeline, stage } => {
            let reply = client.membership(pipeline, person).await.map_err(gone("project", pipeline))?;
            for row in reply.json::<Many>()?.data {
                let row: Row<Membership> =
                    serde_json::from_str(row.get()).map_err(surprise("a project's candidate"))?;
                if row.attributes.candidate_id == person {
                    return Ok(receipt(row.id, Outcome::AlreadyThere, vec![]));
                }
            }
            let membership = Membership { candidate_id: person.into(), stage_id: stage.clone() };
            client.put_into_project(pipeline, membership).await?;
            Ok(receipt(person, Outcome::Created, vec![]))
        }
    }
}

fn gone<'a>(what: &'a str, id: &'a str) -> impl Fn(VendorError) -> VendorError + 'a {
    move |error| match error {
        VendorError::NotFound(_) => VendorError::NotFound(format!(
            "the {what} {id} is not there any more, or it is hidden: an administrator chooses another one"
        )),
        other => other,
    }
}
