//! The second step: which column goes where.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use engine::hiring::upkeep::import::{
    Choice, DateOrder, Mapping,
    map::{self, Column},
};
use model::ImportId;

use super::{
    super::{many, problems::Problems},
    IMPORT,
};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "hiring/upkeep/import_map.html")]
struct MapPage {
    shell: Shell,
    id: ImportId,
    file_name: String,
    rows: String,
    columns: Vec<Column>,
    groups: Vec<(&'static str, Vec<Choice>)>,
    dates: DateOrder,
    orders: [(DateOrder, &'static str); 3],
    problems: Problems,
}

fn called(order: DateOrder) -> &'static str {
    match order {
        DateOrder::Refuse => "Unclear: refuse such rows",
        DateOrder::DayFirst => "3 April 2026, the day first",
        DateOrder::MonthFirst => "March 4, 2026, the month first",
    }
}

/// The choices under their headings, which stand together already.
fn grouped(choices: Vec<Choice>) -> Vec<(&'static str, Vec<Choice>)> {
    let mut groups: Vec<(&'static str, Vec<Choice>)> = Vec::new();
    for choice in choices {
        match groups.last_mut() {
            Some((name, of)) if *name == choice.group => of.push(choice),
            _ => groups.push((choice.group, vec![choice])),
        }
    }
    groups
}

async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    id: ImportId,
    back: Option<(Mapping, Problems)>,
) -> Page {
    let mut form = map::form(web, &who.actor, id).await?;
    if form.done {
        return Ok(Redirect::to(&format!("{IMPORT}/{id}/result")).into_response());
    }
    let status = if back.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let problems = match back {
        None => Problems::default(),
        Some((typed, problems)) => {
            for (column, target) in form.columns.iter_mut().zip(typed.columns) {
                column.target = target;
            }
            form.dates = typed.dates;
            problems
        }
    };
    let page = MapPage {
        shell: shell.at("candidates"),
        id,
        file_name: form.file_name,
        rows: many(form.rows as u64, "row", "rows"),
        columns: form.columns,
        groups: grouped(form.choices),
        dates: form.dates,
        orders: DateOrder::ALL.map(|order| (order, called(order))),
        problems,
    };
    Ok(page_with(status, &page))
}

pub(in super::super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ImportId>,
) -> Page {
    draw(&web, shell, &who, id, None).await
}

pub(in super::super) async fn save(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<ImportId>,
    Form(form): Form<Vec<(String, String)>>,
) -> Page {
    let mut typed = Mapping::default();
    for (key, value) in form {
        match key.strip_prefix("column_").map(str::parse::<usize>) {
            // In the order of the columns, as the page has them.
            Some(Ok(nth)) if nth == typed.columns.len() => typed.columns.push(value),
            _ if key == "dates" => typed.dates = DateOrder::parse(&value).unwrap_or_default(),
            _ => {}
        }
    }
    match map::set(&web, &who.actor, id, &typed).await {
        Ok(()) => Ok(Redirect::to(&format!("{IMPORT}/{id}/preview")).into_response()),
        Err(error) => {
            let problems = Problems::from_error(error, &[])?;
            draw(&web, shell, &who, id, Some((typed, problems))).await
        }
    }
}
