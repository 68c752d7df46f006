//! The worker's part of the app's own page in the messenger: what a member finds there.

use connect::messenger::Message;
use store::{
    integrations::connection,
    messaging::{
        member::{self, Member},
        message,
    },
    task::{self, Task},
    workspace,
};

use crate::{
    App,
    error::Result,
    integrations::{health, open::open},
};

/// The kind of the task that shows the page; its subject is the member's row.
pub(crate) const TASK: &str = "messenger.home";

/// Shows a member the page. Where that fails, nothing is lost: it is shown when they look again.
///
/// # Errors
/// Where the database fails.
pub(crate) async fn show(app: &App, worker: &str, task: &Task) -> Result<()> {
    let member = member::get(&app.db, task.workspace, task.subject).await?;
    if let Some(member) = member {
        publish(app, &member).await?;
    }
    let tx = app.db.begin().await?;
    if task::finish(&tx, task.id, worker).await? {
        tx.commit().await?;
    }
    Ok(())
}

async fn publish(app: &App, member: &Member) -> Result<()> {
    let (space, through) = (
        workspace::get(&app.db, member.workspace).await?,
        connection::get(&app.db, member.workspace, member.connection).await?,
    );
    let (Some(space), Some(through), Some(external_id)) = (space, through, &member.external_id) else {
        return Ok(());
    };
    let Ok(opened) = open(app, space.kind, &through) else { return Ok(()) };
    let asking = message::asking(&app.db, member.workspace, member.connection, external_id).await?;
    let waits = match asking {
        0 => "No request waits for your answer.".to_owned(),
        1 => "One request waits for your answer. It stands among the messages of this app.".to_owned(),
        n => format!("{n} requests wait for your answers. They stand among the messages of this app."),
    };
    let page = Message {
        title: format!("Referrals at {}", space.name),
        paragraphs: vec![
            waits,
            format!("Your contacts and matches are in Gangway: {}", app.public.link("/")),
        ],
        buttons: vec![],
    };
    let outcome = match opened.messenger() {
        Ok(messenger) => messenger.home(&opened.ctx, external_id, &page).await,
        Err(error) => Err(error),
    };
    let tx = app.db.begin().await?;
    health::record(app, &tx, &through, None, opened.ctx.http.calls(), outcome.as_ref().err()).await?;
    Ok(tx.commit().await?)
}
