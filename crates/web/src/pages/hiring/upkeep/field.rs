//! One custom field: its name, its options, and taking it away.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::hiring::upkeep::fields::{
    change::{Change, change, losses},
    delete::delete as take_away,
    get,
};
use model::CustomFieldId;

use super::{
    confirm::Confirm,
    fields::{FIELDS, called},
    many,
    problems::Problems,
};
use crate::{
    Web,
    failure::Page,
    flash,
    session::SignedIn,
    shell::{Shell, page, page_with},
};

#[derive(Template)]
#[template(path = "hiring/upkeep/field.html")]
struct FieldPage {
    shell: Shell,
    id: CustomFieldId,
    name: String,
    kind: &'static str,
    values: String,
    has_options: bool,
    typed: Change,
    /// What would be lost: each option with how many candidates have it.
    losses: Vec<(String, String)>,
    problems: Problems,
}

/// What the form brings: `was` and `now` stand in pairs, one an option.
fn read(form: Vec<(String, String)>) -> (Change, bool) {
    let (mut asked, mut agreed) = (Change::default(), false);
    for (key, value) in form {
        match key.as_str() {
            "field_name" => asked.name = value,
            "was" => asked.kept.push((value, String::new())),
            "now" => {
                if let Some(last) = asked.kept.last_mut() {
                    last.1 = value;
                }
            }
            "more" => asked.more = value,
            "agreed" => agreed = true,
            _ => {}
        }
    }
    (asked, agreed)
}

#[derive(Default)]
struct Back {
    typed: Option<Change>,
    losses: Vec<(String, String)>,
    problems: Problems,
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, id: CustomFieldId, back: Back) -> Page {
    let (field, values) = get(web, &who.actor, id).await?;
    let status = if back.typed.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let kept = || field.options.iter().map(|option| (option.clone(), option.clone())).collect();
    let typed =
        back.typed.unwrap_or_else(|| Change { name: field.name.clone(), kept: kept(), more: String::new() });
    let page = FieldPage {
        shell: shell.at("settings"),
        id,
        kind: called(field.kind),
        values: many(values, "candidate has a value", "candidates have a value"),
        has_options: field.kind.has_options(),
        name: field.name,
        typed,
        losses: back.losses,
        problems: back.problems,
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<CustomFieldId>,
) -> Page {
    draw(&web, shell, &who, id, Back::default()).await
}

/// Saves, unless values would go: then the page comes back and says which, and a second press agrees to it.
pub(super) async fn save(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<CustomFieldId>,
    Form(form): Form<Vec<(String, String)>>,
) -> Page {
    let (asked, agreed) = read(form);
    let lost = losses(&web, &who.actor, id, &asked).await?;
    if !lost.is_empty() && !agreed {
        let say = |(option, count)| (option, many(count, "candidate", "candidates"));
        let losses = lost.into_iter().map(say).collect();
        let back = Back { typed: Some(asked), losses, ..Back::default() };
        return draw(&web, shell, &who, id, back).await;
    }
    match change(&web, &who.actor, id, &asked, agreed).await {
        Ok(_) => Ok(flash::done(FIELDS, "The field is saved.")),
        Err(error) => {
            let problems = Problems::from_error(error, &[("name", "field_name"), ("options", "more")])?;
            let back = Back { typed: Some(asked), problems, ..Back::default() };
            draw(&web, shell, &who, id, back).await
        }
    }
}

pub(super) async fn ask(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<CustomFieldId>,
) -> Page {
    let (field, values) = get(&web, &who.actor, id).await?;
    let sentence = match values {
        0 => "No candidate has a value in it, so nothing else changes.".into(),
        n => format!(
            "{} of this field for good. Whatever a mapping sends from it to another system is no longer sent.",
            many(n, "candidate loses the value", "candidates lose the value")
        ),
    };
    Ok(page(&Confirm {
        shell: shell.at("settings"),
        list: (FIELDS, "Candidate fields"),
        title: format!("Delete the field {}?", field.name),
        sentence,
        action: format!("{FIELDS}/{id}/delete"),
        button: "Delete the field",
        back: format!("{FIELDS}/{id}"),
    }))
}

pub(super) async fn delete(State(web): State<Web>, who: SignedIn, Path(id): Path<CustomFieldId>) -> Page {
    let values = take_away(&web, &who.actor, id).await?;
    let gone = many(values, "value", "values");
    Ok(flash::done(FIELDS, &format!("The field is deleted, with {gone}.")))
}
