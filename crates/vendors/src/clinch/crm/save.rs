//! Making somebody, or completing who is there.

use connect::{Outcome, Receipt, VendorError, error::Result};
use model::{crm::CrmRecord, hire::FieldProblem};

use super::{
    super::client::Client,
    find::{find, only_one},
    lists, receipt,
};
use crate::clinch::{
    map,
    wire::{Candidate, One},
};

/// Makes the person, or completes the one who was chosen or found. Which fields there are is looked at first, so that a
/// field that is gone stops the push before anything is written.
pub async fn save(client: &Client<'_>, record: &CrmRecord, existing: Option<&str>) -> Result<Receipt> {
    let known = lists::fields(client).await?;
    let lacking = |there: &Candidate| map::lacking(record, there, &known).map_err(VendorError::Rejected);
    lacking(&Candidate::default())?;
    let found = match existing {
        Some(id) => Some(id.to_owned()),
        None => only_one(find(client, record).await?)?,
    };
    let Some(id) = found else {
        let (mut sent, notes) = lacking(&Candidate::default())?;
        sent.email = sent.email.or_else(|| record.emails.first().cloned());
        if sent.email.is_none() {
            let message = "Clinch keeps nobody without an e-mail address.".into();
            return Err(VendorError::Rejected(vec![FieldProblem { field: "email".into(), message }]));
        }
        let made: One<Candidate> = client.make(sent).await?.json()?;
        return Ok(receipt(made.data.id, Outcome::Created, notes));
    };
    let there: One<Candidate> = client.candidate(&id).await?.json()?;
    if there.data.attributes.anonymized_at.is_some() {
        return Err(VendorError::Conflict(format!("{id} was anonymised in Clinch, and nothing is added")));
    }
    let (sent, notes) = lacking(&there.data.attributes)?;
    if sent == Candidate::default() {
        return Ok(receipt(id, Outcome::AlreadyThere, notes));
    }
    client.change(&id, sent).await?;
    Ok(receipt(id, Outcome::Updated, notes))
}
