//! Installing the app in the messenger: a person is sent there, asks whoever may allow it where they may not
//! themselves, and comes back with a code.
//!
//! Nobody tells us that somebody there decided: whoever asked is told by the messenger, and begins again here.

use std::time::Duration;

use connect::{Credentials, VendorError};
use model::{ConnectionId, connection::ConnectionStatus};
use store::{
    integrations::connection::{self, Connection},
    messaging::{
        install::{self, Install},
        member,
    },
    task,
};
use url::Url;

use super::{ask::messenger, members};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
    integrations::{changeable, check::check, credentials, health, open, toggle},
    people::token,
};

/// How long a person may take on the messenger's pages.
const PATIENCE: Duration = Duration::from_secs(24 * 60 * 60);

/// Begins an installation: gives the page of the messenger to which the person is sent.
///
/// # Errors
/// [`Error::Conflict`] where the connection is no messenger; [`Error::Vendor`] where it can't be reached from here.
pub async fn begin(app: &App, actor: &Actor, id: ConnectionId, return_to: &Url) -> Result<Url> {
    let connection = changeable(&app.db, actor, id).await?;
    let begun_by = actor.user.ok_or_else(|| Error::Conflict("A person installs the app.".into()))?;
    let opened = open::open(app, actor.kind, &Connection { paused_until: None, ..connection.clone() })?;
    let state = app.dice.token();
    let credentials = open::unseal(app, &connection)?;
    let page = opened.messenger()?.authorize(&opened.ctx, &credentials, return_to, &state)?;
    let tx = app.db.begin().await?;
    let before = install::get(&tx, actor.workspace, id).await?;
    let begun = Install {
        connection: id,
        workspace: actor.workspace,
        state_hash: Some(token::hash(&state)),
        begun_by,
        begun_at: app.now(),
        return_to: return_to.to_string(),
        problem: None,
        team: before.as_ref().and_then(|before| before.team.clone()),
        installed_at: before.and_then(|before| before.installed_at),
    };
    install::put(&tx, &begun).await?;
    let detail = format!("“{}”", connection.name);
    audit::write(app, &tx, actor, "messenger.install_begun", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    Ok(page)
}

/// Ends an installation with the code that the person brought back. The connection is tested and enabled, and
/// everybody is looked for.
///
/// # Errors
/// [`Error::Conflict`] where this is not the installation that the person began, or it came to nothing; the connection
/// is then as it was.
pub async fn finish(app: &App, actor: &Actor, code: &str, state: &str) -> Result<ConnectionId> {
    let begun = brought(app, actor, state).await?;
    let id = begun.connection;
    let connection = changeable(&app.db, actor, id).await?;
    let return_to = Url::parse(&begun.return_to).map_err(|_| store::Error::Unreadable("installation"))?;
    let opened = open::open(app, actor.kind, &Connection { paused_until: None, ..connection.clone() })?;
    let credentials = open::unseal(app, &connection)?;
    let exchanged = opened.messenger()?.exchange(&opened.ctx, &credentials, code, &return_to).await;
    let tx = app.db.begin().await?;
    health::log(app, &tx, &connection, None, opened.ctx.http.calls()).await?;
    let installed = match exchanged {
        Ok(installed) => installed,
        Err(error) => {
            let why = refused(&error);
            install::put(&tx, &Install { state_hash: None, problem: Some(why.clone()), ..begun }).await?;
            tx.commit().await?;
            return Err(Error::Conflict(why));
        }
    };
    let connection = changeable(&tx, actor, id).await?;
    let secrets = [(Credentials::INSTALLED.to_owned(), installed.token)].into();
    let mut kept = connection.secrets.clone();
    kept.extend(credentials::seal(app, id, &secrets));
    connection::set_credentials(&tx, &connection, &connection.settings, &kept).await?;
    if connection.status == ConnectionStatus::Broken {
        connection::set_status(&tx, &connection, ConnectionStatus::Disabled).await?;
    }
    let done = Install {
        state_hash: None,
        problem: None,
        team: Some(installed.team.clone()),
        installed_at: Some(app.now()),
        ..begun
    };
    install::put(&tx, &done).await?;
    // It may be another company's, in which nobody is who they were.
    member::forget(&tx, actor.workspace, id).await?;
    let detail = format!("“{}” in {}", connection.name, installed.team);
    audit::write(app, &tx, actor, "messenger.installed", ("connection", Some(id.into())), detail).await?;
    tx.commit().await?;
    check(app, actor, id).await?;
    toggle::enable(app, actor, id).await?;
    look_for_everybody(app, actor, id).await?;
    Ok(id)
}

/// Notes that the person was sent back without a code. Says which connection it is about.
///
/// # Errors
/// [`Error::Conflict`] where this is not the installation that the person began.
pub async fn declined(app: &App, actor: &Actor, state: &str) -> Result<ConnectionId> {
    let begun = brought(app, actor, state).await?;
    let id = begun.connection;
    let why = "It was not allowed there. Nothing was changed; begin again once it may be.".to_owned();
    let tx = app.db.begin().await?;
    install::put(&tx, &Install { state_hash: None, problem: Some(why), ..begun }).await?;
    tx.commit().await?;
    Ok(id)
}

/// Has everybody looked for in the messenger.
///
/// # Errors
/// [`Error::NotFound`] where there is no such connection.
pub async fn look_for_everybody(app: &App, actor: &Actor, id: ConnectionId) -> Result<()> {
    let tx = app.db.begin().await?;
    let connection = changeable(&tx, actor, id).await?;
    if messenger(app, &connection).is_none() {
        return Err(Error::NotFound("messenger"));
    }
    let now = app.now();
    task::push(&tx, app.id(), actor.workspace, members::TASK, id.into(), now, now).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// The installation that the person began.
async fn brought(app: &App, actor: &Actor, state: &str) -> Result<Install> {
    let again =
        || Error::Conflict("This installation was not begun by you, or is over. Begin it again.".into());
    let begun = install::by_state(&app.db, actor.workspace, &token::hash(state)).await?.ok_or_else(again)?;
    if actor.user != Some(begun.begun_by) || begun.begun_at + PATIENCE <= app.now() {
        return Err(again());
    }
    Ok(begun)
}

fn refused(error: &VendorError) -> String {
    match error {
        VendorError::Conflict(_) => "The code was used before or is too old. Begin the installation again.".into(),
        VendorError::Auth(_) => {
            "The messenger does not know this client ID and secret. Copy them again from the app there, then begin again."
                .into()
        }
        error => format!("It could not be finished: {error}. Begin it again."),
    }
}
