//! What an employee says of one of their contacts.

use model::{ContactId, network::Known};
use store::referrals::network::{
    contact::{self, Contact as Kept},
    headline, matched,
};

use super::{changed, employee};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// Says how well somebody is known.
///
/// # Errors
/// [`Error::Denied`]; [`Error::NotFound`] where it is not one of theirs.
pub async fn set_known(app: &App, actor: &Actor, id: ContactId, known: Known) -> Result<()> {
    change(app, actor, id, |kept| kept.known = known).await
}

/// Leaves somebody out of matching, or takes them in again.
///
/// # Errors
/// As [`set_known`].
pub async fn leave_out(app: &App, actor: &Actor, id: ContactId, left_out: bool) -> Result<()> {
    change(app, actor, id, |kept| kept.left_out = left_out).await
}

async fn change(app: &App, actor: &Actor, id: ContactId, say: impl FnOnce(&mut Kept)) -> Result<()> {
    let user = employee(actor)?;
    let tx = app.db.begin().await?;
    let found = contact::get(&tx, actor.workspace, user, id).await?;
    let mut kept = found.ok_or(Error::NotFound("contact"))?;
    say(&mut kept);
    contact::put_many(&tx, &[kept]).await?;
    changed(app, &tx, actor, user, false).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}

/// Forgets somebody.
///
/// # Errors
/// As [`set_known`].
pub async fn forget_one(app: &App, actor: &Actor, id: ContactId) -> Result<()> {
    let user = employee(actor)?;
    let tx = app.db.begin().await?;
    contact::get(&tx, actor.workspace, user, id).await?.ok_or(Error::NotFound("contact"))?;
    matched::forget_of_contact(&tx, actor.workspace, id).await?;
    contact::forget(&tx, actor.workspace, id).await?;
    headline::prune(&tx, actor.workspace).await?;
    changed(app, &tx, actor, user, false).await?;
    Ok(tx.commit().await?)
}
