//! Labels. The vendor labels people, so that the label of one application is its person's.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{RecordKind, RemoteTag};

use crate::greenhouse::{
    receipt::receipt,
    v3::{
        client::{Client, Filter},
        fetch::row,
        page, tags,
        wire::{Application, AppliedTag, ApplyTag, Named},
    },
};

/// Makes sure that the person has the label. One that the company does not have yet is made.
pub async fn add(client: &Client<'_>, application: &str, tag: &RemoteTag) -> Result<Receipt> {
    let there: Application = row(client, RecordKind::Application, application).await?;
    let known = tags::find(client, &tag.name).await?;
    if let Some(known) = &known
        && !applied(client, there.candidate_id, known.id).await?.is_empty()
    {
        return Ok(receipt(known.id, Outcome::AlreadyThere));
    }
    let candidate_tag_id = match known {
        Some(known) => known.id,
        None => client.add_tag(&tag.name).await?.json::<Named>()?.id,
    };
    client.apply_tag(&ApplyTag { candidate_id: there.candidate_id, candidate_tag_id }).await?;
    Ok(receipt(candidate_tag_id, Outcome::Updated))
}

/// Makes sure that the person does not have the label.
pub async fn remove(client: &Client<'_>, application: &str, tag: &RemoteTag) -> Result<Receipt> {
    let there: Application = row(client, RecordKind::Application, application).await?;
    let Some(Named { id, .. }) = tags::find(client, &tag.name).await? else {
        return Ok(receipt(application, Outcome::AlreadyThere));
    };
    let applied = applied(client, there.candidate_id, id).await?;
    if applied.is_empty() {
        return Ok(receipt(id, Outcome::AlreadyThere));
    }
    for applied in applied {
        client.unapply_tag(applied.id).await?;
    }
    Ok(receipt(id, Outcome::Updated))
}

async fn applied(client: &Client<'_>, candidate: u64, tag: u64) -> Result<Vec<AppliedTag>> {
    let filter =
        Filter::of("candidate_ids", &[candidate.to_string()]).and("candidate_tag_ids", tag.to_string());
    let mut applied = vec![];
    for reply in page::every(client, "list a person's tags", "applied_candidate_tags", filter).await? {
        applied.extend(reply.json::<Vec<AppliedTag>>()?);
    }
    Ok(applied)
}
