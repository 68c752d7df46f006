//! Taking in what the messenger sends: proven on the very bytes that came, kept with the work it asks for, and only
//! then answered, well within the three seconds that a messenger waits.

use connect::{messenger::Heard, messenger::Press as Pressed};
use http::HeaderMap;
use model::{ConnectionId, connection::ConnectionStatus};
use sha2::{Digest, Sha256};
use store::{
    Tx,
    hook::refusal,
    integrations::connection::{self, Connection},
    messaging::{
        install::{self, Install},
        member, message,
        press::{self, Press},
    },
    task,
};

use super::{ask::messenger, home, press as pressing};
use crate::{App, Error, hooks::receive::Refused, integrations::open::unseal};

/// What the messenger is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Nothing more than that it came.
    Taken,
    /// The text that it wants back.
    Challenge(String),
}

/// Takes in what came to a connection's address.
///
/// # Errors
/// [`Refused`], after which nothing of it is kept.
pub async fn receive(
    app: &App,
    id: ConnectionId,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Reply, Refused> {
    // Those who wait for the database are few, so that each is answered while its sender still listens.
    let _room = app.hook_room.try_acquire().map_err(|_| Refused::Busy)?;
    let through = connection::anywhere(&app.db, id).await?.ok_or(Refused::Unknown)?;
    if through.status == ConnectionStatus::Disconnected {
        return Err(Refused::Unknown);
    }
    let messenger = messenger(app, &through).ok_or(Refused::Unknown)?;
    let credentials = unseal(app, &through).map_err(Error::from)?;
    if let Err(unproven) = messenger.verify(&credentials, headers, body, app.now()) {
        let tx = app.db.begin().await?;
        refusal::count(&tx, through.workspace, through.id, app.now(), &unproven.0).await?;
        tx.commit().await?;
        tracing::warn!(connection = %through.id, "a message without a proof was refused");
        return Err(Refused::Unproven(unproven.0));
    }
    let heard = match messenger.read(headers, body) {
        Ok(heard) => heard,
        Err(why) => {
            // Refused, it would only come again.
            tracing::warn!(connection = %through.id, why, "a proven message could not be read");
            return Ok(Reply::Taken);
        }
    };
    keep(app, &through, heard).await
}

async fn keep(app: &App, through: &Connection, heard: Heard) -> Result<Reply, Refused> {
    if let Heard::Challenge(text) = heard {
        return Ok(Reply::Challenge(text));
    }
    let tx = app.db.begin().await?;
    match heard {
        Heard::Challenge(_) | Heard::Nothing(_) => return Ok(Reply::Taken),
        Heard::Press(pressed) => keep_press(app, &tx, through, pressed).await?,
        Heard::HomeOpened(external_id) => {
            let found = member::by_external(&tx, through.workspace, through.id, &external_id).await?;
            let Some(found) = found else { return Ok(Reply::Taken) };
            let now = app.now();
            task::push(&tx, app.id(), through.workspace, home::TASK, found.id, now, now).await?;
        }
        Heard::Removed => removed(app, &tx, through).await?,
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(Reply::Taken)
}

async fn keep_press(app: &App, tx: &Tx, through: &Connection, pressed: Pressed) -> Result<(), store::Error> {
    let now = app.now();
    // Where it stands is known from the press, too, should the answer to our writing have been lost.
    if let Ok(request) = pressed.value.parse()
        && let Some(asked) = message::of_request(tx, through.workspace, request).await?
        && asked.connection == through.id
        && asked.external_id == pressed.member
        && asked.place.is_none()
    {
        let (channel, there) = (&pressed.place.channel, &pressed.place.message);
        message::set_place(tx, &asked, (channel, there)).await?;
    }
    let press = Press {
        id: app.id(),
        workspace: through.workspace,
        connection: through.id,
        dedupe: hex::encode(Sha256::digest(pressed.dedupe)),
        external_id: pressed.member,
        request: pressed.value.chars().take(60).collect(),
        answer: pressed.answer.chars().take(60).collect(),
        received_at: now,
        repeats: 0,
        outcome: None,
    };
    if press::put(tx, &press).await? {
        task::push(tx, app.id(), through.workspace, pressing::TASK, press.id, now, now).await?;
    }
    Ok(())
}

/// The app was taken out: nobody is written to until it is installed again.
async fn removed(app: &App, tx: &Tx, through: &Connection) -> Result<(), store::Error> {
    let now = app.now();
    let why = format!(
        "Gangway was taken out of {}. Install it again, and people are asked there again.",
        through.name
    );
    connection::set_status(tx, through, ConnectionStatus::Broken).await?;
    connection::set_problem(tx, through, now, &why).await?;
    if let Some(there) = install::get(tx, through.workspace, through.id).await? {
        let gone = Install { installed_at: None, problem: Some(why), state_hash: None, ..there };
        install::put(tx, &gone).await?;
    }
    Ok(())
}
