//! Editing a hand-off that waits for a person, and sending it again.

use model::{
    HandoffId,
    access::Right,
    handoff::{HandoffState, ProblemKind, Step},
    hire::HireRecord,
};
use store::{
    Tx,
    integrations::{
        connection::Connection,
        handoff::{self, Handoff},
        ledger::{self, StepState},
    },
};

use super::{
    find,
    form::{TenantForm, filled, tenant_form, usable},
    hired::hired,
    moved_on,
    send::push,
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations,
};

/// A hand-off that waits, with the form that it is corrected in.
pub struct Correction {
    /// The hand-off; its record holds what was typed.
    pub handoff: Handoff,
    /// Where it goes.
    pub connection: Connection,
    /// The tenant's form.
    pub tenant: TenantForm,
}

/// The form in which a waiting hand-off is corrected. `refresh` asks the HR system for its lists again.
///
/// # Errors
/// [`Error::Vendor`] where the form can't be fetched and none is at hand.
pub async fn correction(app: &App, actor: &Actor, id: HandoffId, refresh: bool) -> Result<Correction> {
    actor.require(Right::HandoffsSend)?;
    let mut handoff = find(&app.db, actor.workspace, id).await?;
    let connection = integrations::find(&app.db, actor.workspace, handoff.connection).await?;
    let mut tenant = tenant_form(app, actor.kind, &connection, refresh).await?;
    let refused = handoff.problem.as_ref().is_some_and(|problem| problem.kind == ProblemKind::Fields);
    if refused && tenant.fetched_at < handoff.updated_at {
        // A list may have changed since; where it can't be fetched now, the older one still serves.
        tenant = tenant_form(app, actor.kind, &connection, true).await.unwrap_or(tenant);
    }
    if handoff.record.0.is_empty() {
        // The rule had no form to fill when it made this one.
        let hired = hired(&app.db, actor.workspace, handoff.candidate, Some(handoff.application)).await?;
        handoff.record = filled(&app.db, actor.workspace, &connection, &tenant.form, &hired).await?.record;
    }
    Ok(Correction { handoff, connection, tenant })
}

/// Puts other values into a hand-off that waits, and queues it again.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be sent; [`Error::Conflict`] where it does not wait, or where the
/// person looked for would be another while it is not known whether the last try made them.
pub async fn edit(app: &App, actor: &Actor, id: HandoffId, values: HireRecord) -> Result<()> {
    actor.require(Right::HandoffsSend)?;
    let waiting = find(&app.db, actor.workspace, id).await?;
    if waiting.state != HandoffState::Waiting {
        return Err(Error::Conflict(format!(
            "Only a hand-off that waits for a person can be edited; this one is {}.",
            waiting.state.as_str()
        )));
    }
    let connection = integrations::find(&app.db, actor.workspace, waiting.connection).await?;
    usable(app, &connection)?;
    let tenant = tenant_form(app, actor.kind, &connection, false).await?;
    let problems = tenant.form.problems(&values);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let tx = app.db.begin().await?;
    apply(app, &tx, actor, waiting, &connection, values).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Writes the new values, and forgets the steps that the old ones went through.
pub(super) async fn apply(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    mut handoff: Handoff,
    connection: &Connection,
    values: HireRecord,
) -> Result<()> {
    let mut again = vec![Step::Create, Step::Job, Step::ReadBack, Step::Link, Step::Tell];
    if looks_for_another(app, connection, &handoff.record, &values) {
        if handoff.external_id.is_none() && is_unsure(tx, &handoff).await? {
            return Err(Error::Conflict(
                "The last try may have made the employee, and a changed name, birth date or e-mail address would keep it from being found. Press Retry first, then edit.".into(),
            ));
        }
        again.push(Step::Find);
    }
    ledger::forget(tx, handoff.workspace, handoff.id, &again).await?;
    handoff.record = values;
    let candidate = handoff.candidate;
    requeue(app, tx, handoff).await?;
    let detail = format!("Corrected the hire and sent it again to {}", connection.name);
    audit::write(app, tx, actor, "handoff.edited", ("candidate", Some(candidate.into())), detail).await
}

/// Takes up a hand-off again, from wherever it stands.
pub(super) async fn requeue(app: &App, tx: &Tx, mut handoff: Handoff) -> Result<()> {
    let read_in = std::mem::replace(&mut handoff.state, HandoffState::Queued);
    handoff.problem = None;
    handoff.next_try_at = None;
    handoff.tries = 0;
    handoff.updated_at = app.now();
    if !handoff::save(tx, &handoff, read_in).await? {
        return Err(moved_on());
    }
    push(app, tx, &handoff).await
}

fn looks_for_another(app: &App, connection: &Connection, old: &HireRecord, new: &HireRecord) -> bool {
    let connector = app.connector(&connection.vendor);
    let hris = connector.and_then(|connector| connector.hris());
    hris.is_none_or(|hris| hris.identity(old) != hris.identity(new))
}

/// Whether a try to make the employee came to an end that is not known.
async fn is_unsure(tx: &Tx, handoff: &Handoff) -> Result<bool> {
    let entries = ledger::of(tx, handoff.workspace, handoff.id).await?;
    Ok(entries.iter().any(|entry| {
        entry.step == Step::Create && entry.state == StepState::Failed && entry.result["unsure"] == true
    }))
}
