//! Asking an employee in the messenger, where they can be reached there.

use connect::Messenger;
use model::{UserId, WorkspaceId, connection::ConnectionStatus};
use store::{
    Conn, Tx,
    integrations::connection::{self, Connection},
    messaging::{
        member,
        message::{self, Message, MessageState},
    },
    task,
};
use uuid::Uuid;

use super::{Content, deliver, members, seal};
use crate::{App, error::Result};

/// What is asked, in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskMessage {
    /// What it asks about: an answer names it, and there is one message for it.
    pub request: Uuid,
    /// Who is asked.
    pub to: UserId,
    /// What it is about, in a line.
    pub title: String,
    /// What it says.
    pub paragraphs: Vec<String>,
    /// Each answer's word and what stands on its button.
    pub buttons: Vec<(String, String)>,
}

/// Has a message written in the caller's transaction. False where this person can't be reached in the messenger, or
/// could not be with this request: mail is the way then.
///
/// # Errors
/// Where the database stands against it.
pub async fn ask(app: &App, tx: &Tx, workspace: WorkspaceId, asked: AskMessage) -> Result<bool> {
    if let Some(there) = message::of_request(tx, workspace, asked.request).await? {
        return Ok(there.state != MessageState::Failed);
    }
    let Some((connection, external_id)) = reach(app, tx, workspace, asked.to).await? else {
        return Ok(false);
    };
    let (id, now): (Uuid, _) = (app.id(), app.now());
    let content = Content { title: asked.title, paragraphs: asked.paragraphs, buttons: asked.buttons };
    let kept = Message {
        id,
        workspace,
        connection: connection.id,
        request: asked.request,
        user: asked.to,
        external_id,
        state: MessageState::Waiting,
        sealed: Some(seal(app, id, &content)),
        place: None,
        version: 1,
        tries: 0,
        problem: None,
        created_at: now,
        updated_at: now,
    };
    message::insert(tx, &kept).await?;
    task::push(tx, app.id(), workspace, deliver::TASK, id, now, now).await?;
    Ok(true)
}

/// The messenger in use and the member that somebody is there. Whoever was never looked for, or long ago, is looked for soon.
async fn reach(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    user: UserId,
) -> Result<Option<(Connection, String)>> {
    for connection in in_use(app, tx, workspace).await? {
        let (now, known) = (app.now(), member::of_user(tx, workspace, connection.id, user).await?);
        if known.as_ref().is_none_or(|known| members::is_old(known, now)) {
            task::push(tx, app.id(), workspace, members::TASK, connection.id.into(), now, now).await?;
        }
        if let Some(external_id) = known.and_then(|known| known.external_id) {
            return Ok(Some((connection, external_id)));
        }
    }
    Ok(None)
}

/// The messengers through which people can be written to.
pub(super) async fn in_use(app: &App, conn: &impl Conn, workspace: WorkspaceId) -> Result<Vec<Connection>> {
    let all = connection::all(conn, workspace).await?.into_iter();
    let usable = |one: &Connection| {
        let is_messenger = messenger(app, one).is_some();
        is_messenger && one.status == ConnectionStatus::Enabled
    };
    Ok(all.filter(usable).collect())
}

/// The messenger's side of a connection's connector, where it is one.
pub(super) fn messenger<'a>(app: &'a App, connection: &Connection) -> Option<&'a dyn Messenger> {
    app.connector(&connection.vendor)?.messenger()
}
