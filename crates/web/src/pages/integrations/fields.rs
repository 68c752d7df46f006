//! `/settings/integrations/{id}/fields`: where each field is filled from, which must be filled, what goes along, and
//! the rule “send when hired”.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use engine::{
    Error,
    handoff::form::{example, of_connection},
    integrations::{
        Connection,
        configure::{Configuration, configure, sources},
        get,
    },
};
use model::{
    ConnectionId,
    connection::SendOptions,
    hire::{HireField, HireRecord, RequiredBy, Source},
};

use super::view::{Head, Moment, problem_at};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "integrations/fields.html")]
struct Fields {
    shell: Shell,
    head: Head,
    fetched: Option<Moment>,
    unfetched: Option<String>,
    sections: Vec<Section>,
    options: SendOptions,
    example: Option<String>,
    errors: Vec<(String, String)>,
}

struct Section {
    label: String,
    rows: Vec<Row>,
}

struct Row {
    key: String,
    label: String,
    mark: Option<&'static str>,
    required: bool,
    choices: Vec<(String, String, bool)>,
    constant: String,
    example: String,
    error: Option<String>,
}

/// Shows the page.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    let connection = get(&web, &visitor.actor, id).await?;
    let kept = Configuration {
        required: connection.required.clone(),
        mapping: connection.mapping.clone(),
        options: connection.options,
    };
    form(&web, &visitor, shell, connection, kept, None).await
}

/// Keeps what was chosen.
pub async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Page {
    let chosen = read(&pairs);
    match configure(&web, &visitor.actor, id, &chosen).await {
        Ok(()) => Ok(flash::done(&format!("/settings/integrations/{id}/fields"), "Saved.")),
        Err(error @ Error::Invalid(_)) => {
            let connection = get(&web, &visitor.actor, id).await?;
            form(&web, &visitor, shell, connection, chosen, Some(&error)).await
        }
        Err(error) => Err(Failure(error)),
    }
}

/// Asks the HR system for its fields and lists again.
pub async fn refresh(State(web): State<Web>, visitor: SignedIn, Path(id): Path<ConnectionId>) -> Page {
    let page = format!("/settings/integrations/{id}/fields");
    Ok(match of_connection(&web, &visitor.actor, id, true).await {
        Ok(_) => flash::done(&page, "The fields and lists were fetched anew."),
        Err(Error::Vendor(error)) => flash::redirect_with(&page, "error", &error.to_string()),
        Err(error) => return Err(Failure(error)),
    })
}

/// A source that stands in the form's drop-down for “as the app suggests”.
const SUGGESTED: &str = "-";

fn read(pairs: &[(String, String)]) -> Configuration {
    let named = |prefix: &'static str| {
        pairs.iter().filter_map(move |(name, value)| Some((name.strip_prefix(prefix)?, value)))
    };
    let constants: BTreeMap<_, _> = named("constant:").collect();
    let mut mapping = BTreeMap::new();
    for (key, source) in named("source:").filter(|(_, source)| *source != SUGGESTED) {
        let source = match source.as_str() {
            "text:" => format!("text:{}", constants.get(key).map_or("", |constant| constant.trim())),
            source => source.to_owned(),
        };
        mapping.insert(key.to_owned(), Source(source));
    }
    let required: BTreeSet<_> = named("required:").map(|(key, _)| key.to_owned()).collect();
    let ticked = |name: &str| pairs.iter().any(|(key, _)| key == name);
    Configuration {
        required: required.into_iter().collect(),
        mapping,
        options: SendOptions {
            resume: ticked("resume"),
            photo: ticked("photo"),
            when_hired: ticked("when_hired"),
        },
    }
}

async fn form(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    connection: Connection,
    chosen: Configuration,
    error: Option<&Error>,
) -> Result<Response, Failure> {
    let sources = sources(web, &visitor.actor).await?;
    let (tenant, unfetched) = match of_connection(web, &visitor.actor, connection.id, false).await {
        Ok(tenant) => (Some(tenant), None),
        Err(Error::Vendor(error)) => (None, Some(error.to_string())),
        Err(error) => return Err(Failure(error)),
    };
    let (example_of, values) = example(web, &visitor.actor, connection.id).await?.unzip();
    let values = values.unwrap_or_default();
    let row = |field: &HireField| row(field, &chosen, &sources, &values, error);
    let sections = tenant.as_ref().map(|tenant| &tenant.form.sections).into_iter().flatten();
    let sections: Vec<_> = sections
        .map(|section| Section {
            label: section.label.clone(),
            rows: section.fields.iter().map(row).collect(),
        })
        .collect();
    let problems = error.map(Error::problems).unwrap_or_default();
    let errors = problems.iter().map(|p| (format!("source:{}", p.field), p.message.clone())).collect();
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(
        status,
        &Fields {
            shell: shell.at("integrations"),
            head: Head::of(web, &connection, "fields"),
            fetched: tenant.map(|tenant| tenant.fetched_at.into()),
            unfetched,
            sections,
            options: chosen.options,
            example: example_of,
            errors,
        },
    ))
}

fn row(
    field: &HireField,
    chosen: &Configuration,
    sources: &[(String, String)],
    values: &HireRecord,
    error: Option<&Error>,
) -> Row {
    let source = chosen.mapping.get(&field.key).map(|source| source.0.as_str());
    let constant = source.and_then(|source| source.strip_prefix("text:"));
    let name_of = |word: &str| {
        sources.iter().find(|(known, _)| known == word).map_or(word.to_owned(), |(_, label)| label.clone())
    };
    let suggested = match &field.fills_from {
        Some(source) => format!("As suggested: {}", name_of(&source.0)),
        None => "As suggested: nothing".into(),
    };
    let fixed = [
        (SUGGESTED.to_owned(), suggested, source.is_none()),
        (String::new(), "Leave empty".into(), source == Some("")),
        ("text:".into(), "A fixed value".into(), constant.is_some()),
    ];
    let listed = sources.iter().map(|(word, label)| (word.clone(), label.clone(), source == Some(word)));
    let by_others = match field.required_by {
        Some(RequiredBy::Vendor) => Some("Required there"),
        Some(RequiredBy::Gangway) => Some("Required by Gangway"),
        Some(RequiredBy::Administrator) | None => None,
    };
    Row {
        key: field.key.clone(),
        label: field.label.clone(),
        mark: by_others,
        required: chosen.required.contains(&field.key),
        choices: fixed.into_iter().chain(listed).collect(),
        constant: constant.unwrap_or_default().to_owned(),
        example: values.get(&field.key).unwrap_or_default().to_owned(),
        error: error.and_then(|error| problem_at(error, &field.key)),
    }
}
