//! Deleting all of one's network.

use store::referrals::network::{contact, file, headline, matched, need, owner};

use super::employee;
use crate::{Actor, App, Result, audit};

/// What was deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Forgotten {
    /// How many people.
    pub people: u64,
}

/// Deletes everybody whom the employee brought, the file that waits, and all that was found by them. What they have
/// agreed to already - referrals that are under way - stays.
///
/// # Errors
/// [`crate::Error::Denied`].
pub async fn forget_all(app: &App, actor: &Actor) -> Result<Forgotten> {
    let (user, space) = (employee(actor)?, actor.workspace);
    let tx = app.db.begin().await?;
    matched::forget_of_user(&tx, space, user).await?;
    let people = contact::forget_of(&tx, space, user).await?;
    file::forget(&tx, space, user).await?;
    owner::forget(&tx, space, user).await?;
    headline::prune(&tx, space).await?;
    if !owner::any(&tx, space).await? {
        need::forget_all(&tx, space).await?;
    }
    let detail = format!("Deleted their network of {people} people");
    audit::write(app, &tx, actor, "network.deleted", ("user", Some(user.into())), detail).await?;
    tx.commit().await?;
    Ok(Forgotten { people })
}
