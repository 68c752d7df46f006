//! Workflows: the stages that a job's applications move through.

use std::collections::BTreeMap;

use model::{
    StageId, WorkflowId,
    access::Right,
    hire::FieldProblem,
    job::{Stage, StageKind, Workflow, WorkflowError},
};
use store::{
    Tx,
    hiring::{application, workflow},
};
use uuid::Uuid;

use super::{line, name, problem, taken, the_workflow};
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

/// How many applications stand at each stage of a workflow, over all its jobs; a stage without any is left out.
pub async fn standing(app: &App, actor: &Actor, id: WorkflowId) -> Result<BTreeMap<StageId, u64>> {
    actor.require(Right::WorkspaceManage)?;
    let workflow = the_workflow(&app.db, actor.workspace, id).await?;
    let mut standing = BTreeMap::new();
    for stage in workflow.stages {
        let count = application::count_at(&app.db, actor.workspace, stage.id).await?;
        if count > 0 {
            standing.insert(stage.id, count);
        }
    }
    Ok(standing)
}

/// Makes a workflow of these stages.
///
/// # Errors
/// [`Error::Invalid`] at `name`, at `stages`, or at `stage-0` and so on for a stage that has no name.
pub async fn create(app: &App, actor: &Actor, called: &str, stages: &[TypedStage]) -> Result<Workflow> {
    actor.require(Right::WorkspaceManage)?;
    let made = checked(app, app.id(), called, stages)?;
    let tx = app.db.begin().await?;
    workflow::insert(&tx, actor.workspace, &made, app.now()).await.map_err(taken)?;
    let detail = format!("Made the workflow {}", made.name);
    audit::write(app, &tx, actor, "workflow.created", ("workflow", Some(made.id.into())), detail).await?;
    tx.commit().await?;
    Ok(made)
}

/// Renames, adds, reorders and takes away stages. A stage where somebody stands can't be taken away.
///
/// # Errors
/// As [`create`], and at `stages` where somebody stands at a stage that is gone.
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
    let after = checked(app, id, called, stages)?;
    let occupied = occupied(&tx, actor, &before, &after).await?;
    if !occupied.is_empty() {
        return Err(Error::Invalid(occupied));
    }
    workflow::update(&tx, actor.workspace, &after).await.map_err(taken)?;
    let detail = format!("Changed the workflow {}", after.name);
    audit::write(app, &tx, actor, "workflow.edited", ("workflow", Some(Uuid::from(id))), detail).await?;
    tx.commit().await?;
    Ok(after)
}

/// Says of each stage that is gone, and where somebody stands, how many do.
async fn occupied(tx: &Tx, actor: &Actor, before: &Workflow, after: &Workflow) -> Result<Vec<FieldProblem>> {
    let mut problems = Vec::new();
    for gone in before.stages.iter().filter(|old| !after.stages.iter().any(|new| new.id == old.id)) {
        let (standing, them) = match application::count_at(tx, actor.workspace, gone.id).await? {
            0 => continue,
            1 => ("One application stands".to_owned(), "it"),
            many => (format!("{many} applications stand"), "them"),
        };
        let sentence = format!(
            "{standing} at “{}”, so it can't be removed. Move {them} to another stage first; nothing was changed.",
            gone.name
        );
        problems.push(problem("stages", sentence));
    }
    Ok(problems)
}

/// The workflow as typed, or every problem at its field.
fn checked(app: &App, id: WorkflowId, called: &str, stages: &[TypedStage]) -> Result<Workflow> {
    let mut problems = Vec::new();
    let name = name(called).unwrap_or_else(|error| {
        problems.extend_from_slice(error.problems());
        String::new()
    });
    let placed = stages.iter().zip(0..).map(|(stage, position)| Stage {
        id: stage.id.unwrap_or_else(|| app.id()),
        name: line(&stage.name),
        kind: stage.kind,
        position,
    });
    let typed = Workflow { id, name, stages: placed.collect() };
    for stage in typed.stages.iter().filter(|stage| stage.name.is_empty()) {
        problems.push(problem(&format!("stage-{}", stage.position), WorkflowError::Unnamed.to_string()));
    }
    match typed.check() {
        Ok(()) | Err(WorkflowError::Unnamed) => {}
        Err(error) => problems.push(problem("stages", error.to_string())),
    }
    if problems.is_empty() { Ok(typed) } else { Err(Error::Invalid(problems)) }
}

#[cfg(test)]
mod tests {
    use model::access::Role;

    use super::*;
    use crate::{
        hiring::testing::{house, typed},
        people::testing::benches,
    };

    fn kept(workflow: &Workflow) -> Vec<TypedStage> {
        let stages = workflow.stages.iter();
        stages
            .map(|stage| TypedStage { id: Some(stage.id), name: stage.name.clone(), kind: stage.kind })
            .collect()
    }

    #[tokio::test]
    async fn stages_are_renamed_added_reordered_and_removed() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            let mut stages = kept(&house.flow);
            stages.remove(1);
            stages.swap(1, 2);
            stages[0].name = "  Fresh   ones ".into();
            stages.extend(typed(&[("Later", StageKind::Review)]));
            edit(app, &boss.actor, house.flow.id, "Yard", &stages).await.unwrap();
            let after = get(app, &boss.actor, house.flow.id).await.unwrap();
            let names: Vec<_> = after.stages.iter().map(|stage| stage.name.as_str()).collect();
            assert_eq!(
                (after.name.as_str(), names),
                ("Yard", vec!["Fresh ones", "In", "Talk", "Out", "Later"])
            );
            assert_eq!(after.stages[1].id, house.stage(3), "{}: a moved stage stays itself", bench.kind());
            assert!(bench.actions(&boss).await.contains(&"workflow.edited".to_owned()));
        }
    }

    #[tokio::test]
    async fn a_stage_where_somebody_stands_stays_and_it_is_said_how_many() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            let house = house(app, &boss.actor).await;
            house.apply(app, &boss.actor, "Ana", "Lopez").await;
            house.apply(app, &boss.actor, "Bo", "Lind").await;
            let mut stages = kept(&house.flow);
            stages[0].name = "Another".into();
            stages[0].id = None;
            let refused = edit(app, &boss.actor, house.flow.id, "Yard", &stages).await.unwrap_err();
            let [one] = refused.problems() else { panic!("{refused}") };
            assert_eq!(one.field, "stages");
            let counted = standing(app, &boss.actor, house.flow.id).await.unwrap();
            assert_eq!(counted, [(house.stage(0), 2)].into());
            assert!(one.message.starts_with("2 applications stand at “New”"), "{}", one.message);
            assert_eq!(get(app, &boss.actor, house.flow.id).await.unwrap(), house.flow);
        }
    }

    #[tokio::test]
    async fn each_problem_stands_at_its_field() {
        for bench in benches().await {
            let (app, boss) = (&bench.app, bench.administrator().await);
            house(app, &boss.actor).await;
            let stages = typed(&[("New", StageKind::Applied), (" ", StageKind::Hired)]);
            let refused = create(app, &boss.actor, "", &stages).await.unwrap_err();
            let fields: Vec<_> = refused.problems().iter().map(|problem| problem.field.as_str()).collect();
            assert_eq!(fields, ["name", "stage-1"]);
            let stages = typed(&[("New", StageKind::Applied)]);
            let refused = create(app, &boss.actor, "No end", &stages).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, "stages");
            let whole = typed(&[("New", StageKind::Applied), ("In", StageKind::Hired)]);
            let refused = create(app, &boss.actor, "Short", &whole).await.unwrap_err();
            assert_eq!(refused.problems()[0].field, "name", "{}: taken", bench.kind());
            let recruiter = bench.colleague(&boss, "r@example.com", Role::Recruiter).await;
            let denied = create(app, &recruiter.actor, "Mine", &whole).await.unwrap_err();
            assert!(matches!(denied, Error::Denied(Right::WorkspaceManage)));
        }
    }
}
