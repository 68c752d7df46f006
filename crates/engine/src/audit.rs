//! The audit line that goes with every change, in the change's own transaction.

pub mod seal;

use store::{Tx, audit::AuditLine};
use uuid::Uuid;

use crate::{Actor, App, announce, error::Result};

/// Writes who did what to which record. `detail` says what changed, in words, without secrets.
pub(crate) async fn write(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    action: &str,
    subject: (&str, Option<Uuid>),
    detail: impl Into<String>,
) -> Result<()> {
    let line = AuditLine {
        id: app.id(),
        at: app.now(),
        actor: actor.name.clone(),
        actor_id: actor.user.map(Uuid::from),
        origin: actor.origin.clone(),
        action: action.into(),
        subject: subject.0.into(),
        subject_id: subject.1,
        detail: detail.into(),
    };
    store::audit::insert(tx, actor.workspace, &line).await?;
    // What is audited is what happened: those who asked are told, if and only if it is committed.
    announce::happened::happened(app, tx, actor, action, subject).await
}
