//! `/sourcing/lists`: lists of people, and the projects of jobs.

use askama::Template;
use axum::extract::{Path, State};
use axum_extra::extract::Form;
use engine::{
    Error,
    hiring::jobs,
    sourcing::lists::{self, List, STANDINGS},
};
use model::{JobId, PoolListId, ProfileId, job::Job, pool::Profile};
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash,
    session::SignedIn,
    shell::{Shell, page},
};

#[derive(Template)]
#[template(path = "sourcing/pool/lists.html")]
struct ListsPage {
    shell: Shell,
    lists: Vec<(List, u64)>,
    jobs: Vec<Job>,
}

pub(super) async fn all(State(web): State<Web>, visitor: SignedIn, shell: Shell) -> Page {
    let lists = lists::all(&web, &visitor.actor).await?;
    let jobs = jobs::choices(&web, &visitor.actor).await?;
    Ok(page(&ListsPage { shell: shell.at("sourcing"), lists, jobs }))
}

/// A new list.
#[derive(Deserialize)]
pub(super) struct Typed {
    name: String,
    #[serde(default)]
    job: String,
}

pub(super) async fn make(State(web): State<Web>, visitor: SignedIn, Form(typed): Form<Typed>) -> Page {
    let job: Option<JobId> = typed.job.parse().ok();
    Ok(match lists::make(&web, &visitor.actor, &typed.name, job).await {
        Ok(id) => {
            flash::done(&format!("/sourcing/lists/{id}"), "Made. Put people on it from the talent pool.")
        }
        Err(error @ (Error::Invalid(_) | Error::Conflict(_))) => {
            flash::redirect_with("/sourcing/lists", "error", &error.to_string())
        }
        Err(error) => return Err(Failure(error)),
    })
}

/// Whom somebody chose, and the list.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    id: Vec<ProfileId>,
    #[serde(default)]
    list: String,
}

pub(super) async fn add(State(web): State<Web>, visitor: SignedIn, Form(chosen): Form<Chosen>) -> Page {
    let Ok(list) = chosen.list.parse::<PoolListId>() else {
        return Ok(flash::redirect_with("/sourcing", "error", "Choose a list, or make one first."));
    };
    lists::add(&web, &visitor.actor, list, &chosen.id).await?;
    Ok(flash::done(&format!("/sourcing/lists/{list}"), "Put on the list."))
}

#[derive(Template)]
#[template(path = "sourcing/pool/list.html")]
struct ListPage {
    shell: Shell,
    list: List,
    members: Vec<(Profile, String)>,
}

impl ListPage {
    fn standings(&self) -> &'static [(&'static str, &'static str)] {
        &STANDINGS
    }
}

pub(super) async fn one(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<PoolListId>,
) -> Page {
    let (list, members) = lists::get(&web, &visitor.actor, id).await?;
    Ok(page(&ListPage { shell: shell.at("sourcing"), list, members }))
}

/// Where somebody stands.
#[derive(Deserialize)]
pub(super) struct Standing {
    who: ProfileId,
    standing: String,
}

pub(super) async fn stand(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<PoolListId>,
    Form(said): Form<Standing>,
) -> Page {
    lists::stand(&web, &visitor.actor, id, said.who, &said.standing).await?;
    Ok(flash::done(&format!("/sourcing/lists/{id}"), "Kept."))
}

pub(super) async fn remove(
    State(web): State<Web>,
    visitor: SignedIn,
    Path(id): Path<PoolListId>,
    Form(chosen): Form<Chosen>,
) -> Page {
    lists::remove(&web, &visitor.actor, id, &chosen.id).await?;
    Ok(flash::done(&format!("/sourcing/lists/{id}"), "Taken off the list."))
}
