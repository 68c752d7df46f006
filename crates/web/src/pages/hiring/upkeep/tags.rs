//! Settings > Tags: the categories with their tags.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::hiring::upkeep::tags::{self, Group, category, label};
use model::{TagCategoryId, tag::COLOURS};
use serde::Deserialize;
use uuid::Uuid;

use super::problems::Problems;
use crate::{
    Web,
    failure::Page,
    flash,
    session::SignedIn,
    shell::{Shell, page_with},
};

pub(super) const TAGS: &str = "/settings/tags";

#[derive(Template)]
#[template(path = "hiring/upkeep/tags.html")]
struct TagsPage {
    shell: Shell,
    groups: Vec<Group>,
    colours: [&'static str; 8],
    tag: TypedTag,
    category: TypedCategory,
    problems: Problems,
}

/// What the form of a tag brings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedTag {
    pub tag_name: String,
    pub category: String,
}

impl TypedTag {
    /// The category; one that is none is not found.
    pub(super) fn category(&self) -> TagCategoryId {
        self.category.parse().unwrap_or(TagCategoryId(Uuid::nil()))
    }
}

/// What the form of a category brings.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct TypedCategory {
    pub category_name: String,
    pub colour: String,
}

/// Which of the page's two forms comes back, with what was wrong.
#[derive(Default)]
struct Back {
    tag: TypedTag,
    category: TypedCategory,
    problems: Problems,
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, status: StatusCode, back: Back) -> Page {
    let groups = tags::list(web, &who.actor).await?;
    let Back { tag, mut category, problems } = back;
    if category.colour.is_empty() {
        // A colour that no category has yet, so that the next one can be told apart without a thought.
        let free = COLOURS.iter().find(|colour| groups.iter().all(|group| group.category.colour != **colour));
        category.colour = (*free.unwrap_or(&COLOURS[0])).into();
    }
    let shell = shell.at("settings");
    let page = TagsPage { shell, groups, colours: COLOURS, tag, category, problems };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, StatusCode::OK, Back::default()).await
}

pub(super) async fn add_tag(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(tag): Form<TypedTag>,
) -> Page {
    match label::create(&web, &who.actor, &tag.tag_name, tag.category()).await {
        Ok(_) => Ok(flash::done(TAGS, "The tag can be given to candidates now.")),
        Err(error) => {
            let problems = Problems::from_error(error, &[("name", "tag_name")])?;
            let back = Back { tag, problems, ..Back::default() };
            draw(&web, shell, &who, StatusCode::UNPROCESSABLE_ENTITY, back).await
        }
    }
}

pub(super) async fn add_category(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(category): Form<TypedCategory>,
) -> Page {
    match category::create(&web, &who.actor, &category.category_name, &category.colour).await {
        Ok(_) => Ok(flash::done(TAGS, "The category is there; add its tags.")),
        Err(error) => {
            let problems = Problems::from_error(error, &[("name", "category_name")])?;
            let back = Back { category, problems, ..Back::default() };
            draw(&web, shell, &who, StatusCode::UNPROCESSABLE_ENTITY, back).await
        }
    }
}
