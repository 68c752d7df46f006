//! One category of tags: its name, its colour, and taking it away.

use askama::Template;
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
};
use engine::hiring::upkeep::tags::{Loss, category};
use model::{TagCategoryId, tag::COLOURS};

use super::{
    confirm::Confirm,
    many,
    problems::Problems,
    tags::{TAGS, TypedCategory},
};
use crate::{
    Web,
    failure::Page,
    flash,
    session::SignedIn,
    shell::{Shell, page, page_with},
};

#[derive(Template)]
#[template(path = "hiring/upkeep/tag_category.html")]
struct CategoryPage {
    shell: Shell,
    id: TagCategoryId,
    name: String,
    held: String,
    category: TypedCategory,
    colours: [&'static str; 8],
    problems: Problems,
}

async fn draw(
    web: &Web,
    shell: Shell,
    who: &SignedIn,
    id: TagCategoryId,
    back: Option<(TypedCategory, Problems)>,
) -> Page {
    let (kept, loss) = category::loss(web, &who.actor, id).await?;
    let status = if back.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (typed, problems) = back.unwrap_or_else(|| {
        let typed = TypedCategory { category_name: kept.name.clone(), colour: kept.colour.clone() };
        (typed, Problems::default())
    });
    let page = CategoryPage {
        shell: shell.at("settings"),
        id,
        name: kept.name,
        held: held(loss),
        category: typed,
        colours: COLOURS,
        problems,
    };
    Ok(page_with(status, &page))
}

fn held(loss: Loss) -> String {
    let candidates = many(loss.candidates, "candidate", "candidates");
    format!("{} on {candidates}", many(loss.tags, "tag", "tags"))
}

pub(super) async fn show(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<TagCategoryId>,
) -> Page {
    draw(&web, shell, &who, id, None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<TagCategoryId>,
    Form(typed): Form<TypedCategory>,
) -> Page {
    match category::change(&web, &who.actor, id, &typed.category_name, &typed.colour).await {
        Ok(()) => Ok(flash::done(TAGS, "The category is saved.")),
        Err(error) => {
            let problems = Problems::from_error(error, &[("name", "category_name")])?;
            draw(&web, shell, &who, id, Some((typed, problems))).await
        }
    }
}

pub(super) async fn ask(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Path(id): Path<TagCategoryId>,
) -> Page {
    let (kept, loss) = category::loss(&web, &who.actor, id).await?;
    let tags = many(loss.tags, "tag in it is deleted", "tags in it are deleted");
    let sentence = match loss {
        Loss { tags: 0, .. } => "It has no tags, so nothing else changes.".into(),
        Loss { candidates: 0, .. } => format!("{tags} too. No candidate has one of them."),
        _ => format!(
            "{tags} too: {} {}. The candidates themselves stay.",
            many(loss.candidates, "candidate loses", "candidates lose"),
            many(loss.marks, "tag", "tags")
        ),
    };
    Ok(page(&Confirm {
        shell: shell.at("settings"),
        list: (TAGS, "Tags"),
        title: format!("Delete the category {}?", kept.name),
        sentence,
        action: format!("{TAGS}/categories/{id}/delete"),
        button: "Delete the category",
        back: format!("{TAGS}/categories/{id}"),
    }))
}

pub(super) async fn delete(State(web): State<Web>, who: SignedIn, Path(id): Path<TagCategoryId>) -> Page {
    let loss = category::delete(&web, &who.actor, id).await?;
    Ok(flash::done(TAGS, &format!("The category is deleted, with {}.", held(loss))))
}
