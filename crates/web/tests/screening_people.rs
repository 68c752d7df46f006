//! A job's people by score, one of them with reasons beside the résumé, two side by side, and what people decide.

use crate::screened::{House, aside, house, said, score};
use axum::http::StatusCode;
use engine::screening::Screened;
use model::{access::Role, screening::Standing};

async fn list(house: &House, query: &str) -> String {
    house.stage.get(Role::HiringManager, &house.at(query)).await.body
}

#[tokio::test]
async fn an_empty_list_says_what_is_to_be_done() {
    let house = house().await;
    let page = list(&house, "").await;
    assert!(page.contains("does not say yet what it asks for") && page.contains("Nobody has been looked at"));
    let house = house.asking().await;
    assert!(list(&house, "").await.contains("Screening of this job is switched off"));
}

#[tokio::test]
async fn people_stand_by_score_under_tabs_with_counts_and_marks() {
    let house = house().await.asking().await;
    let (high, low) = (house.scored("Ana", 90).await, house.scored("Bo", 30).await);
    let open = house.applicant("Cy").await;
    let why = Some("It is locked with a password.".into());
    house.keep(Screened { unreadable: why, ..Screened::new(open.id, open.job) }).await;
    let page = list(&house, "").await;
    let place = |id: String| page.find(&format!("id=\"a-{id}\"")).unwrap();
    assert!(place(high.id.to_string()) < place(low.id.to_string()), "the best first");
    for part in ["Everybody <span class=\"count\">3<", "Pre-qualified <span class=\"count\">1<"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(page.contains("Could not be read") && !page.contains("by a person"));
    let low_only = list(&house, "?standing=not_qualified").await;
    assert!(low_only.contains("Bo Lopez") && !low_only.contains("Ana Lopez"));
    assert!(list(&house, "?standing=qualified").await.contains("Nobody stands here"));
}

#[tokio::test]
async fn reasons_quote_the_resume_and_lead_to_their_place() {
    let house = house().await.asking().await;
    let ana = house.scored("Ana", 86).await;
    let page =
        house.stage.get(Role::HiringManager, &format!("/applications/{}/screening", ana.id)).await.body;
    for part in [
        "href=\"#q-0-0\"",
        "id=\"q-0-0\"",
        "Six years of welding &#60;on deck&#62;</a>",
        "3 years of Welding",
        "Not shown",
        "What would change it: A line that says so.",
        "85.7 <span class=\"muted\">of 85.7</span>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    assert!(!page.contains("<on deck>"), "a résumé's text is text");
}

#[tokio::test]
async fn against_the_score_a_person_says_why_and_may_take_it_back() {
    let house = house().await.asking().await;
    let bo = house.scored("Bo", 30).await;
    let path = format!("/applications/{}/screening", bo.id);
    let asked = house.stage.post(Role::Recruiter, &format!("{path}/decide"), "standing=qualified").await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("id=\"reason-error\""), "{}", asked.body);
    let form = format!("standing=qualified&reason=Met+them&back=/jobs/{}/screening", house.job);
    let kept = house.stage.post(Role::Recruiter, &format!("{path}/decide"), &form).await;
    assert_eq!(kept.location(), house.at(""));
    let page = house.stage.get(Role::Recruiter, &path).await.body;
    assert!(page.contains("says Recruiter Person") && page.contains("Decided against the score"), "{page}");
    assert_eq!(house.stage.post(Role::Recruiter, &format!("{path}/reopen"), "").await.location(), path);
    assert!(house.stage.get(Role::Recruiter, &path).await.body.contains("Decision taken back"));
    let away = "standing=not_qualified&back=//evil.example/";
    assert_eq!(house.stage.post(Role::Recruiter, &format!("{path}/decide"), away).await.location(), "/");
}

#[tokio::test]
async fn several_qualify_at_once_with_a_reason_where_one_is_below() {
    let house = house().await.asking().await;
    let (high, low) = (house.scored("Ana", 90).await, house.scored("Bo", 30).await);
    let ids = format!("id={}&id={}", high.id, low.id);
    let path = house.at("/qualify");
    let asked = house.stage.post(Role::Recruiter, &path, &ids).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("Bo Lopez") && asked.body.contains("id=\"reason-error\""), "{}", asked.body);
    assert!(list(&house, "?standing=qualified").await.contains("Nobody stands here"), "nothing was kept");
    house.stage.post(Role::Recruiter, &path, &format!("{ids}&reason=Both+welded")).await;
    let page = list(&house, "?standing=qualified").await;
    assert!(page.contains("Ana Lopez") && page.contains("Bo Lopez") && page.contains("by a person"));
}

#[tokio::test]
async fn two_people_stand_side_by_side_and_not_one_or_three() {
    let house = house().await.asking().await;
    let (ana, bo) = (house.scored("Ana", 90).await, house.scored("Bo", 30).await);
    let path = house.at(&format!("/compare?id={}&id={}", ana.id, bo.id));
    let page = house.stage.get(Role::Recruiter, &path).await.body;
    assert!(page.contains("Ana Lopez") && page.contains("Bo Lopez") && page.contains("85.7 of 85.7"));
    let one = house.stage.get(Role::Recruiter, &house.at(&format!("/compare?id={}", ana.id))).await;
    assert_eq!(one.location(), house.at(""));
}

#[tokio::test]
async fn a_person_who_is_set_aside_decided_on_or_asks_not_to_be_screened() {
    let house = house().await.asking().await;
    let dee = house.applicant("Dee").await;
    let known = Screened::new(dee.id, dee.job);
    let decision = Some(said(Standing::Qualified, house.stage.app.now()));
    let set_aside = Some(model::screening::Score { knock_outs: vec![aside()], ..score(95) });
    let known = Screened { score: set_aside, criteria_version: Some(1), decision, ..known };
    house.keep(known).await;
    let path = format!("/applications/{}/screening", dee.id);
    let page = house.stage.get(Role::Recruiter, &path).await.body;
    for part in ["Sets aside", "answered “no”", "Met them.", "No text"] {
        assert!(page.contains(part), "{part}: {page}");
    }
    house.stage.post(Role::Recruiter, &format!("{path}/opt-out"), "").await;
    let page = house.stage.get(Role::Recruiter, &path).await.body;
    assert!(page.contains("They asked not to be screened") && !page.contains("Sets aside"), "{page}");
    assert!(!list(&house, "").await.contains("Dee Lopez"));
    house.stage.post(Role::Recruiter, &format!("{path}/opt-in"), "").await;
    assert!(!house.stage.get(Role::Recruiter, &path).await.body.contains("They asked not"));
}
