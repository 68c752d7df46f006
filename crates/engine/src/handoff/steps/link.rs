//! Link: which employee this candidate is, kept under two unique constraints.

use model::handoff::{Problem, ProblemKind};
use serde_json::{Value, json};
use store::{
    Tx,
    integrations::link::{self, Link},
};

use crate::{App, error::Result, handoff::deliver::Delivery};

/// Keeps the link, or says why it can't be kept.
pub(in crate::handoff) async fn link(
    app: &App,
    tx: &Tx,
    delivery: &Delivery,
) -> Result<std::result::Result<Value, Problem>> {
    let handoff = &delivery.handoff;
    let external_id = handoff.external_id.clone().unwrap_or_default();
    // Looked up first, because PostgreSQL gives up a transaction in which a constraint was violated.
    let owners =
        link::of_external(tx, handoff.workspace, handoff.connection, std::slice::from_ref(&external_id))
            .await?;
    if owners.iter().any(|link| link.candidate != handoff.candidate) {
        return Ok(Err(Problem {
            kind: ProblemKind::Record,
            sentence: format!(
                "Employee {external_id} of {} belongs to another candidate. Merge the two candidates, then send again.",
                delivery.connection.name
            ),
            fields: vec![],
        }));
    }
    let kept = Link {
        id: app.id(),
        connection: handoff.connection,
        candidate: handoff.candidate,
        external_id: external_id.clone(),
        url: handoff.url.clone().unwrap_or_default(),
        handoff: handoff.id,
        created_at: app.now(),
    };
    link::put(tx, handoff.workspace, &kept).await?;
    Ok(Ok(json!({"external_id": external_id})))
}
