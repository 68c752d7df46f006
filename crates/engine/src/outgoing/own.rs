//! What Gangway alone keeps in an application of another system: values of fields that are its own to fill, the one
//! of its own labels, and a remark on what it found.

use model::{
    application::Application,
    remote::{OwnTag, OwnValue, RemoteChange},
};
use store::{
    Tx,
    outgoing::{self, Outgoing},
};

use super::{
    queue::{Wanted, put, stop},
    there::There,
};
use crate::{Actor, App, Result};

/// What the slots of such changes begin with.
const OWN: &str = "screening/";

/// Whose application it is, in which system.
pub(crate) struct Whose<'a> {
    /// The application in the other system.
    pub there: &'a There,
    /// The application here.
    pub application: &'a Application,
    /// The person's name.
    pub name: &'a str,
}

/// Whether a change keeps what is our own.
pub(crate) fn is_own(one: &Outgoing) -> bool {
    one.slot.starts_with(OWN)
}

/// Queues values of fields that are ours to fill.
pub(crate) async fn filled(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    whose: &Whose<'_>,
    values: Vec<OwnValue>,
) -> Result<()> {
    change(app, tx, actor, whose, "fields", RemoteChange::FillFields(values), "result of screening").await
}

/// Queues which of our labels the application is to have.
pub(crate) async fn labelled(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    whose: &Whose<'_>,
    own: OwnTag,
) -> Result<()> {
    change(app, tx, actor, whose, "tag", RemoteChange::OneTag(own), "status tag of screening").await
}

/// Queues a remark, unless the very words were said on this application before.
pub(crate) async fn remarked(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    whose: &Whose<'_>,
    text: String,
) -> Result<()> {
    let change_of = RemoteChange::Comment { text };
    let said = outgoing::of_application(tx, actor.workspace, whose.application.id).await?;
    let here = |one: &&Outgoing| one.connection == whose.there.connection.id && is_own(one);
    if said.iter().filter(here).any(|one| one.change == change_of && (one.unsure || !was_dropped(one))) {
        return Ok(());
    }
    change(app, tx, actor, whose, "comment", change_of, "comment on screening").await
}

fn was_dropped(one: &Outgoing) -> bool {
    one.state == model::handoff::HandoffState::Cancelled
}

async fn change(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    whose: &Whose<'_>,
    what: &str,
    change: RemoteChange,
    told: &str,
) -> Result<()> {
    let wanted = Wanted {
        candidate: whose.application.candidate,
        candidate_name: whose.name.to_owned(),
        slot: format!("{OWN}{what}"),
        change,
        told: told.into(),
    };
    put(app, tx, actor, whose.there, wanted).await
}

/// Sends nothing of what is our own and was not sent yet, and says how much that is.
pub(crate) async fn dropped(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    open: Vec<Outgoing>,
    why: &str,
) -> Result<usize> {
    let mut count = 0;
    for one in open.into_iter().filter(|one| is_own(one) && one.is_unsent()) {
        // Where the worker was quicker, it arrives.
        count += usize::from(stop(app, tx, actor, one, why.to_owned()).await?);
    }
    Ok(count)
}
