//! Finding contacts who fit open jobs.
//!
//! `need` says what a job looks for and `headline` what somebody does; `board` holds them against each other, once for
//! all who do the same, and `fit` adds what speaks for one person. All four are pure. Two kinds of work keep what is
//! found: `of_job` holds one job against everybody's contacts, `of_network` one employee's contacts against every job.

mod ask;
mod board;
mod fit;
mod headline;
mod house;
mod key;
mod need;
pub(crate) mod of_job;
pub(crate) mod of_network;
mod own;
mod seen;
mod standing;
#[cfg(test)]
mod tests;

use model::{JobId, UserId, WorkspaceId};
use store::{
    Tx,
    referrals::network::{matched::Match, owner},
    task,
};

pub use ask::ask_about;
pub(crate) use headline::of as headline;
pub use key::MatchKey;
pub use own::{OwnJob, OwnMatch, jobs, matches};
pub use seen::{Seen, seen};

use crate::{App, Result};

/// How many matches of one employee's contacts a job keeps: the best ones.
const MOST_EACH: usize = 10;

/// Notes that jobs were opened, closed, or ask for something else, so that their matches are found anew.
pub(crate) async fn jobs_changed(app: &App, tx: &Tx, workspace: WorkspaceId, jobs: &[JobId]) -> Result<()> {
    // Where nobody has contacts there is nothing to find; the first network asks for every job that is open then.
    if jobs.is_empty() || !owner::any(tx, workspace).await? {
        return Ok(());
    }
    let tasks: Vec<_> = jobs.iter().map(|job| (app.id(), (*job).into())).collect();
    Ok(task::push_many(tx, workspace, of_job::TASK, &tasks, app.now()).await?)
}

/// Notes that an employee's network changed, so that its matches are found anew.
pub(crate) async fn network_changed(app: &App, tx: &Tx, workspace: WorkspaceId, user: UserId) -> Result<()> {
    let now = app.now();
    Ok(task::push(tx, app.id(), workspace, of_network::TASK, user.into(), now, now).await?)
}

/// Of many matches the best of each pair of employee and job.
fn best(mut found: Vec<Match>) -> Vec<Match> {
    found.sort_by(|a, b| {
        (a.user, a.job, b.fit.points, a.contact).cmp(&(b.user, b.job, a.fit.points, b.contact))
    });
    let (mut of, mut count) = (None, 0);
    found.retain(|one| {
        if of != Some((one.user, one.job)) {
            (of, count) = (Some((one.user, one.job)), 0);
        }
        count += 1;
        count <= MOST_EACH
    });
    found
}
