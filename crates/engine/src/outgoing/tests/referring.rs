//! A hire that was delivered is told to the system the application comes from, once an employee.

use model::{
    ApplicationId, CandidateId,
    handoff::HandoffState,
    job::StageKind,
    remote::{RemoteChange, RemoteValue},
};
use serde_json::json;
use store::{
    outgoing::{self, Outgoing},
    sync::{
        mirror::{self, Kind, Mirror},
        plan::{self, Plan},
    },
};

use crate::handoff::tests::house::{House, houses};

/// Somebody hired whose application comes from another system; the HR system's own connection stands for it.
async fn hired(house: &House, field: Option<&str>) -> (CandidateId, ApplicationId) {
    let (candidate, application) = house.person("Ana", StageKind::Hired).await;
    let (workspace, connection) = (house.recruiter.workspace, house.connection);
    let row = Mirror {
        connection,
        kind: Kind::Application,
        parent: String::new(),
        external_id: "7".into(),
        local: Some(application.into()),
        hash: "x".into(),
        state: json!({"stage": "hired", "tags": []}),
        updated_at: None,
        seen_in: None,
        gone_at: None,
        problem: None,
        raw: None,
    };
    let plan = Plan {
        connection,
        workspace,
        paused: false,
        every_minutes: 30,
        share_percent: 5,
        full_hour: 3,
        take_files: false,
        reference_field: field.map(Into::into),
        first_enabled_at: house.app.now(),
        last_full_at: None,
        census_at: None,
        cursors: [].into(),
        gaps: [].into(),
    };
    let tx = house.app.db.begin().await.unwrap();
    mirror::put_many(&tx, workspace, vec![row]).await.unwrap();
    plan::insert(&tx, &plan).await.unwrap();
    tx.commit().await.unwrap();
    (candidate, application)
}

async fn told(house: &House, application: ApplicationId) -> Vec<Outgoing> {
    outgoing::of_application(&house.app.db, house.recruiter.workspace, application).await.unwrap()
}

#[tokio::test]
async fn the_employees_number_is_queued_with_the_delivery_and_a_second_send_adds_nothing() {
    for house in houses().await {
        let (ana, application) = hired(&house, Some("f9")).await;
        let sent = house.send(ana, "k1").await;
        assert!(told(&house, application).await.is_empty());
        house.work().await;
        let employee = house.handoff(sent).await.external_id.unwrap();
        let [one] = &told(&house, application).await[..] else { panic!("{}: one change", house.kind()) };
        let value = RemoteValue { field: "f9".into(), value: employee };
        assert_eq!(one.change, RemoteChange::SetField(value));
        assert_eq!(one.external_application, "7");
        assert_eq!(one.state, HandoffState::Waiting, "an HR system takes no changes, which the card says");
        house.send(ana, "k2").await;
        house.work().await;
        assert_eq!(told(&house, application).await.len(), 1);
    }
}

#[tokio::test]
async fn without_a_field_for_it_nothing_is_told() {
    for house in houses().await {
        let (ana, application) = hired(&house, None).await;
        house.send(ana, "k1").await;
        house.work().await;
        assert!(told(&house, application).await.is_empty(), "{}", house.kind());
    }
}
