//! The way of a person who agreed into the job: into the system that the job is kept in, or among the applications here.
//!
//! The steps *find, save, enter, note* each keep their result before the next begins. A delivery may be cut off
//! anywhere; the next one goes on at the first step that is not done, and looks again before it makes anybody.

pub mod act;
pub(crate) mod follow;
mod here;
mod resume;
mod run;
mod steps;
#[cfg(test)]
mod tests;

use model::{handoff::HandoffState, remote::RecordKind};
pub(crate) use resume::waiting_for;
pub use store::referrals::delivery::Delivery;
use store::{
    Conn, Tx,
    referrals::{delivery, referral},
    sync::mirror::{self, Mirror},
    task::{self, Task},
};

use super::Referral;
use crate::{App, error::Result};

/// The kind of the task that puts a person forward; its subject is the referral.
pub(crate) const TASK: &str = "referral.deliver";

/// Sends a person who has agreed on their way, in the transaction of their yes.
pub(super) async fn begin(app: &App, tx: &Tx, one: &Referral) -> Result<()> {
    let now = app.now();
    let new = Delivery {
        referral: one.id,
        workspace: one.workspace,
        connection: job_there(tx, one).await?.map(|there| there.connection),
        state: HandoffState::Queued,
        vendor_key: app.dice.token(),
        tries: 0,
        next_try_at: None,
        problem: None,
        candidate_there: None,
        application_there: None,
        created_at: now,
        updated_at: now,
    };
    delivery::insert(tx, &new).await?;
    Ok(task::push(tx, app.id(), one.workspace, TASK, one.id.into(), now, now).await?)
}

/// The job as the system has it that it is kept in; `None` where it is Gangway's own.
async fn job_there(conn: &impl Conn, one: &Referral) -> Result<Option<Mirror>> {
    let kind = RecordKind::Job.into();
    let rows = mirror::of_local(conn, one.workspace, kind, [one.job.into()]).await?;
    Ok(rows.into_iter().find(|row| row.gone_at.is_none()))
}

/// Does what is left of one delivery.
///
/// # Errors
/// Where the database fails; the claim then runs out and it is taken up again.
pub(crate) async fn work(app: &App, worker: &str, task: &Task) -> Result<()> {
    let space = task.workspace;
    let found = delivery::get(&app.db, space, task.subject.into()).await?;
    let open = [HandoffState::Queued, HandoffState::Sending, HandoffState::Retrying];
    let one = referral::get(&app.db, space, task.subject.into()).await?;
    match found.filter(|found| open.contains(&found.state)).zip(one) {
        Some((found, one)) if found.connection.is_none() => here::enter(app, worker, task, found, one).await,
        Some((found, one)) => run::run(app, worker, task, found, one).await,
        None => {
            let tx = app.db.begin().await?;
            task::finish(&tx, task.id, worker).await?;
            Ok(tx.commit().await?)
        }
    }
}
