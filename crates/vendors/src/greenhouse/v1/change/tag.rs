//! Labels. The vendor labels people, so that the label of one application is its person's.

use connect::{Outcome, Receipt, error::Result};
use model::remote::{OwnTag, RemoteTag, TagStep};

use crate::greenhouse::{
    receipt::receipt,
    v1::{
        client::Client,
        fetch::application,
        page,
        wire::{Candidate, Named},
    },
};

/// Makes sure that the person has the label. One that the company does not have yet is made.
pub async fn add(client: &Client<'_>, id: &str, tag: &RemoteTag) -> Result<Receipt> {
    let candidate = application(client, id).await?.candidate_id;
    if has(client, candidate, tag).await? {
        return Ok(receipt(candidate, Outcome::AlreadyThere));
    }
    let tag = match find(client, &tag.name).await? {
        Some(known) => known,
        None => client.add_tag(&tag.name).await?.json::<Named>()?.id,
    };
    client.apply_tag(candidate, tag).await?;
    Ok(receipt(candidate, Outcome::Updated))
}

/// Makes sure that the person does not have the label.
pub async fn remove(client: &Client<'_>, id: &str, tag: &RemoteTag) -> Result<Receipt> {
    let candidate = application(client, id).await?.candidate_id;
    if !has(client, candidate, tag).await? {
        return Ok(receipt(candidate, Outcome::AlreadyThere));
    }
    if let Some(known) = find(client, &tag.name).await? {
        client.unapply_tag(candidate, known).await?;
    }
    Ok(receipt(candidate, Outcome::Updated))
}

/// Makes sure that of the labels which are ours to set the person has the right one and no other.
pub async fn one(client: &Client<'_>, id: &str, own: &OwnTag) -> Result<Receipt> {
    let candidate = application(client, id).await?.candidate_id;
    let person: Candidate =
        client.get("read a candidate", &format!("candidates/{candidate}"), &[]).await?.json()?;
    let has = |tag: &RemoteTag| person.tags.contains(&tag.name);
    let (add, remove) = match own.step(has) {
        TagStep::Nothing => return Ok(receipt(candidate, Outcome::AlreadyThere)),
        TagStep::Leave(left) => {
            return Ok(Receipt { left, ..receipt(candidate, Outcome::AlreadyThere) });
        }
        TagStep::Change { add, remove } => (add, remove),
    };
    if let Some(tag) = add {
        let tag = match find(client, &tag.name).await? {
            Some(known) => known,
            None => client.add_tag(&tag.name).await?.json::<Named>()?.id,
        };
        client.apply_tag(candidate, tag).await?;
    }
    for tag in remove {
        if let Some(known) = find(client, &tag.name).await? {
            client.unapply_tag(candidate, known).await?;
        }
    }
    Ok(receipt(candidate, Outcome::Updated))
}

async fn has(client: &Client<'_>, candidate: u64, tag: &RemoteTag) -> Result<bool> {
    let person: Candidate =
        client.get("read a candidate", &format!("candidates/{candidate}"), &[]).await?.json()?;
    Ok(person.tags.contains(&tag.name))
}

async fn find(client: &Client<'_>, name: &str) -> Result<Option<u64>> {
    for reply in page::every(client, "list the tags", "tags/candidate").await? {
        if let Some(tag) = reply.json::<Vec<Named>>()?.into_iter().find(|tag| tag.name == name) {
            return Ok(Some(tag.id));
        }
    }
    Ok(None)
}
