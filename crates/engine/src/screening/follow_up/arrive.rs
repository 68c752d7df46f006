//! Somebody came to a stage: what they are to be asked there.

use std::time::Duration;

use jiff::Timestamp;
use model::{ApplicationId, JobId, WorkspaceId, job::Stage};
use store::{
    Tx,
    screening::follow_up::{asked, set},
    task,
};

use super::{FollowUp, FollowUpState, QuestionSet, TASK};
use crate::{App, error::Result, referrals};

/// An application that came to a stage.
pub(crate) struct Arrival<'a> {
    pub application: ApplicationId,
    pub job: JobId,
    pub stage: &'a Stage,
    /// When it came there.
    pub at: Timestamp,
}

/// Keeps what those who came are to be asked, and lets the referrals that brought them follow. Who came before a set was
/// switched on, or was asked it before, is left alone.
pub(crate) async fn arrived(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    arrivals: &[Arrival<'_>],
) -> Result<()> {
    referrals::deliver::follow::arrived(app, tx, workspace, arrivals).await?;
    let mut jobs: Vec<JobId> = arrivals.iter().map(|one| one.job).collect();
    jobs.sort_unstable();
    jobs.dedup();
    if jobs.is_empty() {
        return Ok(());
    }
    let sets = set::active(tx, workspace, &jobs).await?;
    for set in &sets {
        let Some(since) = set.active_since else { continue };
        let comes = |one: &&Arrival<'_>| one.job == set.job && set.at.is(one.stage) && one.at >= since;
        for one in arrivals.iter().filter(comes) {
            call(app, tx, workspace, set, one).await?;
        }
    }
    Ok(())
}

/// Keeps that one of them is to be asked a set. False where they are, or were, asked it already.
pub(super) async fn call(
    app: &App,
    tx: &Tx,
    workspace: WorkspaceId,
    set: &QuestionSet,
    one: &Arrival<'_>,
) -> Result<bool> {
    let due = FollowUp {
        id: app.id(),
        set: set.id,
        application: one.application,
        state: FollowUpState::Due,
        content: set.content.clone(),
        arrived_at: one.at,
        asked_at: None,
        reminded_at: None,
        expires_at: None,
        answered_at: None,
        why: None,
        answers: vec![],
    };
    let is_new = asked::insert(tx, workspace, &due).await?;
    if is_new {
        let at = one.at + Duration::from_secs(u64::from(set.content.delay_hours) * 3600);
        task::push(tx, app.id(), workspace, TASK, due.id.into(), at, app.now()).await?;
    }
    Ok(is_new)
}
