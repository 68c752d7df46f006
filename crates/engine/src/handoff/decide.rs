//! Answering the question whether someone in the HR system is the same person.

use model::{
    HandoffId,
    access::Right,
    handoff::{Decision, HandoffState, ProblemKind, Step},
    hire::MatchedBy,
};
use store::integrations::{handoff::Handoff, ledger, link};

use super::{edit::requeue, find};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// Keeps the decision and goes on with it.
///
/// # Errors
/// [`Error::Conflict`] where nothing was asked, the one chosen is not among those found or is another candidate's,
/// or a new record can't be made because an active employee has the e-mail address.
pub async fn decide(app: &App, actor: &Actor, id: HandoffId, decision: Decision) -> Result<()> {
    actor.require(Right::HandoffsSend)?;
    let tx = app.db.begin().await?;
    let mut handoff = find(&tx, actor.workspace, id).await?;
    if !asks(&handoff) {
        return Err(Error::Conflict("There is nothing to decide here any more.".into()));
    }
    let detail = match &decision {
        Decision::Update(id) => {
            chosen(&handoff, id)?;
            let owners =
                link::of_external(&tx, handoff.workspace, handoff.connection, std::slice::from_ref(id))
                    .await?;
            if owners.iter().any(|link| link.candidate != handoff.candidate) {
                return Err(Error::Conflict(
                    "That employee belongs to another candidate. Cancel this, merge the two into the one that was sent, and send that.".into(),
                ));
            }
            format!("Decided that employee {id} is the same person")
        }
        Decision::CreateNew => {
            if handoff.matches.iter().any(|found| found.active && found.by == MatchedBy::Email) {
                return Err(Error::Conflict(
                    "An active employee has this e-mail address, and the HR system keeps it for one person. Edit the address, or cancel.".into(),
                ));
            }
            // What was made before is gone there; the next look starts anew.
            handoff.external_id = None;
            "Decided that a new employee is made".to_owned()
        }
    };
    handoff.decision = Some(decision);
    let steps = [Step::Find, Step::Create, Step::Job, Step::Documents, Step::Photo, Step::ReadBack];
    ledger::forget(&tx, handoff.workspace, handoff.id, &steps).await?;
    let subject = ("candidate", Some(handoff.candidate.into()));
    audit::write(app, &tx, actor, "handoff.decided", subject, detail).await?;
    requeue(app, &tx, handoff).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

fn asks(handoff: &Handoff) -> bool {
    let kind = handoff.problem.as_ref().map(|problem| problem.kind);
    handoff.state == HandoffState::Waiting
        && matches!(kind, Some(ProblemKind::Identity | ProblemKind::Record))
}

fn chosen(handoff: &Handoff, id: &str) -> Result<()> {
    if handoff.matches.iter().any(|found| found.external_id == id) {
        return Ok(());
    }
    Err(Error::Conflict("That employee is not among those found. Look at the list again.".into()))
}
