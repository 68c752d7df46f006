//! One tag: its name, its category, and taking it away.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::hiring::upkeep::tags::{Group, label, list};
use model::TagId;

use super::{
    confirm::Confirm,
    many,
    problems::Problems,
    tags::{TAGS, TypedTag},
};
use crate::{
    Web,
    failure::Page,
    flash,
    session::SignedIn,
    shell::{Shell, page, page_with},
};

#[derive(Template)]
#[template(path = "hiring/upkeep/tag.html")]
struct TagPage {
    shell: Shell,
    id: TagId,
    name: String,
    held: String,
    typed: TypedTag,
    groups: Vec<Group>,
    problems: Problems,
}

async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    id: TagId,
    back: Option<(TypedTag, Problems)>,
) -> Page {
    let (tag, loss) = label::loss(web, &who.actor, id).await?;
    let status = if back.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (typed, problems) = back.unwrap_or_else(|| {
        (TypedTag { tag_name: tag.name.clone(), category: tag.category.to_string() }, Problems::default())
    });
    let page = TagPage {
        shell: shell.at("settings"),
        id,
        name: tag.name,
        held: many(loss.candidates, "candidate has it", "candidates have it"),
        typed,
        groups: list(web, &who.actor).await?,
        problems,
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn, Path(id): Path<TagId>) -> Page {
    draw(&web, shell, &who, id, None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<TagId>,
    Form(typed): Form<TypedTag>,
) -> Page {
    match label::change(&web, &who.actor, id, &typed.tag_name, typed.category()).await {
        Ok(()) => Ok(flash::done(TAGS, "Saved. Whoever has the tag keeps it.")),
        Err(error) => {
            let problems = Problems::from_error(error, &[("name", "tag_name")])?;
            draw(&web, shell, &who, id, Some((typed, problems))).await
        }
    }
}

pub(super) async fn ask(State(web): State<Web>, shell: Shell, who: SignedIn, Path(id): Path<TagId>) -> Page {
    let (tag, loss) = label::loss(&web, &who.actor, id).await?;
    let sentence = match loss.candidates {
        0 => "No candidate has it, so nothing else changes.".into(),
        n => format!("{} it. The candidates themselves stay.", many(n, "candidate loses", "candidates lose")),
    };
    Ok(page(&Confirm {
        shell: shell.at("settings"),
        list: (TAGS, "Tags"),
        title: format!("Delete the tag {}?", tag.name),
        sentence,
        action: format!("{TAGS}/{id}/delete"),
        button: "Delete the tag",
        back: format!("{TAGS}/{id}"),
    }))
}

pub(super) async fn delete(State(web): State<Web>, who: SignedIn, Path(id): Path<TagId>) -> Page {
    let loss = label::delete(&web, &who.actor, id).await?;
    let from = many(loss.candidates, "candidate", "candidates");
    Ok(flash::done(TAGS, &format!("The tag is deleted, and taken from {from}.")))
}
