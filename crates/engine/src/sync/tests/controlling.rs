//! Pause, resume, stop, settings, and who may.

use std::time::Duration;

use connect::VendorError;
use model::{
    access::Role,
    remote::RecordKind,
    sync::{RunMode, RunState},
};

use crate::{
    Actor,
    error::Error,
    integrations::toggle::disable,
    sync::{
        configure::{Settings, configure},
        now::sync_now,
        overview::overview,
        pause::pause,
        resume::resume,
        testing::houses,
    },
};

#[tokio::test]
async fn a_paused_run_goes_on_at_its_page() {
    for house in houses().await {
        house.stock(10);
        let wait = VendorError::RateLimited(Duration::from_secs(60));
        house.shelf.with(|shelves| shelves.faults.push_back((RecordKind::Candidate, 2, wait)));
        assert_eq!(house.first().await.state, RunState::Running);
        pause(&house.app, &house.boss, house.there).await.unwrap();
        assert_eq!(house.last().await.state, RunState::Paused);
        house.later(30);
        house.work().await;
        assert_eq!(house.last().await.state, RunState::Paused, "{}", house.kind());
        let refused = sync_now(&house.app, &house.boss, house.there, RunMode::Full).await.unwrap_err();
        assert!(refused.to_string().contains("paused"));
        house.shelf.with(|shelves| shelves.calls.clear());
        resume(&house.app, &house.boss, house.there).await.unwrap();
        house.work().await;
        house.is_done(&house.last().await);
        assert_eq!(house.shelf.with(|shelves| shelves.calls[0].clone()), "page candidate 2");
    }
}

#[tokio::test]
async fn a_disabled_connection_has_no_run_and_one_that_is_enabled_again_goes_on() {
    for house in houses().await {
        house.stock(4);
        let first = house.first().await;
        disable(&house.app, &house.boss, house.there).await.unwrap();
        house.later(60);
        house.work().await;
        assert_eq!(house.last().await.id, first.id, "{}", house.kind());
        let refused = sync_now(&house.app, &house.boss, house.there, RunMode::Full).await.unwrap_err();
        assert!(refused.to_string().contains("not enabled"));
        house.enable().await;
        house.work().await;
        let next = house.last().await;
        house.is_done(&next);
        assert_ne!(next.id, first.id);
    }
}

#[tokio::test]
async fn settings_are_kept_and_the_next_run_begins_by_them() {
    for house in houses().await {
        house.stock(1);
        house.first().await;
        let seen = overview(&house.app, &house.boss, house.there).await.unwrap().unwrap();
        assert_eq!(seen.next_at, Some(house.now() + Duration::from_secs(900)), "{}", house.kind());
        let new = Settings {
            every_minutes: 0,
            share_percent: 101,
            full_hour: 24,
            take_files: false,
            reference_field: Some("none".into()),
        };
        let refused = configure(&house.app, &house.boss, house.there, &new).await.unwrap_err();
        let fields: Vec<_> = refused.problems().iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["every_minutes", "share_percent", "full_hour", "reference_field"]);
        let new =
            Settings { every_minutes: 30, share_percent: 50, full_hour: 4, reference_field: None, ..new };
        configure(&house.app, &house.boss, house.there, &new).await.unwrap();
        house.run(RunMode::Changes).await;
        let seen = overview(&house.app, &house.boss, house.there).await.unwrap().unwrap();
        assert_eq!(seen.next_at, Some(house.now() + Duration::from_secs(1800)));
        assert_eq!((seen.plan.share_percent, seen.plan.take_files), (50, false));
        let recruiter = Actor { role: Role::Recruiter, ..house.boss.clone() };
        let denied = pause(&house.app, &recruiter, house.there).await.unwrap_err();
        assert!(matches!(denied, Error::Denied(_)));
    }
}
