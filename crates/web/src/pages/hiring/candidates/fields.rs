//! A candidate's custom fields, all in one form.

use std::collections::BTreeMap;

use axum::{
    Form,
    extract::{Path, State},
};
use engine::hiring::{profile::profile, set_field::set_field};
use model::{CandidateId, hire::FieldProblem};

use super::profile::{Brought, draw};
use crate::{Web, failure::Page, flash::done, session::SignedIn, shell::Shell};

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
        let of: Vec<&str> = pairs.iter().filter(|(name, _)| *name == key).map(|(_, v)| v.as_str()).collect();
        // A form that was drawn before the field was made says nothing of it; ticks that are all off send only
        // the form's own empty value.
        if of.is_empty() {
            continue;
        }
        let value = of.into_iter().filter(|value| !value.trim().is_empty()).collect::<Vec<_>>().join("\n");
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
