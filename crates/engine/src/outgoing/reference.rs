//! Telling the system that somebody was hired in which employee they became in another.

use model::remote::RemoteValue;
use store::{Tx, integrations::handoff::Handoff, sync::plan};

use super::{field::set, there};
use crate::{Actor, App, Result};

/// Queues the employee's identifier for each system whose sync has a field for it: on the application that the hire
/// was made for, or else on the latest one there. The same identifier a second time is nothing new.
pub(crate) async fn employed(app: &App, tx: &Tx, actor: &Actor, handoff: &Handoff) -> Result<()> {
    let Some(employee) = handoff.external_id.clone() else { return Ok(()) };
    let all = there::of_candidate(tx, actor.workspace, handoff.candidate).await?;
    let mut told = Vec::new();
    // The one that the hire was made for comes first; the others keep their order.
    let (own, others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(application, _)| application.id == handoff.application);
    for (application, there) in own.into_iter().chain(others) {
        let connection = there.connection.id;
        if told.contains(&connection) {
            continue;
        }
        told.push(connection);
        let plan = plan::get(tx, actor.workspace, connection).await?;
        let Some(field) = plan.and_then(|plan| plan.reference_field) else { continue };
        let value = RemoteValue { field, value: employee.clone() };
        set(app, tx, actor, &application, &there, value, "employee's number".into()).await?;
    }
    Ok(())
}
