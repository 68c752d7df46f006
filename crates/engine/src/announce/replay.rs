//! What an endpoint was told, and telling it again.

use jiff::Timestamp;
use model::{WebhookEndpointId, WebhookMessageId, access::Right};
use store::{
    Tx,
    announce::{
        message::{self, Message, MessageState},
        tried,
    },
    task,
};

use super::{Endpoint, EndpointState, TASK, Tried, endpoints::the};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// The most messages that the page shows.
const SHOWN: u64 = 100;

/// The most messages that are sent again at once.
pub const MOST: u64 = 5_000;

/// An endpoint's newest messages.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn messages(app: &App, actor: &Actor, id: WebhookEndpointId) -> Result<Vec<Message>> {
    actor.require(Right::IntegrationsManage)?;
    the(&app.db, actor, id).await?;
    Ok(message::newest(&app.db, id, SHOWN).await?)
}

/// One message, with each time it was sent and what it was answered.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`].
pub async fn message(app: &App, actor: &Actor, id: WebhookMessageId) -> Result<(Message, Vec<Tried>)> {
    actor.require(Right::IntegrationsManage)?;
    let found = message::get(&app.db, actor.workspace, id).await?;
    let found = found.ok_or(Error::NotFound("webhook message"))?;
    Ok((found, tried::of(&app.db, id).await?))
}

/// Sends one message again, with the identifier that it had.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Conflict`] where the endpoint is not enabled.
pub async fn one(app: &App, actor: &Actor, id: WebhookMessageId) -> Result<WebhookEndpointId> {
    let (found, _) = message(app, actor, id).await?;
    let endpoint = found.endpoint;
    let tx = app.db.begin().await?;
    enabled(&the(&tx, actor, endpoint).await?)?;
    again(app, &tx, found).await?;
    let subject = ("webhook", Some(endpoint.into()));
    audit::write(app, &tx, actor, "webhook.replayed", subject, "Sent a webhook message again").await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(endpoint)
}

/// Sends the messages of a span of time again, both ends included, and says how many those were.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`]; [`Error::Invalid`] at `from` where it is after the end; [`Error::Conflict`]
/// where the endpoint is not enabled, or there are more than [`MOST`].
pub async fn span(
    app: &App,
    actor: &Actor,
    id: WebhookEndpointId,
    (from, to): (Timestamp, Timestamp),
) -> Result<u64> {
    actor.require(Right::IntegrationsManage)?;
    if from > to {
        return Err(Error::field("from", "The beginning is after the end."));
    }
    let tx = app.db.begin().await?;
    enabled(&the(&tx, actor, id).await?)?;
    let found = message::between(&tx, id, (from, to), MOST + 1).await?;
    let count = found.len() as u64;
    if count > MOST {
        return Err(Error::Conflict(format!("These are more than {MOST} messages; choose a shorter span.")));
    }
    for one in found {
        again(app, &tx, one).await?;
    }
    let detail = format!("Sent {count} webhook messages from {from} to {to} again");
    audit::write(app, &tx, actor, "webhook.replayed", ("webhook", Some(id.into())), detail).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(count)
}

fn enabled(endpoint: &Endpoint) -> Result<()> {
    if endpoint.state == EndpointState::Enabled {
        return Ok(());
    }
    Err(Error::Conflict("The endpoint is not enabled. Enable it first; nothing was sent.".into()))
}

async fn again(app: &App, tx: &Tx, kept: Message) -> Result<()> {
    let (now, workspace, id) = (app.now(), kept.workspace, kept.id);
    let kept = Message { state: MessageState::Waiting, tries: 0, next_try_at: Some(now), ..kept };
    message::update(tx, &kept).await?;
    Ok(task::push(tx, app.id(), workspace, TASK, id.into(), now, now).await?)
}
