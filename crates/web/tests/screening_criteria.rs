//! What a job asks for, which applications are screened, and the threshold.

use crate::screened::{House, house};
use axum::http::StatusCode;
use engine::screening::{criteria, preferences, threshold};
use model::{
    access::Role,
    screening::{Asks, Need, Threshold},
};

async fn editor(house: &House, form: &str) -> String {
    house.stage.post(Role::Recruiter, &house.at("/criteria"), form).await.body
}

#[tokio::test]
async fn suggestions_quote_the_job_and_are_taken_over_one_by_one() {
    let house = house().await;
    let page = house.stage.get(Role::Recruiter, &house.at("/criteria")).await.body;
    assert!(page.contains("Nothing is asked yet") && !page.contains("Suggested"), "{page}");
    let page = editor(&house, "do=suggest").await;
    assert!(page.contains("3 years of Welding") && page.contains("<q>3 years of welding</q>"), "{page}");
    let page = editor(&house, "suggesting=true&do=accept-0").await;
    let taken = page.split("name=\"c_names\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(taken, "Welding");
    assert!(page.contains("Not saved yet") && !page.contains("Take over: 3 years of Welding"));
    let page = editor(&house, "suggesting=true&do=accept-all").await;
    assert!(page.contains("ask for nothing that is not above already"), "{page}");
    let kept = criteria::versions(&house.stage.app, house.stage.actor(Role::Recruiter), house.job).await;
    assert!(kept.unwrap().is_empty(), "nothing was saved yet");
}

#[tokio::test]
async fn criteria_are_saved_as_a_draft_and_switched_on_with_a_warning() {
    let house = house().await.asking().await;
    house.scored("Ana", 90).await;
    let form = "c_id=weld&c_need=must&c_kind=skill&c_names=Welding,+Brazing&c_years=1.5&c_weight=7\
                &c_id=&c_need=nice&c_kind=language&c_language=fr&c_fluency=working&c_weight=2\
                &k_id=&k_from=answer&k_name=Nights%3F&k_is=one_of&k_value=yes&do=save";
    let saved = house.stage.post(Role::Recruiter, &house.at("/criteria"), form).await;
    assert_eq!(saved.location(), house.at("/criteria/2"));
    let page = house.stage.get(Role::Recruiter, &house.at("/criteria/2")).await.body;
    for part in ["1 year and 6 months of Welding or Brazing", "working French", "must be one of yes"] {
        assert!(page.to_lowercase().contains(&part.to_lowercase()), "{part}: {page}");
    }
    assert!(page.contains("1 person will be scored again"));
    let app = &house.stage.app;
    let all = criteria::versions(app, house.stage.actor(Role::Recruiter), house.job).await.unwrap();
    let asked = &all[0].criteria.criteria;
    let skill = Asks::Skill { any_of: vec!["Welding".into(), "Brazing".into()], months: Some(18) };
    assert_eq!((asked[0].id.as_str(), asked[0].weight, &asked[0].asks), ("weld", 7, &skill));
    assert_eq!((asked[1].id.as_str(), asked[1].need), ("c-1", Need::Nice));
    let on = house.stage.post(Role::Recruiter, &house.at("/criteria/2/activate"), "").await;
    assert_eq!(on.location(), house.at(""));
    let page = house.stage.get(Role::Recruiter, &house.at("")).await.body;
    assert!(page.contains("1 person waits") && page.contains("To be scored again"), "{page}");
    let again = house.stage.post(Role::Recruiter, &house.at("/criteria/2/activate"), "").await;
    assert_eq!(again.status, StatusCode::CONFLICT);
    let old = house.stage.get(Role::Recruiter, &house.at("/criteria/1")).await.body;
    assert!(old.contains("Used before") && !old.contains("Switch on"));
    assert_eq!(
        house.stage.get(Role::Recruiter, &house.at("/criteria/9")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn wrong_rows_come_back_with_what_was_typed() {
    let house = house().await;
    let form = "c_id=&c_need=must&c_kind=skill&c_names=&c_weight=5\
                &c_id=&c_need=must&c_kind=skill&c_names=Rust+%26+C&c_weight=99\
                &k_id=&k_from=field&k_name=Pay&k_is=at_most&k_value=lots&do=save";
    let back = house.stage.post(Role::Recruiter, &house.at("/criteria"), form).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "href=\"#criterion-0\">Say what to look for.",
        "id=\"criterion-1-error\">A weight is a number",
        "id=\"rule-0-error\">Write a number",
        "value=\"Rust &#38; C\"",
        "value=\"lots\"",
    ] {
        assert!(back.body.contains(part), "{part}: {}", back.body);
    }
}

#[tokio::test]
async fn preferences_say_who_is_screened_and_refuse_nobody() {
    let house = house().await.asking().await;
    let path = house.at("/preferences");
    let wrong = house.stage.post(Role::Recruiter, &path, "enabled=true&since=soon").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"since-error\"") && wrong.body.contains("value=\"soon\""));
    let none = house.stage.post(Role::Recruiter, &path, "enabled=true").await;
    assert!(none.body.contains("id=\"stages-error\""), "{}", none.body);
    let form = "enabled=true&stage=applied&stage=interview&since=2026-02-01&whom=new&write_back=true";
    assert_eq!(house.stage.post(Role::Recruiter, &path, form).await.location(), path);
    let kept =
        preferences::get(&house.stage.app, house.stage.actor(Role::Recruiter), house.job).await.unwrap();
    assert!(kept.enabled && !kept.backfill && kept.write_back && !kept.comment);
    assert_eq!((kept.stages.len(), kept.since.unwrap().to_string().as_str()), (2, "2026-02-01T00:00:00Z"));
    let page = house.stage.get(Role::Recruiter, &path).await.body;
    assert!(page.contains("value=\"2026-02-01\"") && page.contains("switched on"), "{page}");
}

#[tokio::test]
async fn a_threshold_is_looked_at_then_moved_and_can_be_the_organisations() {
    let house = house().await.asking().await;
    house.scored("Ana", 90).await;
    house.scored("Bo", 60).await;
    let path = house.at("/preferences");
    let figure = |page: &str, name: &str| {
        page.split(&format!("data-{name}>")).nth(1).unwrap().split('<').next().unwrap().to_owned()
    };
    let page = house.stage.get(Role::Recruiter, &path).await.body;
    assert_eq!((figure(&page, "below"), figure(&page, "above")), ("1".into(), "1".into()));
    let page = house.stage.get(Role::Recruiter, &format!("{path}?threshold=50&whose=own")).await.body;
    assert_eq!((figure(&page, "below"), figure(&page, "above")), ("0".into(), "2".into()));
    let of_job = async || {
        threshold::of_job(&house.stage.app, house.stage.actor(Role::Recruiter), house.job).await.unwrap()
    };
    assert_eq!(of_job().await, Threshold(70), "it was only looked at");
    let wrong = house.stage.post(Role::Recruiter, &house.at("/threshold"), "whose=own&threshold=101").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    house.stage.post(Role::Recruiter, &house.at("/threshold"), "whose=own&threshold=50").await;
    assert_eq!(of_job().await, Threshold(50));
    let organisation = "threshold=95&leave_out_internal=true";
    let kept = house.stage.post(Role::Administrator, "/settings/screening", organisation).await;
    assert_eq!(kept.location(), "/settings/screening");
    assert_eq!(of_job().await, Threshold(50), "the job has its own");
    house.stage.post(Role::Recruiter, &house.at("/threshold"), "whose=organisation&threshold=50").await;
    assert_eq!(of_job().await, Threshold(95));
    let wrong = house.stage.post(Role::Administrator, "/settings/screening", "threshold=many").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("value=\"many\""), "{}", wrong.body);
}

#[tokio::test]
async fn a_draft_is_tried_on_a_few_and_everybody_is_scored_again_on_demand() {
    let house = house().await.asking().await;
    let ana = house.scored("Ana", 90).await;
    let page = house.stage.get(Role::Recruiter, &house.at("/criteria/1?try=true")).await.body;
    assert!(page.contains("Tried on the newest applications") && page.contains("Ana Lopez"), "{page}");
    assert!(page.contains("Not enough to tell"), "she brought no file: {page}");
    let person = format!("/applications/{}/screening", ana.id);
    let off = house.stage.get(Role::Recruiter, &person).await.body;
    assert!(off.contains("Switch screening on in its preferences"), "{off}");
    let refused = house.stage.post(Role::Recruiter, &house.at("/again"), "").await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "it is switched off");
    house.stage.post(Role::Recruiter, &house.at("/preferences"), "enabled=true&stage=applied").await;
    assert_eq!(house.stage.post(Role::Recruiter, &house.at("/again"), "").await.location(), house.at(""));
    let part = house.stage.get(Role::HiringManager, &house.at("/waiting")).await.body;
    assert!(part.contains("<strong>1 person waits") && part.contains("hx-get="), "{part}");
    assert!(!house.stage.get(Role::Recruiter, &person).await.body.contains("Switch screening on"));
}
