//! The impact report, voluntary questions with their public page, and the ledger.

use crate::screened::{House, house};
use axum::http::{Method, StatusCode};
use engine::screening::decide::decide;
use model::{access::Role, screening::Standing};
use store::screening::{ledger, voluntary};

const BOSS: Role = Role::Administrator;

/// Somebody scored who said their gender.
async fn said(house: &House, first: &str, points: u8, gender: &str) {
    let of = house.scored(first, points).await;
    let (app, space) = (&house.stage.app, house.stage.actor(BOSS).workspace);
    let tx = app.db.begin().await.unwrap();
    let answers = [("gender".to_owned(), gender.to_owned())].into();
    voluntary::put(&tx, space, of.id, &answers, app.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn the_report_shows_groups_with_ratios_and_what_they_mean() {
    let house = house().await.asking().await;
    let empty = house.stage.get(BOSS, "/fairness").await;
    assert!(empty.body.contains("Nobody to count"), "{}", empty.body);
    for n in 0..12 {
        said(&house, &format!("F{n}"), if n < 2 { 90 } else { 40 }, "female").await;
        said(&house, &format!("M{n}"), if n < 10 { 90 } else { 40 }, "male").await;
    }
    let page = house.stage.get(BOSS, "/fairness?measure=sorted").await;
    assert_eq!(page.status, StatusCode::OK);
    for part in ["Female", "2 of 12", "16.7 %", "0.20", "Look closer", "Highest rate", "Job by job"] {
        assert!(page.body.contains(part), "{part}: {}", page.body);
    }
    assert!(page.body.contains(r#"role="img" aria-label="0.20 of the highest rate"#), "{}", page.body);
    assert!(page.body.contains("Female met it at 20 % of the rate of Male"));
    assert!(page.body.contains("Welder &#38; Co") && !page.body.contains("Welder & Co"));
    assert!(!page.body.contains("F0 Lopez"), "nobody is named");

    let one = house.stage.get(BOSS, &format!("/fairness?job={}&from=2026-03-02", house.job)).await;
    assert!(one.body.contains("for Welder &#38; Co") && !one.body.contains("Job by job"));
    let none = house.stage.get(BOSS, "/fairness?until=2026-03-01").await;
    assert!(none.body.contains("Nobody to count"));
    let odd = house.stage.get(BOSS, "/fairness?job=x&from=yesterday&measure=all").await;
    assert_eq!(odd.status, StatusCode::OK, "what can't be read is not asked");

    let file = house.stage.get(BOSS, "/fairness/report.csv").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert!(
        file.body
            .contains("All jobs,,,Gender,Female,12,no,At the threshold or above,12,2,0.1667,0.2000,yes,")
    );
    assert_eq!(house.stage.get(Role::Recruiter, "/fairness").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_applicant_answers_on_a_page_without_signing_in() {
    let house = house().await.asking().await;
    let ana = house.scored("Ana", 90).await;
    let stage = &house.stage;
    let at = format!("/applications/{}/voluntary", ana.id);
    assert!(stage.get(BOSS, &at).await.body.contains("No voluntary question is asked"));
    stage.post(BOSS, "/fairness/questions", "question=gender&question=age").await;
    let chosen = stage.get(BOSS, "/fairness/questions").await.body;
    assert!(
        chosen.contains(r#"value="gender" checked"#) && !chosen.contains(r#"value="disability" checked"#)
    );

    let made = stage.post(Role::Recruiter, &at, "").await.body;
    let token = made.split("/about-you/").nth(1).unwrap().split('<').next().unwrap();
    let path = format!("/about-you/{token}");
    let asked = stage.ask(None, Method::GET, &path, None).await;
    assert_eq!(asked.status, StatusCode::OK);
    assert!(asked.body.contains("How old are you?") && asked.body.contains("I prefer not to say"));
    assert!(!asked.body.contains("Lopez"), "the page says nothing of who it is");
    let wrong = stage.ask(None, Method::POST, &path, Some("gender=martian")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Choose one of these"));
    let thanks = stage.ask(None, Method::POST, &path, Some("gender=female&age=undisclosed")).await;
    assert!(thanks.body.contains("Thank you"), "{}", thanks.body);
    let again = stage.ask(None, Method::GET, &path, None).await;
    assert!(again.body.contains("You answered before") && !again.body.contains(r#""female" checked"#));
    let nothing = stage.ask(None, Method::GET, "/about-you/guess", None).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    assert!(stage.get(BOSS, "/fairness").await.body.contains("Female"));
    for page in [format!("/applications/{}/screening", ana.id), format!("/candidates/{}", ana.candidate)] {
        assert!(!stage.get(BOSS, &page).await.body.contains("Female"), "{page} must not show it");
    }
}

#[tokio::test]
async fn the_ledger_is_shown_proved_and_found_broken() {
    let house = house().await.asking().await;
    let boss = house.stage.actor(BOSS);
    let ana = house.scored("Ana", 40).await;
    decide(&house.stage.app, boss, ana.id, Standing::Qualified, "Knows <cranes>").await.unwrap();
    let page = house.stage.get(BOSS, "/fairness/ledger").await.body;
    for part in
        ["Ana Lopez", "Decided against the score", "Knows &#60;cranes&#62;", "40 points", "threshold 70"]
    {
        assert!(page.contains(part), "{part}: {page}");
    }
    let whole = house.stage.post(BOSS, "/fairness/ledger/prove", "").await.body;
    assert!(whole.contains("The ledger is whole.") && whole.contains("rows are as they were written"));
    let csv = house.stage.get(BOSS, "/fairness/ledger.csv").await;
    assert!(csv.body.contains(",overridden,") && !csv.body.contains("Lopez"));
    let json = house.stage.get(BOSS, "/fairness/ledger.json").await;
    let json: serde_json::Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(json["rows"].as_array().unwrap().len(), 2);
    touch(&house).await;
    let broken = house.stage.post(BOSS, "/fairness/ledger/prove", "").await.body;
    assert!(broken.contains("broken at row 2.") && broken.contains(r#"role="alert""#), "{broken}");
}

/// What somebody with the database in hand could do: a reason goes without the row that says so.
async fn touch(house: &House) {
    let (app, space) = (&house.stage.app, house.stage.actor(BOSS).workspace);
    let rows = ledger::recent(&app.db, space, None, 9).await.unwrap();
    let whose: Vec<_> = rows.iter().filter_map(|row| row.line.application).collect();
    let tx = app.db.begin().await.unwrap();
    ledger::erase_reasons(&tx, space, &whose).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_retention_rule_is_set_looked_at_switched_on_and_taken_away() {
    let stage = crate::stage::stage().await;
    let page = async || stage.get(BOSS, "/fairness/retention").await.body;
    assert!(page().await.contains("Nobody is erased by a rule"));
    let wrong = stage.post(BOSS, "/fairness/retention", "country=France&months=never").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Give 1 to 240 months") && wrong.body.contains("France"), "{}", wrong.body);
    stage.post(BOSS, "/fairness/retention", "country=France&months=6").await;
    let set = page().await;
    assert!(set.contains("France: 6 months") && set.contains("Only looked at"), "{set}");
    assert!(set.contains("0 people due now"), "{set}");
    stage.post(BOSS, "/fairness/retention/on", "country=France").await;
    assert!(page().await.contains("Switch off"));
    stage.post(BOSS, "/fairness/retention/remove", "country=France").await;
    assert!(page().await.contains("Nobody is erased by a rule"));
    assert_eq!(stage.get(Role::Recruiter, "/fairness/retention").await.status, StatusCode::FORBIDDEN);
}
