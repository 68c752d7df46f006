//! `/settings/workflows/new` and `/settings/workflows/{id}`: the editor of a workflow's stages.
//!
//! It needs no script: adding, moving and removing a row post the whole form, which comes back with what was typed.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use engine::hiring::workflows::{self, TypedStage};
use model::{
    StageId, WorkflowId,
    job::{StageKind, Workflow},
};

use super::list::label;
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::people::problems::Problems,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "hiring/jobs/workflow.html")]
struct WorkflowPage {
    shell: Shell,
    title: Option<String>,
    typed: Typed,
    standing: BTreeMap<StageId, u64>,
    kinds: [(StageKind, &'static str); 6],
    problems: Problems,
}

impl WorkflowPage {
    /// What is wrong with a row.
    fn of_row(&self, row: &usize) -> Option<&str> {
        self.problems.of(&format!("stage-{row}"))
    }

    /// How many stand at a row's stage.
    fn standing(&self, stage: &TypedStage) -> u64 {
        stage.id.and_then(|id| self.standing.get(&id)).copied().unwrap_or(0)
    }
}

/// The form as it was typed.
struct Typed {
    name: String,
    stages: Vec<TypedStage>,
}

impl Typed {
    /// What most companies begin with.
    fn usual() -> Self {
        let stages = StageKind::ALL.map(|kind| TypedStage { id: None, name: label(kind).into(), kind });
        Self { name: String::new(), stages: stages.into() }
    }

    fn of(workflow: &Workflow) -> Self {
        let stages = workflow.stages.iter();
        let typed = |stage: &model::job::Stage| TypedStage {
            id: Some(stage.id),
            name: stage.name.clone(),
            kind: stage.kind,
        };
        Self { name: workflow.name.clone(), stages: stages.map(typed).collect() }
    }

    /// Reads the form; each row begins with its `stage_id`. Also says which button was pressed.
    fn read(pairs: Vec<(String, String)>) -> (Self, String) {
        let (mut typed, mut pressed) = (Self { name: String::new(), stages: Vec::new() }, String::new());
        for (key, value) in pairs {
            match key.as_str() {
                "name" => typed.name = value,
                // The first button pressed counts, as a browser sends it.
                "do" => pressed = value,
                "stage_id" => typed.stages.push(TypedStage {
                    id: value.parse().ok(),
                    name: String::new(),
                    kind: StageKind::Review,
                }),
                "stage_name" => {
                    if let Some(row) = typed.stages.last_mut() {
                        row.name = value;
                    }
                }
                "stage_kind" => {
                    if let (Some(row), Some(kind)) = (typed.stages.last_mut(), StageKind::parse(&value)) {
                        row.kind = kind;
                    }
                }
                _ => {}
            }
        }
        (typed, pressed)
    }

    /// Does what a row's button asks. `false` where the form is to be saved.
    fn act(&mut self, pressed: &str) -> bool {
        if pressed == "add" {
            self.stages.push(TypedStage { id: None, name: String::new(), kind: StageKind::Review });
            return true;
        }
        let Some((what, row)) = pressed.split_once('-') else { return false };
        let Some(row) = row.parse().ok().filter(|row: &usize| *row < self.stages.len()) else { return false };
        match what {
            "up" if row > 0 => self.stages.swap(row, row - 1),
            "down" if row + 1 < self.stages.len() => self.stages.swap(row, row + 1),
            "remove" => {
                self.stages.remove(row);
            }
            "up" | "down" => {}
            _ => return false,
        }
        true
    }
}

fn draw(
    shell: Shell,
    title: Option<String>,
    typed: Typed,
    standing: BTreeMap<StageId, u64>,
    problems: Option<Problems>,
) -> Response {
    let status = problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let problems = problems.unwrap_or_default();
    let (shell, kinds) = (shell.at("settings"), StageKind::ALL.map(|kind| (kind, label(kind))));
    page_with(status, &WorkflowPage { shell, title, typed, standing, kinds, problems })
}

pub(super) async fn new(shell: Shell) -> Page {
    Ok(draw(shell, None, Typed::usual(), BTreeMap::new(), None))
}

pub(super) async fn create(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (mut typed, pressed) = Typed::read(pairs);
    if typed.act(&pressed) {
        return Ok(draw(shell, None, typed, BTreeMap::new(), None));
    }
    match workflows::create(&web, &visitor.actor, &typed.name, &typed.stages).await {
        Ok(made) => Ok(done("/settings/workflows", &format!("Made the workflow {}.", made.name))),
        Err(error) => Ok(draw(shell, None, typed, BTreeMap::new(), Some(Problems::from_error(error)?))),
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<WorkflowId>,
) -> Page {
    let workflow = workflows::get(&web, &visitor.actor, id).await?;
    let standing = workflows::standing(&web, &visitor.actor, id).await?;
    let typed = Typed::of(&workflow);
    Ok(draw(shell, Some(workflow.name), typed, standing, None))
}

pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<WorkflowId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (mut typed, pressed) = Typed::read(pairs);
    let workflow = workflows::get(&web, &visitor.actor, id).await?;
    let standing = workflows::standing(&web, &visitor.actor, id).await?;
    if typed.act(&pressed) {
        return Ok(draw(shell, Some(workflow.name), typed, standing, None));
    }
    match workflows::edit(&web, &visitor.actor, id, &typed.name, &typed.stages).await {
        Ok(after) => Ok(done("/settings/workflows", &format!("Saved the workflow {}.", after.name))),
        Err(error) => {
            let problems = Some(Problems::from_error(error)?);
            Ok(draw(shell, Some(workflow.name), typed, standing, problems))
        }
    }
}
