//! The person: made or changed.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::hire::HireRecord;

use super::{find::by_email, job, lists};
use crate::intellihr::{
    client::{self, Client},
    map::person,
    pages::all,
    wire::{CustomField, Person},
};

/// Makes a person, once it is clear that their job can be made as well: people can't be deleted by the API, and one
/// without a job is what a person there would have to clear up.
pub async fn create(client: &Client<'_>, record: &HireRecord) -> Result<Receipt> {
    refuse_gaps(record)?;
    job::wanted(client, record).await?;
    let definitions = definitions(client, record).await?;
    // It is not documented that the vendor refuses a second person of the same address, so that it is not relied on.
    if let Some(email) = record.get("email") {
        let there: Vec<Person> = all(client, &by_email(&email.trim().to_lowercase())).await?;
        if !there.is_empty() {
            return Err(VendorError::Conflict("someone in intelliHR has this e-mail address already".into()));
        }
    }
    let reply = client.add_person(&person::body(record, None, &definitions), record).await?;
    Ok(Receipt { external_id: client::made(&reply)?, outcome: Outcome::Created, notes: vec![], left: vec![] })
}

/// Changes a person. What they have in lists that are replaced as a whole is read first and goes back along.
pub async fn update(client: &Client<'_>, id: &str, record: &HireRecord) -> Result<Receipt> {
    refuse_gaps(record)?;
    let definitions = definitions(client, record).await?;
    let there = client.person(id).await?;
    client.change_person(id, &person::body(record, Some(&there), &definitions), record).await?;
    Ok(Receipt { external_id: id.into(), outcome: Outcome::Updated, notes: vec![], left: vec![] })
}

fn refuse_gaps(record: &HireRecord) -> Result<()> {
    let problems = person::problems(record);
    if problems.is_empty() { Ok(()) } else { Err(VendorError::Rejected(problems)) }
}

/// The company's own fields, where the record has values for any.
async fn definitions(client: &Client<'_>, record: &HireRecord) -> Result<Vec<CustomField>> {
    if record.section("custom").is_empty() { Ok(vec![]) } else { lists::custom(client).await }
}
