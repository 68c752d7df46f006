//! An employee's network: the people they know, brought in from a file, seen by nobody else.
//!
//! Every operation acts on the network of whoever asks. There is none that takes another employee.

mod about;
mod bring_in;
mod change;
mod forget;
mod list;
mod person;
pub mod read;
pub(crate) mod sealed;
#[cfg(test)]
mod tests;
mod upload;

use std::time::Duration;

use model::{UserId, access::Right};
use store::{
    Tx,
    referrals::network::{file, owner},
};

pub use about::{About, about, set_about};
pub use bring_in::{Brought, bring_in};
pub use change::{forget_one, leave_out, set_known};
pub use forget::{Forgotten, forget_all};
pub use list::{Listed, PAGE, Page, list};
pub(crate) use person::person;
pub use upload::{Preview, drop_file, preview, upload};

use crate::{Actor, App, Result, error::Error, referrals::matching};

/// How long a file that was looked at and not brought in is kept.
const FILE_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// The employee who asks.
fn employee(actor: &Actor) -> Result<UserId> {
    actor.require(Right::ReferralsOwn)?;
    actor.user.ok_or(Error::NotFound("network"))
}

/// Notes that something of an employee's network changed, so that their matches are found anew.
async fn changed(app: &App, tx: &Tx, actor: &Actor, user: UserId, imported: bool) -> Result<()> {
    let known = owner::get(tx, actor.workspace, user).await?;
    let sealed = known.as_ref().map_or_else(
        || sealed::seal(app, &sealed::of_owner(user), &About::default()),
        |owner| owner.sealed.clone(),
    );
    let imported_at = if imported { Some(app.now()) } else { known.and_then(|owner| owner.imported_at) };
    let now = owner::Owner { user, workspace: actor.workspace, sealed, imported_at, changed_at: app.now() };
    owner::put(tx, &now).await?;
    matching::network_changed(app, tx, actor.workspace, user).await
}

/// Forgets files that nobody brought in.
pub(crate) async fn tidy(app: &App) -> Result<()> {
    file::prune(&app.db, app.now() - FILE_KEPT).await?;
    Ok(())
}
