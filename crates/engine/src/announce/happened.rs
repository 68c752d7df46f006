//! What happened, put down for the endpoints that ask for it, in the transaction of the change itself.

use serde_json::json;
use store::{
    Tx,
    announce::{
        endpoint,
        message::{self, Message, MessageState},
    },
    task,
};
use uuid::Uuid;

use super::{EVENTS, EndpointState, TASK};
use crate::{Actor, App, error::Result};

/// Puts an announcement down for each endpoint that asks for the event.
pub(crate) async fn happened(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    event: &str,
    (kind, subject): (&str, Option<Uuid>),
) -> Result<()> {
    if !EVENTS.iter().any(|known| known.name == event) {
        return Ok(());
    }
    let now = app.now();
    let asking = endpoint::all(tx, actor.workspace).await?.into_iter();
    let asking = asking.filter(|endpoint| endpoint.events.iter().any(|asked| asked == event));
    let body = json!({
        "type": event,
        "timestamp": now.to_string(),
        "data": { "kind": kind, "id": subject },
    });
    let told = |endpoint: endpoint::Endpoint| {
        let sent = endpoint.state == EndpointState::Enabled;
        Message {
            id: app.id(),
            workspace: actor.workspace,
            endpoint: endpoint.id,
            event: event.to_owned(),
            subject,
            body: body.to_string(),
            state: if sent { MessageState::Waiting } else { MessageState::Held },
            tries: 0,
            next_try_at: sent.then_some(now),
            created_at: now,
        }
    };
    let messages: Vec<Message> = asking.map(told).collect();
    if messages.is_empty() {
        return Ok(());
    }
    message::insert_many(tx, &messages).await?;
    for message in messages.iter().filter(|message| message.state == MessageState::Waiting) {
        task::push(tx, app.id(), actor.workspace, TASK, message.id.into(), now, now).await?;
    }
    Ok(())
}
