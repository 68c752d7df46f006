//! `/jobs/{id}/screening/questions/new` and `…/{set}`: the editor of a set of questions.
//!
//! It needs no script: adding, moving and removing a question post the whole form, which comes back as it was typed.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::screening::follow_up::sets::{self, TypedQuestion, TypedSet};
use model::{JobId, QuestionSetId, job::StageKind};

use super::words::kind;
use crate::{
    Web,
    failure::Page,
    flash::done,
    pages::{people::problems::Problems, screening::head::Head},
    session::SignedIn,
    shell::{Shell, page_with},
};

const KINDS: [(&str, &str); 4] = [
    ("text", "Words"),
    ("choice", "One of several answers"),
    ("yes_no", "Yes or no"),
    ("number", "A number"),
];

#[derive(Template)]
#[template(path = "follow_up/edit.html")]
struct EditPage {
    shell: Shell,
    head: Head,
    is_new: bool,
    typed: TypedSet,
    stage_kinds: Vec<(&'static str, &'static str)>,
    stages: Vec<(String, String)>,
    kinds: [(&'static str, &'static str); 4],
    problems: Problems,
}

impl EditPage {
    /// What is wrong with a question.
    fn of_row(&self, row: &usize) -> Option<&str> {
        self.problems.of(&format!("question-{row}"))
    }
}

/// Reads the form; each question begins with its `question_text`. Also says which button was pressed.
fn read(pairs: Vec<(String, String)>) -> (TypedSet, String) {
    let mut typed = TypedSet { questions: vec![], ..TypedSet::default() };
    let mut pressed = String::new();
    for (key, value) in pairs {
        match key.as_str() {
            "name" => typed.name = value,
            "at" => typed.at = value,
            "intro" => typed.intro = value,
            "delay_hours" => typed.delay_hours = value,
            "remind_days" => typed.remind_days = value,
            "expire_days" => typed.expire_days = value,
            // The first button pressed counts, as a browser sends it.
            "do" => pressed = value,
            "question_text" => {
                typed.questions.push(TypedQuestion { text: value, ..TypedQuestion::default() });
            }
            _ => {
                let Some(row) = typed.questions.last_mut() else { continue };
                match key.as_str() {
                    "question_kind" => row.kind = value,
                    "question_options" => row.options = value,
                    "question_required" => row.required = true,
                    _ => {}
                }
            }
        }
    }
    (typed, pressed)
}

/// Does what a question's button asks. `false` where the form is to be saved.
fn act(typed: &mut TypedSet, pressed: &str) -> bool {
    let rows = &mut typed.questions;
    if pressed == "add" {
        rows.push(TypedQuestion { kind: "text".into(), required: true, ..TypedQuestion::default() });
        return true;
    }
    if pressed == "redraw" {
        return true;
    }
    let Some((what, row)) = pressed.split_once('-') else { return false };
    let Some(row) = row.parse().ok().filter(|row: &usize| *row < rows.len()) else { return false };
    match what {
        "up" if row > 0 => rows.swap(row, row - 1),
        "down" if row + 1 < rows.len() => rows.swap(row, row + 1),
        "remove" => {
            rows.remove(row);
        }
        "up" | "down" => {}
        _ => return false,
    }
    true
}

async fn draw(
    web: &Web,
    who: &SignedIn,
    shell: Shell,
    (job, set): (JobId, Option<QuestionSetId>),
    typed: TypedSet,
    problems: Option<Problems>,
) -> Page {
    let status = problems.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let kinds = [StageKind::Applied, StageKind::Review, StageKind::Interview, StageKind::Offer];
    let stages = sets::stages(web, &who.actor, job).await?;
    let page = EditPage {
        shell: shell.at("jobs"),
        head: Head::of(web, &who.actor, job, "questions").await?,
        is_new: set.is_none(),
        typed,
        stage_kinds: kinds.map(|one| (one.as_str(), kind(one))).into(),
        stages: stages.into_iter().map(|stage| (stage.id.to_string(), stage.name)).collect(),
        kinds: KINDS,
        problems: problems.unwrap_or_default(),
    };
    Ok(page_with(status, &page))
}

pub(super) async fn new(State(web): State<Web>, who: SignedIn, shell: Shell, Path(job): Path<JobId>) -> Page {
    draw(&web, &who, shell, (job, None), TypedSet::default(), None).await
}

pub(super) async fn create(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path(job): Path<JobId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    keep(&web, &who, shell, (job, None), pairs).await
}

pub(super) async fn show(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path((job, set)): Path<(JobId, QuestionSetId)>,
) -> Page {
    let found = sets::get(&web, &who.actor, job, set).await?;
    draw(&web, &who, shell, (job, Some(set)), (&found).into(), None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Path((job, set)): Path<(JobId, QuestionSetId)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    keep(&web, &who, shell, (job, Some(set)), pairs).await
}

async fn keep(
    web: &Web,
    who: &SignedIn,
    shell: Shell,
    of: (JobId, Option<QuestionSetId>),
    pairs: Vec<(String, String)>,
) -> Page {
    let (mut typed, pressed) = read(pairs);
    if act(&mut typed, &pressed) {
        return draw(web, who, shell, of, typed, None).await;
    }
    match sets::save(web, &who.actor, of.0, of.1, &typed).await {
        Ok(_) => {
            let said = match of.1 {
                None => "The questions are kept. Switch them on to ask whoever comes to the stage.",
                Some(_) => "The questions are kept. Letters that were sent keep those they had.",
            };
            Ok(done(&format!("/jobs/{}/screening/questions", of.0), said))
        }
        Err(error) => draw(web, who, shell, of, typed, Some(Problems::from_error(error)?)).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_keeps_its_ticks_and_moves_with_them() {
        let pairs = [
            ("do", "down-0"),
            ("question_text", "One"),
            ("question_kind", "yes_no"),
            ("question_required", "true"),
            ("question_text", "Two"),
            ("question_kind", "choice"),
            ("question_options", "a\nb"),
        ];
        let pairs = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let (mut typed, pressed) = read(pairs.into());
        assert!(act(&mut typed, &pressed));
        let rows: Vec<_> =
            typed.questions.iter().map(|row| (row.text.as_str(), row.kind.as_str(), row.required)).collect();
        assert_eq!(rows, [("Two", "choice", false), ("One", "yes_no", true)]);
        assert!(act(&mut typed, "remove-0") && act(&mut typed, "add") && !act(&mut typed, "save"));
        assert_eq!(typed.questions.len(), 2);
        assert!(!act(&mut typed, "remove-7"));
    }
}
