//! `/settings/integrations/new/{vendor}`: what to do in the vendor's system, and the form drawn from its manifest.

use askama::Template;
use axum::{
    Form,
    extract::{Path, Query, State},
    http::StatusCode,
    response::Response,
};
use engine::{
    Error,
    integrations::{
        Api, Credentials, Manifest, Permission, abilities,
        add::add,
        check::check,
        setup::{SetupStep, setup},
    },
};

use super::{
    apis::{Choice, choices, place},
    view::{Input, credentials, problem_at},
};
use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "integrations/new.html")]
struct New {
    shell: Shell,
    vendor: String,
    name: String,
    kind: &'static str,
    summary: String,
    takes_hires: bool,
    warning: String,
    docs: String,
    version: String,
    read_on: String,
    steps: Vec<(usize, SetupStep)>,
    needed: Vec<(String, Vec<Needed>)>,
    apis: Vec<Choice>,
    api_error: Option<String>,
    /// The fields that one of the APIs needs, under the place and the name of each.
    of_apis: Vec<(usize, String, Vec<Input>)>,
    keys_do_everything: bool,
    inputs: Vec<Input>,
    own_name: String,
    own_name_error: Option<String>,
    errors: Vec<(String, String)>,
}

/// A permission that the key should be given.
struct Needed {
    label: String,
    purpose: String,
    without: String,
    required: bool,
    scope: String,
    /// The place of the API that knows it; 0 where all do.
    place: usize,
}

type Pairs = Vec<(String, String)>;

/// Shows the form. The address may carry the company part, so that the links lead to the company's own pages.
pub async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(vendor): Path<String>,
    Query(asked): Query<Pairs>,
) -> Page {
    form(&web, &visitor, shell, &vendor, &credentials(asked), None)
}

/// Saves the connection and tests it.
pub async fn save(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(vendor): Path<String>,
    Form(typed): Form<Pairs>,
) -> Page {
    let typed = credentials(typed);
    let id = match add(&web, &visitor.actor, &vendor, typed.get("connection_name"), &typed).await {
        Ok(id) => id,
        Err(error @ Error::Invalid(_)) => {
            return form(&web, &visitor, shell, &vendor, &typed, Some(&error));
        }
        Err(error) => return Err(Failure(error)),
    };
    if abilities(&web, &vendor).messenger {
        let page = format!("/settings/integrations/{id}/messenger");
        return Ok(flash::done(&page, "Saved. Now it is installed there: see below."));
    }
    let page = format!("/settings/integrations/{id}");
    Ok(match check(&web, &visitor.actor, id).await {
        Ok(_) => flash::done(
            &page,
            "Saved, and the key works. Look at what it may do, then enable the connection.",
        ),
        Err(Error::Vendor(error)) => {
            flash::redirect_with(&page, "error", &format!("Saved, but the test failed. {error}."))
        }
        Err(error) => return Err(Failure(error)),
    })
}

fn form(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    vendor: &str,
    typed: &Credentials,
    error: Option<&Error>,
) -> Result<Response, Failure> {
    let (manifest, steps) = setup(web, &visitor.actor, vendor, typed)?;
    let at = |field: &str| error.and_then(|error| problem_at(error, field));
    let inputs_of = |api: &str| -> Vec<_> {
        let fields = manifest.credential.iter().filter(|field| field.api == api);
        fields.map(|field| Input::of(field, typed, at(&field.key))).collect()
    };
    let apis = choices(manifest, typed);
    let of_apis: Vec<_> =
        apis.iter().map(|api| (api.place, api.label.clone(), inputs_of(&api.key))).collect();
    let inputs = inputs_of("");
    let (own_name_error, api_error) = (at("name"), at(Api::SETTING));
    let errors = of_apis
        .iter()
        .flat_map(|(_, _, of_api)| of_api)
        .chain(&inputs)
        .filter_map(|input| Some((input.key.clone(), input.error.clone()?)))
        .chain(api_error.clone().map(|message| (Api::SETTING.to_owned(), message)))
        .chain(own_name_error.clone().map(|message| ("connection_name".to_owned(), message)))
        .collect();
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page_with(
        status,
        &New {
            shell: shell.at("integrations"),
            vendor: manifest.vendor.clone(),
            name: manifest.name.clone(),
            kind: manifest.kind.label(),
            summary: manifest.summary.clone(),
            takes_hires: abilities(web, vendor).hires,
            warning: manifest.warning.clone(),
            docs: manifest.docs.clone(),
            version: manifest.api_version.clone(),
            read_on: manifest.read_on.clone(),
            steps: steps.into_iter().map(|step| (place(manifest, &step.api), step)).collect(),
            needed: needed(manifest),
            apis,
            api_error,
            of_apis,
            keys_do_everything: manifest.keys_do_everything,
            inputs,
            own_name: typed.get("connection_name").to_owned(),
            own_name_error,
            errors,
        },
    ))
}

/// The permissions under their headings.
fn needed(manifest: &Manifest) -> Vec<(String, Vec<Needed>)> {
    let mut groups: Vec<(String, Vec<Needed>)> = vec![];
    for permission in &manifest.permission {
        let one = need(permission, place(manifest, &permission.api));
        match groups.iter_mut().find(|(heading, _)| *heading == permission.group) {
            Some((_, under)) => under.push(one),
            None => groups.push((permission.group.clone(), vec![one])),
        }
    }
    groups
}

fn need(permission: &Permission, place: usize) -> Needed {
    Needed {
        label: permission.label.clone(),
        purpose: permission.purpose.clone(),
        without: permission.without.clone(),
        required: permission.required,
        scope: permission.scope.clone(),
        place,
    }
}
