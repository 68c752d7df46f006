//! Send: the one place where page, API and command line ask for a hand-off.
//!
//! Nothing is called here beyond fetching the form: the row, its task and its audit line are written together, and a
//! worker does the rest.

use model::{
    ApplicationId, CandidateId, ConnectionId, HandoffId,
    access::Right,
    handoff::{HandoffState, Problem},
    hire::HireRecord,
};
use store::{
    Tx,
    integrations::{
        connection::Connection,
        handoff::{self, Handoff},
    },
    task,
};
use uuid::Uuid;

use super::{
    TASK, edit,
    form::{filled, tenant_form, usable},
    hired::{Hired, hired},
    moved_on,
};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations,
};

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// Who is to be sent.
    pub candidate: CandidateId,
    /// Where to.
    pub connection: ConnectionId,
    /// For which application; the latest in a hired stage where none is named.
    pub application: Option<ApplicationId>,
    /// What was typed; what is known where nothing was.
    pub values: Option<HireRecord>,
    /// The same key asks for the same hand-off, however often it comes.
    pub key: String,
}

/// Queues a hand-off, or gives the one that this request made before. One that waits for a person is taken up
/// again with these values.
///
/// # Errors
/// [`Error::Invalid`] at each field that can't be sent, [`Error::Conflict`] where the candidate is not hired, the
/// connection not enabled, or another hand-off of this person is on its way there.
pub async fn send(app: &App, actor: &Actor, request: Request) -> Result<HandoffId> {
    actor.require(Right::HandoffsSend)?;
    if request.key.trim().is_empty() {
        return Err(Error::Conflict("A request to send needs a key of its own.".into()));
    }
    if let Some(earlier) = asked_before(app, actor, &request).await? {
        return Ok(earlier);
    }
    let connection = integrations::find(&app.db, actor.workspace, request.connection).await?;
    usable(app, &connection)?;
    let hired = hired(&app.db, actor.workspace, request.candidate, request.application).await?;
    let tenant = tenant_form(app, actor.kind, &connection, false).await?;
    let record = match request.values.clone() {
        Some(values) => values,
        None => filled(&app.db, actor.workspace, &connection, &tenant.form, &hired).await?.record,
    };
    let problems = tenant.form.problems(&record);
    if !problems.is_empty() {
        return Err(Error::Invalid(problems));
    }
    let order = Order { record, key: request.key.clone(), batch: None, problem: None };
    let tx = app.db.begin().await?;
    let sent = match handoff::unfinished(&tx, actor.workspace, request.candidate, connection.id).await? {
        Some(same) if same.request_key == request.key => return Ok(same.id),
        Some(waiting) if waiting.state == HandoffState::Waiting => {
            let id = waiting.id;
            edit::apply(app, &tx, actor, waiting, &connection, order.record).await?;
            Ok(id)
        }
        Some(other) => return Err(on_its_way(&other, &connection)),
        None => queue(app, &tx, actor, &connection, &hired, order).await,
    };
    match sent {
        Ok(id) => {
            tx.commit().await?;
            app.bell.notify_one();
            Ok(id)
        }
        // A second click arrived between the look and the write; the first one's hand-off counts.
        Err(Error::Store(error)) if error.is_taken() => {
            drop(tx);
            asked_before(app, actor, &request).await?.ok_or_else(moved_on)
        }
        Err(error) => Err(error),
    }
}

async fn asked_before(app: &App, actor: &Actor, request: &Request) -> Result<Option<HandoffId>> {
    let Some(earlier) = handoff::by_request(&app.db, actor.workspace, &request.key).await? else {
        return Ok(None);
    };
    if (earlier.candidate, earlier.connection) == (request.candidate, request.connection) {
        Ok(Some(earlier.id))
    } else {
        Err(Error::Conflict("This request key was used for another hand-off. Make a new one.".into()))
    }
}

fn on_its_way(other: &Handoff, connection: &Connection) -> Error {
    Error::Conflict(format!(
        "{} is on the way to {} already (hand-off {}). Wait for it, or cancel it first.",
        other.candidate_name, connection.name, other.id
    ))
}

/// What a new hand-off is made of.
pub(super) struct Order {
    pub record: HireRecord,
    pub key: String,
    pub batch: Option<Uuid>,
    /// Where it can't go yet: it waits as a card then.
    pub problem: Option<Problem>,
}

/// Writes a new hand-off, its task and its audit line.
pub(super) async fn queue(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    connection: &Connection,
    hired: &Hired,
    order: Order,
) -> Result<HandoffId> {
    let (now, id) = (app.now(), app.id::<HandoffId>());
    let waits = order.problem.is_some();
    let name = hired.candidate.profile.full_name();
    let new = Handoff {
        id,
        workspace: actor.workspace,
        candidate: hired.candidate.id,
        candidate_name: name,
        application: hired.application.id,
        connection: connection.id,
        batch: order.batch,
        state: if waits { HandoffState::Waiting } else { HandoffState::Queued },
        record: order.record,
        request_key: order.key,
        vendor_key: id.to_string(),
        created_by: actor.name.clone(),
        created_by_id: actor.user,
        created_at: now,
        updated_at: now,
        external_id: None,
        url: None,
        problem: order.problem,
        differences: vec![],
        notes: vec![],
        next_try_at: None,
        tries: 0,
        matches: vec![],
        decision: None,
    };
    handoff::insert(tx, &new).await?;
    if !waits {
        push(app, tx, &new).await?;
    }
    let action = if waits { "handoff.waits" } else { "handoff.sent" };
    let detail = match &new.problem {
        Some(problem) => format!("Prepared the hire for {}. {}", connection.name, problem.sentence),
        None => format!("Sent the hire to {}", connection.name),
    };
    audit::write(app, tx, actor, action, ("candidate", Some(new.candidate.into())), detail).await?;
    Ok(id)
}

/// Asks for a worker, now.
pub(super) async fn push(app: &App, tx: &Tx, handoff: &Handoff) -> Result<()> {
    let now = app.now();
    Ok(task::push(tx, app.id(), handoff.workspace, TASK, handoff.id.into(), now, now).await?)
}
