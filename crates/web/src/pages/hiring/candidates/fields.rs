//! The custom fields of a candidate, or of one application, all in one form.

use std::collections::BTreeMap;

use axum::{
    Form,
    extract::{Path, State},
};
use engine::hiring::{
    application_details::details, profile::profile, set_application_field::set_application_field,
    set_field::set_field,
};
use model::{ApplicationId, CandidateId, hire::FieldProblem};

use super::profile::{Brought, draw, key_of};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    session::SignedIn,
    shell::Shell,
};

/// Keeps what was changed. What doesn't fit comes back as it was typed, beside what is wrong with it.
pub(super) async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CandidateId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let known = profile(&web, &visitor.actor, id).await?.fields;
    let mut problems: Vec<FieldProblem> = Vec::new();
    let mut typed: BTreeMap<String, String> = BTreeMap::new();
    for (field, before) in known {
        let key = field.id.to_string();
        let Some(value) = said(&pairs, &key) else { continue };
        if value.trim() != before {
            match set_field(&web, &visitor.actor, id, field.id, &value).await {
                Ok(()) => {}
                Err(error) if !error.problems().is_empty() => problems.extend(error.problems().to_vec()),
                Err(error) => return Err(error.into()),
            }
        }
        typed.insert(key, value);
    }
    if problems.is_empty() {
        return Ok(done(&format!("/candidates/{id}"), "Saved."));
    }
    let brought = Brought { fields: typed, problems, ..Brought::default() };
    draw(&web, &visitor, shell, id, brought).await
}

/// The same for the fields of one application.
pub(super) async fn save_of_application(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ApplicationId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let candidate: CandidateId = said(&pairs, "candidate")
        .and_then(|candidate| candidate.parse().ok())
        .ok_or(Failure::not_found("candidate"))?;
    let known = details(&web, &visitor.actor, &[id]).await?.remove(&id).unwrap_or_default().fields;
    let mut brought = Brought::default();
    for (field, before) in known {
        let key = key_of(id, field.id);
        let Some(value) = said(&pairs, &key) else { continue };
        if value.trim() != before {
            match set_application_field(&web, &visitor.actor, id, field.id, &value).await {
                Ok(()) => {}
                Err(error) if !error.problems().is_empty() => {
                    let wrong = error.problems().iter();
                    brought.problems.extend(
                        wrong.map(|one| FieldProblem { field: key.clone(), message: one.message.clone() }),
                    );
                }
                Err(error) => return Err(error.into()),
            }
        }
        brought.fields.insert(key, value);
    }
    if brought.problems.is_empty() {
        return Ok(done(&format!("/candidates/{candidate}"), "Saved."));
    }
    draw(&web, &visitor, shell, candidate, brought).await
}

/// What a form says of a field; `None` where it was drawn before the field was made. Ticks that are all off send
/// only the form's own empty value.
fn said(pairs: &[(String, String)], key: &str) -> Option<String> {
    let mut of = pairs.iter().filter(|(name, _)| name == key).map(|(_, value)| value.as_str()).peekable();
    of.peek()?;
    Some(of.filter(|value| !value.trim().is_empty()).collect::<Vec<_>>().join("\n"))
}
