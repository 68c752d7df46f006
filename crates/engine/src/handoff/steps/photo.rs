//! Photo: the candidate's picture goes along.

use model::attachment::AttachmentKind;
use serde_json::json;

use super::{Outcome, Stop, documents::newest, employee, remark};
use crate::{App, handoff::deliver::Delivery};

pub(super) async fn photo(app: &App, delivery: &Delivery) -> Result<Outcome, Stop> {
    if !delivery.connection.options.photo {
        return Ok(Outcome::Skipped("The connection sends no photos."));
    }
    let Some(photo) = newest(app, delivery, AttachmentKind::Photo).await? else {
        return Ok(Outcome::Skipped("The candidate has no photo."));
    };
    let (hris, ctx) = delivery.hris()?;
    let receipt = hris.set_photo(ctx, &delivery.key(), &employee(delivery)?, &photo).await?;
    let mut handoff = delivery.handoff.clone();
    remark(&mut handoff, receipt.notes);
    Ok(Outcome::Done { result: json!({"outcome": receipt.outcome}), handoff: Box::new(handoff) })
}
