//! Tell: the audit line that the candidate's timeline shows.

use store::Tx;

use crate::{Actor, App, audit, error::Result, handoff::deliver::Delivery};

/// Writes what arrived, and what did not, to the candidate's history.
pub(in crate::handoff) async fn tell(app: &App, tx: &Tx, delivery: &Delivery, actor: &Actor) -> Result<()> {
    let handoff = &delivery.handoff;
    let employee = handoff.external_id.as_deref().unwrap_or_default();
    let dropped = match handoff.differences.len() {
        0 => "every field as sent".to_owned(),
        1 => "one field is there otherwise than sent".to_owned(),
        n => format!("{n} fields are there otherwise than sent"),
    };
    let detail = format!(
        "Delivered the hire to {} as employee {employee}, as {} asked; {dropped}",
        delivery.connection.name, handoff.created_by
    );
    let subject = ("candidate", Some(handoff.candidate.into()));
    audit::write(app, tx, actor, "handoff.delivered", subject, detail).await
}
