//! What an employee says of themselves, so that people whom they worked with are found.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::referrals::network::owner;

use super::{changed, employee, sealed};
use crate::{
    Actor, App,
    error::{Error, Result},
};

/// The most employers that can be named.
const MOST: usize = 20;

/// What an employee says of themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Where they worked before.
    pub worked_at: Vec<String>,
}

/// What the employee has said, and when they last brought a file in.
///
/// # Errors
/// [`Error::Denied`].
pub async fn about(app: &App, actor: &Actor) -> Result<(About, Option<Timestamp>)> {
    let user = employee(actor)?;
    match owner::get(&app.db, actor.workspace, user).await? {
        Some(kept) => Ok((sealed::open(app, &sealed::of_owner(user), &kept.sealed)?, kept.imported_at)),
        None => Ok((About::default(), None)),
    }
}

/// Keeps where they worked before, one employer a line.
///
/// # Errors
/// [`Error::Denied`]; [`Error::Invalid`] at `worked_at` where there are too many.
pub async fn set_about(app: &App, actor: &Actor, worked_at: &str) -> Result<()> {
    let user = employee(actor)?;
    let lines = worked_at.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let worked_at: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    if worked_at.len() > MOST || worked_at.iter().any(|line| line.chars().count() > 200) {
        return Err(Error::field("worked_at", "Name up to 20 employers, one a line, each in 200 letters."));
    }
    let tx = app.db.begin().await?;
    changed(app, &tx, actor, user, false).await?;
    let kept = owner::get(&tx, actor.workspace, user).await?.ok_or(Error::NotFound("network"))?;
    let sealed = sealed::seal(app, &sealed::of_owner(user), &About { worked_at });
    owner::put(&tx, &owner::Owner { sealed, ..kept }).await?;
    tx.commit().await?;
    app.bell.notify_one();
    Ok(())
}
