//! Matches are found whichever comes first, the job or the contacts, and go with either.

use model::{
    access::Role,
    job::JobStatus,
    network::{Known, Strength},
};

use super::*;
use crate::{
    Actor, App,
    hiring::{
        jobs::{self as hiring_jobs, TypedJob},
        testing::house,
    },
    people::testing::{Bench, benches},
    referrals::network::{bring_in, forget_all, leave_out, list, set_known, upload},
    work::LEASE,
};

const BOOK: &str = "First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Value,Address 1 - City\n\
    Ida,Larsen,Harbour Mills,Senior Welder,ida@example.com,Leeds\n\
    Bo,Quist,North Yard,Pastry Cook,bo@example.com,Leeds\n\
    Cy,Stone,Fjordlys,Welder,cy@example.com,Leeds\n\
    Di,Reed,East Dock,Welder,eve@example.com,York\n";

async fn work(app: &App) {
    for _ in 0..4 {
        for task in store::task::claim(&app.db, "w", app.now(), LEASE, 16).await.unwrap() {
            match task.kind.as_str() {
                of_job::TASK => of_job::work(app, "w", &task).await.unwrap(),
                of_network::TASK => of_network::work(app, "w", &task).await.unwrap(),
                _ => {}
            }
        }
    }
}

async fn bring(bench: &Bench, actor: &Actor) {
    bench.later(1);
    let id = upload(&bench.app, actor, BOOK.as_bytes()).await.unwrap();
    bring_in(&bench.app, actor, id).await.unwrap();
    bench.later(1);
    work(&bench.app).await;
}

fn names(found: &[OwnMatch]) -> Vec<String> {
    found.iter().map(|one| one.contact.full_name()).collect()
}

#[tokio::test]
async fn an_employee_reads_who_fits_and_a_recruiter_only_that_somebody_does() {
    for bench in benches().await {
        let boss = bench.administrator().await;
        let eve = bench.colleague(&boss, "eve@example.com", Role::Employee).await.actor;
        let max = bench.colleague(&boss, "max@example.com", Role::Recruiter).await.actor;
        let house = house(&bench.app, &boss.actor).await;
        bring(&bench, &eve).await;
        let found = matches(&bench.app, &eve, None).await.unwrap().remove(&house.job.id).unwrap();
        assert_eq!(names(&found), ["Ida Larsen"], "not the cook, nor who works here by employer or address");
        assert_eq!(found[0].strength, Strength::Good);
        assert!(
            found[0].reasons.iter().any(|reason| reason.contains("Senior Welder")),
            "{:?}",
            found[0].reasons
        );
        assert!(matches(&bench.app, &max, None).await.unwrap().is_empty(), "only one's own");
        let shown = seen(&bench.app, &max, house.job.id).await.unwrap();
        assert_eq!(
            (shown.len(), shown[0].employee, shown[0].strength),
            (1, eve.user.unwrap(), Strength::Good)
        );
        let said = format!("{shown:?}");
        for word in ["Ida", "Larsen", "Senior", "Harbour", "ida@", &found[0].id.to_string()] {
            assert!(!said.contains(word), "{word}: {said}");
        }
        assert!(
            seen(&bench.app, &eve, house.job.id).await.is_err(),
            "an employee may not look at everybody's"
        );
        assert_eq!(jobs(&bench.app, &eve).await.unwrap()[0].matches, 1);
    }
}

#[tokio::test]
async fn what_changes_is_found_anew() {
    for bench in benches().await {
        let (app, boss) = (&bench.app, bench.administrator().await);
        let eve = bench.colleague(&boss, "eve@example.com", Role::Employee).await.actor;
        let house = house(app, &boss.actor).await;
        bring(&bench, &eve).await;
        let ida = list(app, &eve, "larsen", 0).await.unwrap().people[0].id;
        set_known(app, &eve, ida, Known::WorkedTogether).await.unwrap();
        work(app).await;
        let found = matches(app, &eve, None).await.unwrap().remove(&house.job.id).unwrap();
        assert_eq!(found[0].strength, Strength::Strong);

        bench.later(1);
        let cook =
            TypedJob { title: "Pastry Cook".into(), workflow: Some(house.flow.id), ..TypedJob::default() };
        let cook = hiring_jobs::create(app, &boss.actor, &cook).await.unwrap();
        work(app).await;
        assert!(matches(app, &eve, Some(cook.id)).await.unwrap().is_empty(), "a draft looks for nobody");
        hiring_jobs::set_status(app, &boss.actor, cook.id, JobStatus::Open).await.unwrap();
        work(app).await;
        assert_eq!(names(&matches(app, &eve, Some(cook.id)).await.unwrap()[&cook.id]), ["Bo Quist"]);
        hiring_jobs::set_status(app, &boss.actor, cook.id, JobStatus::Closed).await.unwrap();
        work(app).await;
        assert!(matches(app, &eve, Some(cook.id)).await.unwrap().is_empty());

        leave_out(app, &eve, ida, true).await.unwrap();
        work(app).await;
        assert!(matches(app, &eve, None).await.unwrap().is_empty());
        leave_out(app, &eve, ida, false).await.unwrap();
        forget_all(app, &eve).await.unwrap();
        work(app).await;
        assert!(matches(app, &eve, None).await.unwrap().is_empty());
        assert!(seen(app, &boss.actor, house.job.id).await.unwrap().is_empty());
    }
}

#[test]
fn a_match_has_another_name_for_each_job() {
    let contact = model::ContactId(uuid::Uuid::from_u128(1));
    let of = |job: u128| MatchKey::of(JobId(uuid::Uuid::from_u128(job)), contact);
    assert_ne!(of(1), of(2));
    assert_eq!(of(1).to_string().parse::<MatchKey>().unwrap(), of(1));
}
