//! Moves that happened there: each has its step here, and a move to hired asks the rules.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::{
    ApplicationId,
    application::Application,
    job::{Stage, StageKind},
    remote::RecordKind,
};
use store::{
    Tx,
    hiring::{application, candidate, job, movement, movement::Movement},
};

use super::{Writes, audit_line};
use crate::{
    App, Result, handoff,
    screening::follow_up::arrive::{Arrival, arrived},
    sync::scope::Scope,
};

/// An application that stands elsewhere than before.
pub(super) struct Moved {
    pub application: Application,
    /// `None` where it is new here.
    pub from: Option<Stage>,
    pub to: Stage,
}

/// One step of an application's way, by the connection's name.
pub(super) fn step(
    app: &App,
    scope: &Scope,
    application: ApplicationId,
    from: Option<&Stage>,
    to: &Stage,
    at: Timestamp,
) -> Movement {
    Movement {
        id: app.id(),
        application,
        from: from.map(|stage| stage.name.clone()),
        to: to.name.clone(),
        kind: to.kind,
        actor: scope.actor.name.clone(),
        at,
    }
}

/// Whether an application that is new here was hired since the connection is in use: what was decided before is history.
pub(super) fn is_news(scope: &Scope, stage: &Stage, hired_at: Option<Timestamp>) -> bool {
    stage.kind == StageKind::Hired && hired_at.is_some_and(|at| at > scope.first_enabled_at)
}

/// Writes the steps of moves that happened there, unless a move made here stands against them, and asks the rules.
pub(super) async fn told(
    app: &App,
    tx: &Tx,
    scope: &Scope,
    moved: &[Moved],
    writes: &mut Writes,
) -> Result<()> {
    if moved.is_empty() {
        return Ok(());
    }
    let space = scope.workspace();
    let people: Vec<_> = moved.iter().map(|moved| moved.application.candidate).collect();
    let people = candidate::of_ids(tx, space, &people).await?;
    let jobs: Vec<_> = moved.iter().map(|moved| moved.application.job).collect();
    let jobs: BTreeMap<_, _> = job::of_ids(tx, space, &jobs).await?;
    let mut steps = Vec::new();
    for Moved { application, from, to } in moved {
        if let Some(from) = from {
            if let Some(ours) = store::outgoing::pending_move(tx, space, application.id).await? {
                // Somebody here moved it too. Ours stays, and its delivery finds that theirs stands against it.
                application::set_stage(tx, space, application.id, to.id, from.id, app.now()).await?;
                let sentence = format!(
                    "Moved to {} there, while it was to {} here. Nothing was overwritten.",
                    to.name, ours.told
                );
                let kind = RecordKind::Application;
                writes.notes.push(scope.note(app, kind, &ours.external_application, "conflict", sentence));
                continue;
            }
            steps.push(step(app, scope, application.id, Some(from), to, app.now()));
            let name =
                people.get(&application.candidate).map(|who| who.profile.full_name()).unwrap_or_default();
            let title = jobs.get(&application.job).map(|job| job.title.as_str()).unwrap_or_default();
            let detail = format!("{name}, {title}: from {} to {}", from.name, to.name);
            let subject = ("candidate", application.candidate.into());
            writes.audit.push(audit_line(app, scope, "candidate.moved", subject, detail));
        }
        handoff::rule::on_moved(app, tx, &scope.actor, application, to).await?;
        if from.is_some() {
            let arrival =
                Arrival { application: application.id, job: application.job, stage: to, at: app.now() };
            arrived(app, tx, space, &[arrival]).await?;
        }
    }
    Ok(movement::insert_many(tx, space, &steps).await?)
}
