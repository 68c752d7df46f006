//! Sending several candidates at once. Each has its own outcome; one that can't go keeps none of the others.

use model::{
    CandidateId, ConnectionId, HandoffId,
    access::Right,
    handoff::{Problem, ProblemKind},
};
use sha2::{Digest, Sha256};
use store::integrations::{connection::Connection, handoff};
use uuid::Uuid;

use super::{
    form::{TenantForm, filled, tenant_form, usable},
    hired::hired,
    send::{Order, queue},
};
use crate::{
    Actor, App,
    error::{Error, Result},
    integrations,
};

/// What came of one candidate.
#[derive(Debug)]
pub enum Outcome {
    /// On its way.
    Queued(HandoffId),
    /// Something is missing: a card waits for a person.
    Waits(HandoffId),
    /// Not sent, and why.
    Refused(Error),
}

/// What came of all.
#[derive(Debug)]
pub struct Bulk {
    /// By which the progress is found again.
    pub batch: Uuid,
    /// Each candidate's outcome, in the order asked for.
    pub outcomes: Vec<(CandidateId, Outcome)>,
}

/// Queues a hand-off for each candidate. The same key asks for the same batch, however often it comes.
///
/// # Errors
/// [`Error::Conflict`] where the connection is not enabled: nobody is sent then.
pub async fn bulk(
    app: &App,
    actor: &Actor,
    candidates: &[CandidateId],
    connection: ConnectionId,
    key: &str,
) -> Result<Bulk> {
    actor.require(Right::HandoffsSend)?;
    let connection = integrations::find(&app.db, actor.workspace, connection).await?;
    usable(app, &connection)?;
    let tenant = tenant_form(app, actor.kind, &connection, false).await?;
    let batch = batch_of(actor, key);
    let mut outcomes = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let outcome = one(app, actor, *candidate, &connection, &tenant, (key, batch)).await;
        let outcome = match outcome {
            Err(Error::Store(error)) if !error.is_taken() => return Err(error.into()),
            Err(error) => Outcome::Refused(error),
            Ok(outcome) => outcome,
        };
        outcomes.push((*candidate, outcome));
    }
    app.bell.notify_one();
    Ok(Bulk { batch, outcomes })
}

async fn one(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    connection: &Connection,
    tenant: &TenantForm,
    (key, batch): (&str, Uuid),
) -> Result<Outcome> {
    let key = format!("{key}/{candidate}");
    if let Some(earlier) = handoff::by_request(&app.db, actor.workspace, &key).await? {
        return Ok(Outcome::Queued(earlier.id));
    }
    let tx = app.db.begin().await?;
    let hired = hired(&tx, actor.workspace, candidate, None).await?;
    if let Some(other) = handoff::unfinished(&tx, actor.workspace, candidate, connection.id).await? {
        return Err(Error::Conflict(format!(
            "{} has a hand-off to {} that is not over ({}).",
            other.candidate_name,
            connection.name,
            other.state.as_str()
        )));
    }
    let filled = filled(&tx, actor.workspace, connection, &tenant.form, &hired).await?;
    let problem = incomplete(tenant, &filled.record);
    let waits = problem.is_some();
    let order = Order { record: filled.record, key, batch: Some(batch), problem };
    let id = queue(app, &tx, actor, connection, &hired, order).await?;
    tx.commit().await?;
    Ok(if waits { Outcome::Waits(id) } else { Outcome::Queued(id) })
}

/// The card for a record that can't go as it is.
pub(super) fn incomplete(tenant: &TenantForm, record: &model::hire::HireRecord) -> Option<Problem> {
    let fields = tenant.form.problems(record);
    let names: Vec<_> = fields
        .iter()
        .map(|problem| tenant.form.field(&problem.field).map_or(problem.field.as_str(), |f| f.label.as_str()))
        .collect();
    let sentence = format!("Not sent yet: {} needs a person. What is known is filled in.", names.join(", "));
    (!fields.is_empty()).then(|| Problem { kind: ProblemKind::Fields, sentence, fields: fields.clone() })
}

/// The same key in the same workspace is the same batch.
fn batch_of(actor: &Actor, key: &str) -> Uuid {
    let digest = Sha256::digest(format!("{}/{key}", actor.workspace));
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
