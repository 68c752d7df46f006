//! Create: the employee is made, or the one that is known is changed.
//!
//! An earlier run may have made the employee and died before it could say so. Whoever is there now and was not there
//! at the first look is therefore ours, and is changed instead of made again.

use connect::VendorError;
use model::handoff::ProblemKind;
use serde_json::json;

use super::{Outcome, Stop, Target, find, remark};
use crate::handoff::deliver::Delivery;

pub(super) async fn create(delivery: &mut Delivery) -> Result<Outcome, Stop> {
    let Some(found) = find::found(delivery) else {
        return Err(Stop::Ours(store::Error::Unreadable("step").into()));
    };
    if let Some(id) = delivery.handoff.external_id.clone() {
        return update(delivery, &id).await;
    }
    match found.target {
        Target::Update(id) => update(delivery, &id).await,
        Target::Create if !delivery.looked => match made_by_us(delivery, &found.known).await? {
            Some(id) => Ok(ours(delivery, id)),
            None => make(delivery, &found.known).await,
        },
        Target::Create => make(delivery, &found.known).await,
    }
}

async fn make(delivery: &mut Delivery, known: &[String]) -> Result<Outcome, Stop> {
    let made = {
        let (hris, ctx) = delivery.hris()?;
        hris.create(ctx, &delivery.key(), &delivery.handoff.record).await
    };
    match made {
        Ok(receipt) => Ok(wrote(delivery, receipt)?),
        // Someone with this address appeared since the look: it may be what our own lost call made.
        Err(VendorError::Conflict(why)) => match made_by_us(delivery, known).await? {
            Some(id) => Ok(ours(delivery, id)),
            None => Err(Stop::Vendor(VendorError::Conflict(why))),
        },
        Err(error) => Err(error.into()),
    }
}

async fn made_by_us(delivery: &mut Delivery, known: &[String]) -> Result<Option<String>, Stop> {
    let matches = find::seen(delivery).await?;
    Ok(matches.into_iter().map(|found| found.external_id).find(|id| !known.contains(id)))
}

/// The number is kept before the record is changed, so that it is never lost again.
fn ours(delivery: &Delivery, id: String) -> Outcome {
    let mut handoff = delivery.handoff.clone();
    handoff.external_id = Some(id);
    Outcome::Again(Box::new(handoff))
}

async fn update(delivery: &Delivery, id: &str) -> Result<Outcome, Stop> {
    let (hris, ctx) = delivery.hris()?;
    match hris.update(ctx, &delivery.key(), id, &delivery.handoff.record).await {
        Ok(receipt) => wrote(delivery, receipt),
        Err(VendorError::NotFound(_)) => Err(Stop::ask(
            ProblemKind::Record,
            format!(
                "{} no longer has employee {id}. Decide whether to make a new one. Everything typed is kept.",
                delivery.connection.name
            ),
            vec![],
        )),
        Err(error) => Err(error.into()),
    }
}

fn wrote(delivery: &Delivery, receipt: connect::Receipt) -> Result<Outcome, Stop> {
    let (hris, ctx) = delivery.hris()?;
    let mut handoff = delivery.handoff.clone();
    handoff.url = Some(hris.link(ctx, &receipt.external_id));
    handoff.external_id = Some(receipt.external_id.clone());
    remark(&mut handoff, receipt.notes);
    let result = json!({"external_id": receipt.external_id, "outcome": receipt.outcome});
    Ok(Outcome::Done { result, handoff: Box::new(handoff) })
}
