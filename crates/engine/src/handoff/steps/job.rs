//! Job: the dated rows - job, pay, employment status.

use serde_json::json;

use super::{Done, Stop, employee, remark};
use crate::handoff::deliver::Delivery;

pub(super) async fn job(delivery: &Delivery) -> Result<Done, Stop> {
    let record = &delivery.handoff.record;
    if !record.0.keys().any(|key| key.contains('.')) {
        return Ok(Done::Skipped("Nothing of the job was filled in."));
    }
    let (hris, ctx) = delivery.hris()?;
    let receipt = hris.put_job(ctx, &delivery.key(), &employee(delivery)?, record).await?;
    let mut handoff = delivery.handoff.clone();
    remark(&mut handoff, receipt.notes);
    Ok(Done::Done { result: json!({"outcome": receipt.outcome}), handoff: Box::new(handoff) })
}
