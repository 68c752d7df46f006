//! `/handoffs/{id}/edit`: correcting a hand-off that waits, with each problem at its field, and sending it again.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use engine::{
    Error,
    handoff::{
        edit::{Correction, correction, edit},
        preview::{Preview, preview},
    },
};
use model::{HandoffId, hire::FieldProblem};

use super::fields::{Drawn, FormView, own, record};
use crate::{
    Web,
    failure::{Failure, Page},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "handoff/edit.html")]
struct EditPage {
    shell: Shell,
    id: String,
    candidate: String,
    there: String,
    sentence: Option<String>,
    form: FormView,
}

/// Shows what was typed, with what is wrong at each field.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<HandoffId>,
) -> Page {
    let waiting = correction(&web, &visitor.actor, id, false).await?;
    let said = waiting.handoff.problem.as_ref().map(|problem| problem.fields.clone()).unwrap_or_default();
    // Where the lists changed since, that is seen at once and not only after the next refusal.
    let problems = if said.is_empty() { waiting.tenant.form.problems(&waiting.handoff.record) } else { said };
    Ok(form(shell, &waiting, &problems, None, StatusCode::OK))
}

/// Previews, refreshes the lists, or sends again.
pub async fn act(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<HandoffId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (values, pressed) = (record(&pairs), own(&pairs, "do"));
    let mut problems = vec![];
    if pressed == "send" {
        match edit(&web, &visitor.actor, id, values.clone()).await {
            Ok(()) => return Ok(Redirect::to(&format!("/handoffs/{id}")).into_response()),
            Err(Error::Invalid(found)) => problems = found,
            Err(error) => return Err(Failure(error)),
        }
    }
    let mut waiting = correction(&web, &visitor.actor, id, pressed == "refresh").await?;
    waiting.handoff.record = values;
    let mut seen = None;
    if pressed == "preview" {
        let (handoff, actor) = (&waiting.handoff, &visitor.actor);
        let found = preview(&web, actor, handoff.candidate, handoff.connection, &handoff.record).await?;
        problems.clone_from(&found.problems);
        seen = Some(found);
    }
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(form(shell, &waiting, &problems, seen, status))
}

fn form(
    shell: Shell,
    waiting: &Correction,
    problems: &[FieldProblem],
    seen: Option<Preview>,
    status: StatusCode,
) -> Response {
    let drawn = Drawn {
        tenant: &waiting.tenant,
        record: &waiting.handoff.record,
        origins: &BTreeMap::new(),
        notes: &waiting.handoff.notes,
        problems,
    };
    page_with(
        status,
        &EditPage {
            shell: shell.at("handoffs"),
            id: waiting.handoff.id.to_string(),
            candidate: waiting.handoff.candidate_name.clone(),
            there: waiting.connection.name.clone(),
            sentence: waiting.handoff.problem.as_ref().map(|problem| problem.sentence.clone()),
            form: FormView::of(&drawn, seen),
        },
    )
}
