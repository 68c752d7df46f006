//! `/sourcing`: people looked for by what is typed and chosen, counted, and taken away as CSV.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use axum_extra::extract::Form;
use engine::{
    Error,
    sourcing::{
        find::{self, Asked, Facet, Hit, ON_A_PAGE, Page as Found},
        lists, searches, table,
    },
};
use model::{PoolListId, ProfileId};
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "sourcing/pool/search.html")]
struct SearchPage {
    shell: Shell,
    asked: Asked,
    error: Option<String>,
    hits: Vec<Hit>,
    total: u64,
    respelled: Vec<String>,
    groups: Vec<Group>,
    chosen: Vec<(String, String)>,
    lists: Vec<(PoolListId, String)>,
    searches: Vec<(String, String, String, bool)>,
    query: String,
    csv: String,
    shown: String,
    previous: Option<String>,
    next: Option<String>,
}

/// The values of one filter.
struct Group {
    label: &'static str,
    values: Vec<Value>,
}

struct Value {
    name: String,
    count: u64,
    address: String,
}

pub(super) fn label(facet: Facet) -> &'static str {
    match facet {
        Facet::Title => "Title",
        Facet::Skill => "Skills",
        Facet::City => "Town",
        Facet::Country => "Country",
        Facet::Years => "Years of work",
        Facet::Industry => "Industry",
        Facet::Company => "Company",
        Facet::Source => "Known from",
        Facet::Tag => "Tag",
        Facet::List => "List",
        Facet::Consent => "Consent",
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    RawQuery(query): RawQuery,
) -> Page {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let (found, error) = match find::find(&web, &visitor.actor, &asked).await {
        Ok(found) => (found, None),
        Err(Error::Invalid(problems)) => {
            let nobody = Found { hits: vec![], total: 0, counts: Default::default(), respelled: vec![] };
            (nobody, problems.into_iter().next().map(|problem| problem.message))
        }
        Err(error) => return Err(Failure(error)),
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let lists = lists::all(&web, &visitor.actor).await?.into_iter().map(|(list, _)| (list.id, list.name));
    let searches = searches::mine(&web, &visitor.actor).await?.into_iter();
    let searches =
        searches.map(|one| (one.id.to_string(), one.name, format!("/sourcing?{}", one.query), one.alert));
    let (first, last) = (asked.page * ON_A_PAGE + 1, asked.page * ON_A_PAGE + found.hits.len());
    let has_next = (last as u64) < found.total;
    let shown =
        if found.hits.is_empty() { String::new() } else { format!("{first}–{last} of {}", found.total) };
    Ok(page_with(
        status,
        &SearchPage {
            shell: shell.at("sourcing"),
            groups: groups(&asked, &found),
            chosen: chosen(&asked),
            lists: lists.collect(),
            searches: searches.collect(),
            query: asked.query(),
            csv: format!("/sourcing/people.csv?{}", asked.query()),
            shown,
            previous: asked.page.checked_sub(1).map(|page| turned(&asked, page)),
            next: has_next.then(|| turned(&asked, asked.page + 1)),
            hits: found.hits,
            total: found.total,
            respelled: found.respelled,
            error,
            asked,
        },
    ))
}

fn turned(asked: &Asked, page: usize) -> String {
    format!("/sourcing?{}&page={page}", asked.query())
}

/// What can be chosen beside what is chosen.
fn groups(asked: &Asked, found: &Found) -> Vec<Group> {
    let value = |facet: Facet, name: &str, count: u64| {
        let mut narrowed = Asked { page: 0, ..asked.clone() };
        narrowed.any_of.entry(facet).or_default().push(name.to_owned());
        Value { name: name.into(), count, address: format!("/sourcing?{}", narrowed.query()) }
    };
    let is_chosen =
        |facet: Facet, name: &String| asked.any_of.get(&facet).is_some_and(|chosen| chosen.contains(name));
    let group = |(facet, counts): (&Facet, &Vec<(String, u64)>)| Group {
        label: label(*facet),
        values: counts
            .iter()
            .filter(|(name, _)| !is_chosen(*facet, name))
            .map(|(name, count)| value(*facet, name, *count))
            .collect(),
    };
    found.counts.iter().map(group).filter(|group| !group.values.is_empty()).collect()
}

/// What is chosen, each with the address without it.
fn chosen(asked: &Asked) -> Vec<(String, String)> {
    let mut chips = Vec::new();
    for (facet, values) in &asked.any_of {
        for value in values {
            let mut without = Asked { page: 0, ..asked.clone() };
            if let Some(left) = without.any_of.get_mut(facet) {
                left.retain(|other| other != value);
            }
            chips.push((format!("{}: {value}", label(*facet)), format!("/sourcing?{}", without.query())));
        }
    }
    chips
}

/// No more people are taken away in one file.
const MOST: usize = 20_000;

/// Everybody who was found, as a file.
pub(super) async fn csv_of_all(State(web): State<Web>, visitor: SignedIn, RawQuery(query): RawQuery) -> Page {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let ids = find::all(&web, &visitor.actor, &asked, MOST).await?;
    Ok(download(table::csv(&web, &visitor.actor, &ids, &[]).await?))
}

/// Whom somebody chose, and which columns.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    id: Vec<ProfileId>,
    #[serde(default)]
    column: Vec<String>,
}

/// The chosen people as a file.
pub(super) async fn csv(State(web): State<Web>, visitor: SignedIn, Form(chosen): Form<Chosen>) -> Page {
    Ok(download(table::csv(&web, &visitor.actor, &chosen.id, &chosen.column).await?))
}

fn download(file: Vec<u8>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"people.csv\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, file).into_response()
}
