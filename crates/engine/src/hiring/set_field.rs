//! A candidate's value of a custom field.

use model::{CandidateId, CustomFieldId, access::Right};
use store::hiring::field;

use super::the_candidate;
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    screening::changed,
    sync::origin::refuse_if_synced_field,
};

/// Keeps a candidate's value; an empty one is "not known". A refusal is said at the field's identifier.
pub async fn set_field(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    id: CustomFieldId,
    value: &str,
) -> Result<()> {
    actor.require(Right::CandidatesWrite)?;
    let tx = app.db.begin().await?;
    the_candidate(&tx, actor.workspace, candidate).await?;
    refuse_if_synced_field(&tx, actor.workspace, id.into()).await?;
    let all = field::all(&tx, actor.workspace).await?;
    let of = all.into_iter().find(|field| field.id == id).ok_or(Error::NotFound("custom field"))?;
    let value = of.accept(value).map_err(|error| Error::field(id.to_string(), error.to_string()))?;
    field::set_value(&tx, actor.workspace, candidate, id, &value).await?;
    changed::people(app, &tx, actor.workspace, &[candidate], &format!("Changed {}", of.name)).await?;
    let subject = ("candidate", Some(candidate.into()));
    audit::write(app, &tx, actor, "candidate.field_set", subject, format!("Changed {}", of.name)).await?;
    Ok(tx.commit().await?)
}
