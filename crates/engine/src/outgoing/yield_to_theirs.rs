//! Taking their stage here, once a person has seen both.

use model::{
    OutgoingId,
    access::Right,
    remote::{RecordKind, RemoteChange},
};

use super::{
    conflict::{is_in_conflict, stage},
    find, moved_on,
    queue::stop,
    there,
};
use crate::{
    Actor, App,
    error::{Error, Result},
    hiring::move_application,
    hooks,
};

/// Moves the application here to where it stands there, and does not send our move. The application is then read
/// afresh, in case it was moved on there since it was seen.
///
/// # Errors
/// [`Error::Conflict`] where no conflict waits to be decided, or the stage there is not known here yet.
pub async fn yield_to_theirs(app: &App, actor: &Actor, id: OutgoingId) -> Result<()> {
    actor.require(Right::CandidatesMove)?;
    let tx = app.db.begin().await?;
    let ours = find(&tx, actor.workspace, id).await?;
    if !is_in_conflict(&ours) {
        return Err(Error::Conflict("There is nothing to decide here any more.".into()));
    }
    let unknown = || {
        let sentence =
            "The stage it stands in there is not known here yet. Sync the connection, then decide.";
        Error::Conflict(sentence.into())
    };
    let theirs = ours.theirs.clone().ok_or_else(unknown)?;
    let to = stage(&tx, &ours, &theirs).await?.ok_or_else(unknown)?;
    move_application::step(app, &tx, actor, ours.application, &to).await?;
    for there in there::of(&tx, actor.workspace, &[ours.application]).await? {
        if there.connection.id == ours.connection {
            let seen = RemoteChange::Move { from: String::new(), to: theirs.clone() };
            there.set(&tx, &seen).await?;
        }
    }
    let record = (RecordKind::Application, ours.external_application.clone());
    hooks::ask(app, &tx, actor.workspace, ours.connection, &record).await?;
    let why = format!("Decided for “{}”, where it was moved there.", to.name);
    if !stop(app, &tx, actor, ours, why).await? {
        return Err(moved_on());
    }
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
