use model::{CandidateId, candidate::Profile};

use super::*;
use crate::{
    hiring::{
        add_candidate::add_candidate, apply::apply, move_application::move_application, testing::house,
    },
    people::testing::{Bench, benches},
    work::LEASE,
};

const DAY: u64 = 24 * 3600;

async fn somebody(bench: &Bench, boss: &Actor, name: &str, country: &str) -> CandidateId {
    let profile = Profile {
        first_name: name.into(),
        last_name: "Oduya".into(),
        email: format!("{}@example.com", name.to_lowercase()),
        country: country.into(),
        ..Profile::default()
    };
    add_candidate(&bench.app, boss, &profile).await.unwrap()
}

fn names(of: &Foreseen) -> Vec<&str> {
    of.now.iter().map(|person| person.name.split(' ').next().unwrap()).collect()
}

/// The next night, three hours past midnight.
async fn night(bench: &Bench) {
    let into = u64::try_from(bench.app.now().as_second()).unwrap() % DAY;
    bench.later(DAY - into + 3 * 3600);
    work::call_due(&bench.app).await.unwrap();
    loop {
        let (app, now) = (&bench.app, bench.app.now());
        let tasks = store::task::claim(&app.db, "night", now, LEASE, 9).await.unwrap();
        if tasks.is_empty() {
            break;
        }
        for task in tasks.iter().filter(|task| task.kind == work::TASK) {
            work::work(app, "night", task).await.unwrap();
        }
    }
}

#[tokio::test]
async fn each_country_has_its_time_and_a_rule_erases_nobody_before_it_is_switched_on() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        for (name, country) in [("Gerd", "Germany"), ("Uma", "germany "), ("Fay", "France"), ("Nia", "")] {
            somebody(&bench, &boss, name, country).await;
        }
        set(app, &boss, "Germany", 6).await.unwrap();
        set(app, &boss, "", 24).await.unwrap();
        bench.later(170 * DAY);
        let rules = foresee(app, &boss).await.unwrap();
        assert_eq!((rules[1].rule.country.as_str(), names(&rules[1]), rules[1].soon), ("Germany", vec![], 2));
        bench.later(30 * DAY);
        let rules = foresee(app, &boss).await.unwrap();
        assert_eq!(names(&rules[1]).len(), 2, "{}: however it is written", bench.kind());
        assert_eq!((names(&rules[0]), rules[0].soon), (vec![], 0));
        night(&bench).await;
        assert_eq!(foresee(app, &boss).await.unwrap()[1].now.len(), 2, "it is only looked at");

        switch(app, &boss, "GERMANY", true).await.unwrap();
        night(&bench).await;
        assert_eq!(foresee(app, &boss).await.unwrap()[1].now.len(), 0);
        assert_eq!(last_run(app, &boss).await.unwrap().unwrap().erased, 2);
        bench.later(700 * DAY);
        assert_eq!(
            names(&foresee(app, &boss).await.unwrap()[0]).len(),
            2,
            "those without a rule of their own"
        );
        let receipts = crate::hiring::erase_person::receipts(app, &boss, 9).await.unwrap();
        assert!(receipts.iter().all(|one| one.by == "The rule for people of Germany"), "{receipts:?}");
    }
}

#[tokio::test]
async fn who_was_hired_or_may_still_hear_something_is_left_alone() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        let house = house(app, &boss).await;
        let mut people = vec![];
        for (name, stage) in [("Hired", 3), ("Running", 1), ("Rejected", 4)] {
            let id = somebody(&bench, &boss, name, "").await;
            let application = apply(app, &boss, id, house.job.id).await.unwrap();
            bench.later(1);
            move_application(app, &boss, application.id, house.stage(stage)).await.unwrap();
            people.push(id);
        }
        set(app, &boss, "", 1).await.unwrap();
        switch(app, &boss, "", true).await.unwrap();
        bench.later(40 * DAY);
        assert_eq!(names(&foresee(app, &boss).await.unwrap()[0]), ["Rejected"], "{}", bench.kind());
        night(&bench).await;
        let quiet = due::quiet(&app.db, boss.workspace, app.now()).await.unwrap();
        assert!(quiet.is_empty(), "{quiet:?}");
        for (id, stays) in people.into_iter().zip([true, true, false]) {
            let kept = crate::hiring::profile::profile(app, &boss, id).await;
            assert_eq!(kept.is_ok(), stays, "{id}");
        }
    }
}

#[tokio::test]
async fn what_makes_no_rule_is_refused() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await.actor);
        assert!(matches!(set(app, &boss, "France", 0).await, Err(Error::Invalid(_))));
        assert!(matches!(set(app, &boss, &"x".repeat(81), 6).await, Err(Error::Invalid(_))));
        assert!(matches!(switch(app, &boss, "France", true).await, Err(Error::NotFound(_))));
        set(app, &boss, "France", 6).await.unwrap();
        switch(app, &boss, "France", true).await.unwrap();
        set(app, &boss, "France", 3).await.unwrap();
        assert!(!foresee(app, &boss).await.unwrap()[0].rule.active, "a changed rule is looked at anew");
        remove(app, &boss, "france").await.unwrap();
        assert_eq!(foresee(app, &boss).await.unwrap(), []);
        let mut other = boss.clone();
        other.role = model::access::Role::Recruiter;
        assert!(matches!(set(app, &other, "France", 6).await, Err(Error::Denied(_))));
    }
}

#[test]
fn months_are_those_of_the_calendar() {
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(before(at("2026-08-31T12:00:00Z"), 6), at("2026-02-28T12:00:00Z"));
    assert_eq!(before(at("2026-03-01T00:00:00Z"), 1), at("2026-02-01T00:00:00Z"));
}
