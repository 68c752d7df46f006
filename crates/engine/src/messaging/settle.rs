//! Taking the buttons off a message, because its request is answered or over.

use model::WorkspaceId;
use store::{Tx, messaging::message, task};
use uuid::Uuid;

use super::{Content, deliver, seal};
use crate::{App, error::Result};

/// Has another text written in the place of a request's message, in the caller's transaction. Nothing happens where
/// the request has no message.
///
/// # Errors
/// Where the database stands against it.
pub async fn settle(app: &App, tx: &Tx, workspace: WorkspaceId, request: Uuid, text: &str) -> Result<()> {
    let content = Content { title: String::new(), paragraphs: vec![text.to_owned()], buttons: vec![] };
    let now = app.now();
    let settled = message::settle(tx, workspace, request, |id| seal(app, id, &content), now).await?;
    if let Some(id) = settled {
        task::push(tx, app.id(), workspace, deliver::TASK, id, now, now).await?;
    }
    Ok(())
}
