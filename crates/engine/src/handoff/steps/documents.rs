//! Documents: the résumé goes along.

use connect::hris::Document;
use model::attachment::AttachmentKind;
use serde_json::json;
use store::hiring::attachment;

use super::{Outcome, Stop, employee, remark};
use crate::{App, handoff::deliver::Delivery};

pub(super) async fn documents(app: &App, delivery: &Delivery) -> Result<Outcome, Stop> {
    if !delivery.connection.options.resume {
        return Ok(Outcome::Skipped("The connection sends no résumés."));
    }
    let Some(document) = newest(app, delivery, AttachmentKind::Resume).await? else {
        return Ok(Outcome::Skipped("The candidate has no résumé."));
    };
    let (hris, ctx) = delivery.hris()?;
    let receipt = hris.attach(ctx, &delivery.key(), &employee(delivery)?, &document).await?;
    let mut handoff = delivery.handoff.clone();
    remark(&mut handoff, receipt.notes);
    let result = json!({"name": document.name, "outcome": receipt.outcome});
    Ok(Outcome::Done { result, handoff: Box::new(handoff) })
}

/// The candidate's newest file of a kind.
pub(super) async fn newest(
    app: &App,
    delivery: &Delivery,
    kind: AttachmentKind,
) -> Result<Option<Document>, Stop> {
    let workspace = delivery.workspace();
    let files = attachment::of_candidate(&app.db, workspace, delivery.handoff.candidate).await?;
    let Some(file) = files.into_iter().find(|file| file.kind == kind) else { return Ok(None) };
    let bytes = attachment::bytes(&app.db, workspace, file.id).await?;
    Ok(bytes.map(|bytes| Document { name: file.name, content_type: file.content_type, bytes: bytes.into() }))
}
