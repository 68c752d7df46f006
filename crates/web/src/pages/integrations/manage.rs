//! `/settings/integrations/{id}/manage`: name, settings, key, and the end of the connection.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use engine::{
    Error,
    integrations::{
        Api, CredentialKind, Credentials, change_settings::fields, check::check, disconnect as end, get,
        rename as naming, replace_key as key,
    },
};
use model::ConnectionId;
use serde::Deserialize;

use super::view::{Head, Input, credentials, problem_at};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "integrations/manage.html")]
struct Manage {
    shell: Shell,
    head: Head,
    warning: String,
    inputs: Vec<Input>,
    /// What stands beside the key and can be changed without it.
    settings: Vec<Input>,
    name: String,
    name_error: Option<String>,
    confirm: String,
    confirm_error: Option<String>,
}

/// What was typed into one of the page's forms, and why it was not accepted.
#[derive(Default)]
pub(super) struct Came {
    pub(super) name: Option<String>,
    pub(super) confirm: String,
    /// Into the form of the key.
    pub(super) typed: Option<Credentials>,
    /// Into the form of the settings.
    pub(super) settings: Option<Credentials>,
    pub(super) error: Option<Error>,
}

/// Shows the page.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
) -> Page {
    form(&web, &visitor, shell, id, Came::default()).await
}

/// A new name.
#[derive(Deserialize)]
pub struct Name {
    name: String,
}

/// Renames.
pub async fn rename(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(typed): Form<Name>,
) -> Page {
    match naming::rename(&web, &visitor.actor, id, &typed.name).await {
        Ok(()) => Ok(flash::done(&format!("/settings/integrations/{id}/manage"), "Renamed.")),
        Err(error) => {
            let came = Came { name: Some(typed.name), error: Some(error), ..Default::default() };
            form(&web, &visitor, shell, id, came).await
        }
    }
}

/// Replaces the key and tests it.
pub async fn replace_key(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(typed): Form<Vec<(String, String)>>,
) -> Page {
    let typed = credentials(typed);
    if let Err(error) = key::replace_key(&web, &visitor.actor, id, &typed).await {
        let came = Came { typed: Some(typed), error: Some(error), ..Default::default() };
        return form(&web, &visitor, shell, id, came).await;
    }
    let page = format!("/settings/integrations/{id}");
    Ok(match check(&web, &visitor.actor, id).await {
        Ok(_) => flash::done(&page, "The new key is kept, and it works."),
        Err(Error::Vendor(error)) => flash::redirect_with(
            &page,
            "error",
            &format!("The new key is kept, but the test failed. {error}."),
        ),
        Err(error) => return Err(Failure(error)),
    })
}

/// The name, typed to confirm.
#[derive(Deserialize)]
pub struct Confirmed {
    confirm: String,
}

/// Disconnects.
pub async fn disconnect(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<ConnectionId>,
    Form(typed): Form<Confirmed>,
) -> Page {
    match end::disconnect(&web, &visitor.actor, id, &typed.confirm).await {
        Ok(()) => {
            Ok(flash::done("/settings/integrations", "Disconnected. Its key is gone, its history is kept."))
        }
        Err(error) => {
            let came = Came { confirm: typed.confirm, error: Some(error), ..Default::default() };
            form(&web, &visitor, shell, id, came).await
        }
    }
}

/// The page, with what was typed into one of its forms.
pub(super) async fn form(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    id: ConnectionId,
    came: Came,
) -> Result<Response, Failure> {
    let status = match &came.error {
        None => StatusCode::OK,
        Some(Error::Invalid(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        Some(_) => return Err(came.error.map_or_else(|| Failure::not_found("connection"), Failure)),
    };
    let connection = get(web, &visitor.actor, id).await?;
    let manifest = web.connector(&connection.vendor).ok_or(Failure::not_found("app"))?.manifest();
    let at = |field: &str| came.error.as_ref().and_then(|error| problem_at(error, field));
    let api = connection.settings.get(Api::SETTING).map_or("", String::as_str);
    let parts =
        manifest.credentials(api).filter(|field| field.kind == CredentialKind::Secret || field.with_key);
    // What is shown stands as it was typed, or else as it is kept.
    let kept = || {
        let kept = connection.settings.iter().map(|(key, value)| (key.clone(), value.clone().into()));
        Credentials::new(kept)
    };
    let (shown, settings) = (came.typed.unwrap_or_else(kept), came.settings.unwrap_or_else(kept));
    let settings = fields(manifest, &connection).map(|field| Input::of(field, &settings, at(&field.key)));
    Ok(page_with(
        status,
        &Manage {
            settings: settings.collect(),
            shell: shell.at("integrations"),
            head: Head::of(web, &connection, "manage"),
            inputs: parts.map(|field| Input::of(field, &shown, at(&field.key))).collect(),
            warning: manifest.warning.clone(),
            name_error: at("name"),
            confirm_error: at("confirm"),
            name: came.name.unwrap_or(connection.name),
            confirm: came.confirm,
        },
    ))
}
