//! Job: the dated rows - job, pay, employment status.

use serde_json::json;

use super::{Outcome, Stop, employee, remark};
use crate::handoff::deliver::Delivery;

pub(super) async fn job(delivery: &Delivery) -> Result<Outcome, Stop> {
    let record = &delivery.handoff.record;
    if !record.0.keys().any(|key| key.contains('.')) {
        return Ok(Outcome::Skipped("Nothing of the job was filled in."));
    }
    let (hris, ctx) = delivery.hris()?;
    let receipt = hris.put_job(ctx, &delivery.key(), &employee(delivery)?, record).await?;
    let mut handoff = delivery.handoff.clone();
    remark(&mut handoff, receipt.notes);
    Ok(Outcome::Done { result: json!({"outcome": receipt.outcome}), handoff: Box::new(handoff) })
}
