//! Workflows: the stages that a job's applications move through.

use model::{
    StageId, WorkflowId,
    access::Right,
    job::{Stage, StageKind, Workflow},
};
use store::hiring::{application, workflow};
use uuid::Uuid;

use super::{line, name, taken, the_workflow};
use crate::{
    Actor, App, audit,
    error::{Error, Result},
};

/// A stage as it was typed; a new one has no identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedStage {
    /// Which stage, where it is there already.
    pub id: Option<StageId>,
    /// The name people read.
    pub name: String,
    /// What it means.
    pub kind: StageKind,
}

/// Every workflow.
pub async fn list(app: &App, actor: &Actor) -> Result<Vec<Workflow>> {
    actor.require(Right::JobsRead)?;
    Ok(workflow::all(&app.db, actor.workspace).await?)
}

/// One workflow.
pub async fn get(app: &App, actor: &Actor, id: WorkflowId) -> Result<Workflow> {
    actor.require(Right::JobsRead)?;
    the_workflow(&app.db, actor.workspace, id).await
}

/// Makes a workflow of these stages.
pub async fn create(app: &App, actor: &Actor, called: &str, stages: &[TypedStage]) -> Result<Workflow> {
    actor.require(Right::WorkspaceManage)?;
    let made = Workflow { id: app.id(), name: name(called)?, stages: placed(app, stages) };
    made.check().map_err(|error| Error::field("stages", error.to_string()))?;
    let tx = app.db.begin().await?;
    workflow::insert(&tx, actor.workspace, &made, app.now()).await.map_err(taken)?;
    let detail = format!("Made the workflow {}", made.name);
    audit::write(app, &tx, actor, "workflow.created", ("workflow", Some(made.id.into())), detail).await?;
    tx.commit().await?;
    Ok(made)
}

/// Renames, adds, reorders and takes away stages. A stage where somebody stands can't be taken away.
pub async fn edit(
    app: &App,
    actor: &Actor,
    id: WorkflowId,
    called: &str,
    stages: &[TypedStage],
) -> Result<Workflow> {
    actor.require(Right::WorkspaceManage)?;
    let tx = app.db.begin().await?;
    let before = the_workflow(&tx, actor.workspace, id).await?;
    let known = |stage: StageId| before.stages.iter().any(|known| known.id == stage);
    if stages.iter().filter_map(|stage| stage.id).any(|stage| !known(stage)) {
        return Err(Error::NotFound("stage"));
    }
    let after = Workflow { id, name: name(called)?, stages: placed(app, stages) };
    after.check().map_err(|error| Error::field("stages", error.to_string()))?;
    for gone in before.stages.iter().filter(|old| !after.stages.iter().any(|new| new.id == old.id)) {
        let standing = application::count_at(&tx, actor.workspace, gone.id).await?;
        if standing > 0 {
            let sentence = format!(
                "{standing} applications stand at “{}”. Move them to another stage first; nothing was changed.",
                gone.name
            );
            return Err(Error::field("stages", sentence));
        }
    }
    workflow::update(&tx, actor.workspace, &after).await.map_err(taken)?;
    let detail = format!("Changed the workflow {}", after.name);
    audit::write(app, &tx, actor, "workflow.edited", ("workflow", Some(Uuid::from(id))), detail).await?;
    tx.commit().await?;
    Ok(after)
}

fn placed(app: &App, stages: &[TypedStage]) -> Vec<Stage> {
    let placed = stages.iter().zip(0..).map(|(stage, position)| Stage {
        id: stage.id.unwrap_or_else(|| app.id()),
        name: line(&stage.name),
        kind: stage.kind,
        position,
    });
    placed.collect()
}
