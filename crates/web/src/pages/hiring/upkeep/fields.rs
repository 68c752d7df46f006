//! Settings > Candidate fields: what the workspace wants to know beyond the usual.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::{
    Error,
    hiring::upkeep::fields::{create::create, list},
};
use model::field::{CustomField, FieldKind};
use serde::Deserialize;

use super::{many, problems::Problems};
use crate::{
    Web,
    failure::Page,
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

pub(super) const FIELDS: &str = "/settings/fields";

#[derive(Template)]
#[template(path = "hiring/upkeep/fields.html")]
struct FieldsPage {
    shell: Shell,
    fields: Vec<Line>,
    kinds: [(FieldKind, &'static str); 8],
    typed: Typed,
    problems: Problems,
}

struct Line {
    field: CustomField,
    kind: &'static str,
    options: String,
    values: String,
}

/// What the form of a new field brings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    field_name: String,
    kind: String,
    options: String,
}

/// What a kind is called on a page.
pub(super) fn called(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::ShortText => "Short text",
        FieldKind::LongText => "Long text",
        FieldKind::Integer => "Whole number",
        FieldKind::Decimal => "Decimal number",
        FieldKind::Date => "Date",
        FieldKind::Boolean => "Yes or no",
        FieldKind::SingleSelect => "One of several options",
        FieldKind::MultiSelect => "Any of several options",
    }
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, typed: Typed, problems: Option<Problems>) -> Page {
    let line = |(field, values): (CustomField, u64)| Line {
        kind: called(field.kind),
        options: field.options.join(", "),
        values: many(values, "candidate", "candidates"),
        field,
    };
    let status = if problems.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = FieldsPage {
        shell: shell.at("settings"),
        fields: list(web, &who.actor).await?.into_iter().map(line).collect(),
        kinds: FieldKind::ALL.map(|kind| (kind, called(kind))),
        typed,
        problems: problems.unwrap_or_default(),
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, Typed::default(), None).await
}

pub(super) async fn add(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(typed): Form<Typed>,
) -> Page {
    let made = match FieldKind::parse(&typed.kind) {
        Some(kind) => create(&web, &who.actor, &typed.field_name, kind, &typed.options).await,
        None => Err(Error::field("kind", "Choose what the field holds.")),
    };
    match made {
        Ok(_) => Ok(flash::done(FIELDS, "The field is there, on every candidate.")),
        Err(error) => {
            let problems = Problems::from_error(error, &[("name", "field_name")])?;
            draw(&web, shell, &who, typed, Some(problems)).await
        }
    }
}
