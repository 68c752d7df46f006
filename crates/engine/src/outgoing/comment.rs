//! A comment on somebody whose application comes from another system.

use model::remote::RemoteChange;
use store::{
    Tx,
    hiring::{application, candidate, comment::Comment},
    outgoing,
};

use super::{
    queue::{Wanted, put, slot, stop},
    there::latest_live,
};
use crate::{Actor, App, Result};

const WHAT: &str = "comment";

/// Queues the comment for the latest application in each other system. It says there who wrote it, because the system
/// itself names the key's owner.
pub(crate) async fn commented(app: &App, tx: &Tx, actor: &Actor, comment: &Comment) -> Result<()> {
    let living = latest_live(tx, actor.workspace, comment.candidate).await?;
    if living.is_empty() {
        return Ok(());
    }
    let person = candidate::get(tx, actor.workspace, comment.candidate).await?;
    for there in living {
        let wanted = Wanted {
            candidate: comment.candidate,
            candidate_name: person.as_ref().map(|one| one.profile.full_name()).unwrap_or_default(),
            slot: slot(WHAT, comment.id),
            change: RemoteChange::Comment { text: signed(comment) },
            told: WHAT.into(),
        };
        put(app, tx, actor, &there, wanted).await?;
    }
    Ok(())
}

fn signed(comment: &Comment) -> String {
    format!("{}\n\n— {}", comment.text, comment.author)
}

/// Lets a comment that was changed before it was sent arrive as it is now. What was sent stays as it was.
pub(crate) async fn reworded(app: &App, tx: &Tx, actor: &Actor, comment: &Comment) -> Result<()> {
    for mut unsent in unsent(tx, actor, comment).await? {
        unsent.change = RemoteChange::Comment { text: signed(comment) };
        unsent.updated_at = app.now();
        // Where the worker was quicker, the comment arrives as it was.
        outgoing::save(tx, &mut unsent).await?;
    }
    Ok(())
}

/// Sends nothing of a comment that was taken away before it was sent. What was sent stays.
pub(crate) async fn withdrawn(app: &App, tx: &Tx, actor: &Actor, comment: &Comment) -> Result<()> {
    for unsent in unsent(tx, actor, comment).await? {
        stop(app, tx, actor, unsent, "It was taken away here before it was sent.".into()).await?;
    }
    Ok(())
}

async fn unsent(tx: &Tx, actor: &Actor, comment: &Comment) -> Result<Vec<outgoing::Outgoing>> {
    let slot = slot(WHAT, comment.id);
    let mut unsent = Vec::new();
    for application in application::of_candidate(tx, actor.workspace, comment.candidate).await? {
        let all = outgoing::of_application(tx, actor.workspace, application.id).await?;
        unsent.extend(all.into_iter().filter(|one| one.slot == slot && one.is_unsent()));
    }
    Ok(unsent)
}
