//! Settings > Model for meaning.

use crate::stage::stage;
use axum::http::StatusCode;
use model::access::Role;

const HERE: &str = "/settings/screening-model";
const MODEL: &str = "base=http%3A%2F%2F127.0.0.1%3A9%2Fv1&name=nomic&least=80&key=of+the+model";

#[tokio::test]
async fn a_model_is_off_until_it_is_named_and_its_key_is_never_shown() {
    let stage = stage().await;
    assert!(stage.get(Role::Administrator, HERE).await.body.contains("No model is asked."));
    assert_eq!(stage.get(Role::Recruiter, HERE).await.status, StatusCode::FORBIDDEN);
    let far = MODEL.replace("127.0.0.1", "models.example.com").replace("least=80", "least=much");
    let page = stage.post(Role::Administrator, HERE, &far).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains("id=\"base-error\"") && page.body.contains("id=\"least-error\""),
        "{}",
        page.body
    );
    assert!(page.body.contains("value=\"much\"") && !page.body.contains("of the model"));
    let answer = stage.post(Role::Administrator, HERE, MODEL).await;
    assert_eq!(answer.location(), HERE);
    let page = stage.get(Role::Administrator, HERE).await;
    assert!(page.body.contains("One is kept") && !page.body.contains("of the model"));
    // Nobody listens there, which the page says in words.
    stage.post(Role::Administrator, &format!("{HERE}/try"), "").await;
    let page = stage.get(Role::Administrator, HERE).await;
    assert!(page.body.contains("Nobody is scored without the model"), "{}", page.body);
    stage.post(Role::Administrator, &format!("{HERE}/forget"), "").await;
    assert!(stage.get(Role::Administrator, HERE).await.body.contains("No model is asked."));
}
