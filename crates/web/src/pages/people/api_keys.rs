//! API keys: made with a table of permissions, shown once, revoked.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use axum_extra::extract::Form;
use engine::people::api_key::{self, ApiKey, NewKey};
use model::{
    ApiKeyId,
    access::Right,
    permission::{Permission, Resource, Verb},
};
use secrecy::ExposeSecret;
use serde::Deserialize;

use super::{account::moment, problems::Problems, sessions::person};
use crate::{
    Web,
    failure::{Failure, Page},
    flash::done,
    session::SignedIn,
    shell::{Shell, page_with},
};

const HERE: &str = "/account/api-keys";

#[derive(Template)]
#[template(path = "people/api_keys.html")]
struct KeysPage {
    shell: Shell,
    typed: Typed,
    problems: Problems,
    new_key: Option<NewlyMade>,
    keys: Vec<KeyLine>,
    others: Vec<KeyLine>,
    table: Vec<TableRow>,
    lifetimes: Vec<Lifetime>,
}

/// What is shown once of a key that was made.
struct NewlyMade {
    key: String,
    secret: Option<String>,
}

struct KeyLine {
    id: ApiKeyId,
    name: String,
    owner: String,
    made: (String, String),
    used: Option<(String, String)>,
    ends: Option<(String, String)>,
    over: bool,
    signs: bool,
    permissions: String,
    addresses: String,
}

struct TableRow {
    label: &'static str,
    cells: Vec<Cell>,
}

struct Cell {
    word: String,
    label: String,
    ticked: bool,
}

struct Lifetime {
    days: &'static str,
    text: &'static str,
    chosen: bool,
}

/// What was typed for a new key.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    key_name: String,
    /// `some` for the ticked permissions, else all that the user may.
    reach: String,
    permission: Vec<String>,
    addresses: String,
    days: String,
    signs: bool,
}

impl Typed {
    fn limited(&self) -> bool {
        self.reach == "some"
    }

    fn key(&self) -> NewKey {
        let ticked = || self.permission.iter().filter_map(|word| Permission::parse(word)).collect();
        NewKey {
            name: self.key_name.clone(),
            permissions: self.limited().then(ticked),
            addresses: self.addresses.clone(),
            days: self.days.parse().ok(),
            signs: self.signs,
        }
    }
}

fn line(web: &Web, (key, owner): (ApiKey, String)) -> KeyLine {
    let permissions = key.permissions.as_ref().map(|permissions| permissions.in_words().join("; "));
    KeyLine {
        id: key.id,
        name: key.name,
        owner,
        made: moment(key.created_at),
        used: key.last_used_at.map(moment),
        ends: key.expires_at.map(moment),
        over: key.expires_at.is_some_and(|end| end <= web.now()),
        signs: key.secret.is_some(),
        permissions: permissions.unwrap_or_else(|| "All that its user may do".into()),
        addresses: key.addresses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

fn table(ticked: &[String]) -> Vec<TableRow> {
    let cell = |resource: Resource, verb: Verb| {
        let word = Permission::to(verb, resource).word();
        let ticked = ticked.contains(&word);
        Cell { word, label: format!("{}: {}", resource.label(), verb.as_str()), ticked }
    };
    let row = |resource: Resource| TableRow {
        label: resource.label(),
        cells: Verb::ALL.into_iter().map(|verb| cell(resource, verb)).collect(),
    };
    Resource::ALL.into_iter().map(row).collect()
}

fn lifetimes(chosen: &str) -> Vec<Lifetime> {
    let choices = [("30", "30 days"), ("90", "90 days"), ("365", "One year"), ("", "Until it is revoked")];
    choices.into_iter().map(|(days, text)| Lifetime { days, text, chosen: days == chosen }).collect()
}

async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    status: StatusCode,
    (typed, problems, new_key): (Typed, Problems, Option<NewlyMade>),
) -> Page {
    let own = api_key::list(web, &who.actor).await?.into_iter().map(|key| (key, String::new()));
    let others = if who.actor.role.may(Right::WorkspaceManage) {
        api_key::of_others(web, &who.actor).await?
    } else {
        vec![]
    };
    let page = KeysPage {
        shell,
        table: table(&typed.permission),
        lifetimes: lifetimes(&typed.days),
        typed,
        problems,
        new_key,
        keys: own.map(|key| line(web, key)).collect(),
        others: others.into_iter().map(|key| line(web, key)).collect(),
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    let typed = Typed { reach: "some".into(), days: "365".into(), ..Typed::default() };
    draw(&web, shell, &who, StatusCode::OK, (typed, Problems::default(), None)).await
}

/// Shows the new key at once and not after a redirect, so that it is kept nowhere.
pub(super) async fn make(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(typed): Form<Typed>,
) -> Page {
    // A key must not be able to make keys: it would outlive its own revoking.
    person(&who)?;
    let (status, shown) = match api_key::make(&web, &who.actor, &typed.key()).await {
        Ok(made) => {
            let typed = Typed { reach: "some".into(), days: "365".into(), ..Typed::default() };
            let secret = made.secret.map(|secret| secret.expose_secret().to_owned());
            let shown = NewlyMade { key: made.token.expose_secret().to_owned(), secret };
            (StatusCode::OK, (typed, Problems::default(), Some(shown)))
        }
        Err(error) => {
            let problems = Problems::from_error(error)?.renamed("name", "key_name");
            (StatusCode::UNPROCESSABLE_ENTITY, (typed, problems, None))
        }
    };
    draw(&web, shell, &who, status, shown).await
}

pub(super) async fn revoke(
    State(web): State<Web>,
    who: SignedIn,
    Path(id): Path<ApiKeyId>,
) -> Result<Response, Failure> {
    // Whoever finds a key could else stop the others that would be used to stop it.
    person(&who)?;
    api_key::revoke(&web, &who.actor, id).await?;
    Ok(done(HERE, "The key is revoked; it no longer works."))
}
