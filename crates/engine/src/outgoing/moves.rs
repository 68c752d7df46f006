//! A move on the board of an application that comes from another system.

use model::{application::Application, job::Stage, remote::RemoteChange};
use store::Tx;

use super::{
    queue::{Wanted, move_slot, put},
    there,
};
use crate::{Actor, App, Result};

/// Queues the move for the system that the application comes from, where it does. Its job's stages come from there
/// too; a stage that is gone there by now is said in the history, and nothing is sent.
pub(crate) async fn moved(
    app: &App,
    tx: &Tx,
    actor: &Actor,
    application: &Application,
    candidate_name: &str,
    to: &Stage,
) -> Result<()> {
    for there in there::of(tx, actor.workspace, &[application.id]).await? {
        let stages = there.stages(tx).await?;
        let Some((_, theirs)) = stages.into_iter().find(|(ours, _)| *ours == to.id) else {
            let subject = ("candidate", Some(application.candidate.into()));
            let detail = format!("Kept here only: {} has no stage “{}”", there.connection.name, to.name);
            crate::audit::write(app, tx, actor, "outgoing.kept_here", subject, detail).await?;
            continue;
        };
        let wanted = Wanted {
            candidate: application.candidate,
            candidate_name: candidate_name.into(),
            slot: move_slot(),
            change: RemoteChange::Move { from: there.known.stage.clone(), to: theirs },
            told: format!("move to “{}”", to.name),
        };
        put(app, tx, actor, &there, wanted).await?;
    }
    Ok(())
}
