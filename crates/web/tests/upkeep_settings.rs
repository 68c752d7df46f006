//! Settings: tags, their categories, and candidate fields.

use crate::stage::{Answer, Stage, stage};
use axum::http::StatusCode;
use model::access::Role;

async fn post(stage: &Stage, path: &str, form: &str) -> Answer {
    stage.post(Role::Administrator, path, form).await
}

/// The address of the first link that begins so.
fn link(page: &str, beginning: &str) -> String {
    let (_, rest) = page.split_once(&format!("href=\"{beginning}")).expect("such a link");
    format!("{beginning}{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn a_category_and_its_tag_are_made_changed_and_taken_away_after_a_question() {
    let stage = stage().await;
    let made = post(&stage, "/settings/tags/categories", "category_name=Skills&colour=blue").await;
    assert_eq!(made.location(), "/settings/tags");
    let page = stage.get(Role::Administrator, "/settings/tags").await.body;
    let category = link(&page, "/settings/tags/categories/");
    let id = category.rsplit('/').next().unwrap();
    post(&stage, "/settings/tags", &format!("tag_name=%3Cb%3ERope&category={id}")).await;
    let page = stage.get(Role::Administrator, "/settings/tags").await.body;
    assert!(page.contains("tag-blue") && page.contains("Nobody yet") && !page.contains("<b>Rope"), "{page}");

    let twice = post(&stage, "/settings/tags/categories", "category_name=Skills&colour=red").await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twice.body.contains("category_name-error") && twice.body.contains("is taken"));
    let nowhere = post(&stage, "/settings/tags", "tag_name=Diving&category=").await;
    assert!(nowhere.body.contains("category-error") && nowhere.body.contains(r#"value="Diving""#));

    let question = stage.get(Role::Administrator, &format!("{category}/delete")).await.body;
    assert!(question.contains("1 tag in it is deleted too"));
    let gone = post(&stage, &format!("{category}/delete"), "").await;
    assert_eq!(gone.location(), "/settings/tags");
    assert!(stage.get(Role::Administrator, "/settings/tags").await.body.contains("No tags yet"));
    assert_eq!(stage.get(Role::Administrator, &category).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_field_keeps_its_renamed_option_and_the_form_says_what_is_wrong() {
    let stage = stage().await;
    let none = post(&stage, "/settings/fields", "field_name=Shift&kind=single_select&options=").await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(none.body.contains("options-error") && none.body.contains(r#"value="Shift""#));
    assert!(post(&stage, "/settings/fields", "").await.body.contains("kind-error"));
    post(&stage, "/settings/fields", "field_name=Shift&kind=single_select&options=Day%0ANight").await;
    let page = stage.get(Role::Administrator, "/settings/fields").await.body;
    assert!(page.contains("Day, Night") && page.contains("0 candidates"));
    let field = link(&page, "/settings/fields/");
    let form = "field_name=Shifts&was=Day&now=Days&was=Night&now=&more=Weekend";
    assert_eq!(post(&stage, &field, form).await.location(), "/settings/fields");
    let page = stage.get(Role::Administrator, "/settings/fields").await.body;
    assert!(page.contains("Shifts") && page.contains("Days, Weekend"), "{page}");
    let empty = post(&stage, &field, "field_name=&was=Days&now=Days").await;
    assert!(empty.body.contains("field_name-error"));
    post(&stage, &format!("{field}/delete"), "").await;
    assert!(stage.get(Role::Administrator, "/settings/fields").await.body.contains("No fields yet"));
}

#[tokio::test]
async fn an_option_in_use_goes_only_after_it_was_agreed_to() {
    let stage = stage().await;
    post(&stage, "/settings/fields", "field_name=Shift&kind=single_select&options=Day%0ANight").await;
    let field = link(&stage.get(Role::Administrator, "/settings/fields").await.body, "/settings/fields/");
    let id = field.rsplit('/').next().unwrap().parse().unwrap();
    let (actor, app) = (stage.actor(Role::Administrator), &stage.app);
    let person = model::candidate::Candidate { id: app.id(), profile: Default::default() };
    let tx = app.db.begin().await.unwrap();
    store::hiring::candidate::insert(&tx, actor.workspace, &person, app.now()).await.unwrap();
    store::hiring::field::set_value(&tx, actor.workspace, person.id, id, "Night").await.unwrap();
    tx.commit().await.unwrap();
    let form = "field_name=Shift&was=Day&now=Day&was=Night&now=";
    let asked = post(&stage, &field, form).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        asked.body.contains("Nothing was saved yet") && asked.body.contains("Night</strong>, 1 candidate")
    );
    assert!(stage.get(Role::Administrator, "/settings/fields").await.body.contains("Day, Night"));
    let agreed = post(&stage, &field, &format!("{form}&agreed=true")).await;
    assert_eq!(agreed.location(), "/settings/fields");
}
