//! Labels. The vendor labels people, so that the label of one application is its person's.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{OwnTag, RecordKind, RemoteTag, TagStep};

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

/// Makes sure that of the labels which are ours to set the person has the right one and no other.
pub async fn one(client: &Client<'_>, application: &str, own: &OwnTag) -> Result<Receipt> {
    let there: Application = row(client, RecordKind::Application, application).await?;
    let candidate = there.candidate_id;
    let company = tags::all(client).await?;
    let known =
        |tag: &RemoteTag| company.iter().find(|known| tags::is(known, &tag.name)).map(|known| known.id);
    let rows = applied_of(client, candidate).await?;
    let has =
        |tag: &RemoteTag| known(tag).is_some_and(|id| rows.iter().any(|row| row.candidate_tag_id == id));
    let (add, remove) = match own.step(has) {
        TagStep::Nothing => return Ok(receipt(application, Outcome::AlreadyThere)),
        TagStep::Leave(left) => {
            return Ok(Receipt { left, ..receipt(application, Outcome::AlreadyThere) });
        }
        TagStep::Change { add, remove } => (add, remove),
    };
    if let Some(tag) = add {
        let candidate_tag_id = match known(tag) {
            Some(id) => id,
            None => client.add_tag(&tag.name).await?.json::<Named>()?.id,
        };
        client.apply_tag(&ApplyTag { candidate_id: candidate, candidate_tag_id }).await?;
    }
    let taken: Vec<u64> = remove.into_iter().filter_map(known).collect();
    for row in rows.iter().filter(|row| taken.contains(&row.candidate_tag_id)) {
        client.unapply_tag(row.id).await?;
    }
    Ok(receipt(application, Outcome::Updated))
}

/// Every label that a person has.
async fn applied_of(client: &Client<'_>, candidate: u64) -> Result<Vec<AppliedTag>> {
    let filter = Filter::of("candidate_ids", &[candidate.to_string()]);
    let mut applied = vec![];
    for reply in page::every(client, "list a person's tags", "applied_candidate_tags", filter).await? {
        applied.extend(reply.json::<Vec<AppliedTag>>()?);
    }
    Ok(applied)
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
