//! `/candidates/{id}/send/{connection}`: the form, the preview, and Send.

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
        form::{Draft, draft},
        preview::preview,
        send::{Request, send},
    },
};
use model::{CandidateId, ConnectionId, hire::FieldProblem};

use super::fields::{Drawn, FormView, own, record};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "handoff/send.html")]
struct SendPage {
    shell: Shell,
    candidate: String,
    candidate_href: String,
    there: String,
    is_sandbox: bool,
    key: String,
    form: FormView,
    known: Option<(String, String)>,
    unfinished: Option<(String, &'static str)>,
}

type Place = Path<(CandidateId, ConnectionId)>;

/// Shows the form, filled with what is known.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path((candidate, connection)): Place,
) -> Page {
    let draft = draft(&web, &visitor.actor, candidate, connection, false).await?;
    let key = web.dice.token();
    Ok(form(shell, draft, key, &[], None, StatusCode::OK))
}

/// Previews, refreshes the lists, or sends: whichever button was pressed. What was typed is kept each time.
pub async fn act(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path((candidate, connection)): Place,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let (values, key, pressed) = (record(&pairs), own(&pairs, "key").to_owned(), own(&pairs, "do"));
    if pressed == "send" {
        let request = Request {
            candidate,
            connection,
            application: None,
            values: Some(values.clone()),
            key: key.clone(),
        };
        match send(&web, &visitor.actor, request).await {
            Ok(id) => return Ok(Redirect::to(&format!("/handoffs/{id}")).into_response()),
            Err(Error::Invalid(problems)) => {
                let mut draft = draft(&web, &visitor.actor, candidate, connection, false).await?;
                draft.origins.retain(|key, _| draft.record.get(key) == values.get(key));
                draft.record = values;
                return Ok(form(shell, draft, key, &problems, None, StatusCode::UNPROCESSABLE_ENTITY));
            }
            Err(error) => return Err(Failure(error)),
        }
    }
    let refresh = pressed == "refresh";
    let mut filled = match draft(&web, &visitor.actor, candidate, connection, refresh).await {
        Err(Error::Vendor(error)) if refresh => {
            let page = format!("/candidates/{candidate}/send/{connection}");
            return Ok(flash::redirect_with(
                &page,
                "error",
                &format!("The lists could not be fetched. {error}."),
            ));
        }
        other => other?,
    };
    filled.origins.retain(|key, _| filled.record.get(key) == values.get(key));
    filled.record = values;
    let seen = match pressed {
        "preview" => Some(preview(&web, &visitor.actor, candidate, connection, &filled.record).await?),
        _ => None,
    };
    let problems = seen.as_ref().map(|seen| seen.problems.clone()).unwrap_or_default();
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(form(shell, filled, key, &problems, seen, status))
}

fn form(
    shell: Shell,
    draft: Draft,
    key: String,
    problems: &[FieldProblem],
    seen: Option<engine::handoff::preview::Preview>,
    status: StatusCode,
) -> Response {
    let drawn = Drawn {
        tenant: &draft.tenant,
        record: &draft.record,
        origins: &draft.origins,
        notes: &draft.notes,
        problems,
    };
    page_with(
        status,
        &SendPage {
            is_sandbox: shell.is_sandbox,
            shell: shell.at("candidates"),
            candidate: draft.candidate.profile.full_name(),
            candidate_href: format!("/candidates/{}", draft.candidate.id),
            there: draft.connection.name.clone(),
            key,
            form: FormView::of(&drawn, seen),
            known: draft.link.map(|link| (link.external_id, link.url)),
            unfinished: draft
                .unfinished
                .map(|handoff| (format!("/handoffs/{}", handoff.id), super::story::state(handoff.state).1)),
        },
    )
}
