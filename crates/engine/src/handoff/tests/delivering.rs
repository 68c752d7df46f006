//! One employee for each hire, wherever a worker dies.

use connect::VendorError;
use model::handoff::{HandoffState, Step};
use store::integrations::link;

use super::{
    house::{House, houses, words},
    memory::Fault,
};
use crate::handoff::deliver::Next;

async fn is_delivered_once(house: &House, handoff: model::HandoffId) {
    let story = house.story(handoff).await;
    let (steps, handoff) = (story.steps, story.handoff);
    assert_eq!(handoff.state, HandoffState::Delivered, "{}: {:?}", house.kind(), handoff.problem);
    assert_eq!(handoff.differences, [], "{}", house.kind());
    assert_eq!(
        words(&steps),
        [
            "find done",
            "create done",
            "job done",
            "documents done",
            "photo skipped",
            "read_back done",
            "link done",
            "tell done"
        ]
    );
    let employees = house.hr.employees();
    assert_eq!(employees.len(), 1, "{}: {employees:?}", house.kind());
    let (id, employee) = employees.first_key_value().unwrap();
    assert_eq!(employee.fields["firstName"], "Ana");
    assert_eq!(employee.rows.len(), 1);
    assert_eq!(employee.rows[0]["location"], "lon");
    assert_eq!(employee.files, ["Ana.pdf"]);
    let link =
        link::of(&house.app.db, handoff.workspace, handoff.connection, handoff.candidate).await.unwrap();
    assert_eq!(link.map(|link| link.external_id).as_ref(), Some(id));
    assert_eq!(store::task::count(&house.app.db).await.unwrap(), 0);
}

#[tokio::test]
async fn a_hire_becomes_one_employee_with_every_field() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        let handoff = house.send(ana, "k1").await;
        house.work().await;
        is_delivered_once(&house, handoff).await;
        let lines = store::audit::of(&house.app.db, house.recruiter.workspace, ana.into(), 10).await.unwrap();
        let actions: Vec<_> = lines.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["handoff.delivered", "handoff.sent"]);
    }
}

#[tokio::test]
async fn a_worker_may_die_after_each_step() {
    for steps in 0..5 {
        for house in houses().await {
            let handoff = house.send(house.hired("Ana").await, "k1").await;
            let mut delivery = house.begin().await;
            for _ in 0..steps {
                assert_eq!(delivery.step(&house.app).await.unwrap(), Next::Step);
            }
            drop(delivery);
            house.after_its_death().await;
            is_delivered_once(&house, handoff).await;
        }
    }
}

#[tokio::test]
async fn a_worker_may_die_inside_each_step_after_the_vendor_wrote() {
    let called = [Step::Find, Step::Create, Step::Job, Step::Documents, Step::ReadBack];
    for (done, step) in called.into_iter().enumerate() {
        for house in houses().await {
            let handoff = house.send(house.hired("Ana").await, "k1").await;
            let mut delivery = house.begin().await;
            for _ in 0..done {
                delivery.step(&house.app).await.unwrap();
            }
            assert!(delivery.run(&house.app, step).await.is_ok());
            drop(delivery);
            house.after_its_death().await;
            is_delivered_once(&house, handoff).await;
        }
    }
}

#[tokio::test]
async fn each_step_may_run_twice_in_one_life() {
    for house in houses().await {
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        let mut delivery = house.begin().await;
        for step in [Step::Find, Step::Job, Step::Documents, Step::ReadBack] {
            while delivery.next(&[]) < step {
                delivery.step(&house.app).await.unwrap();
            }
            assert!(delivery.run(&house.app, step).await.is_ok());
            delivery.step(&house.app).await.unwrap();
        }
        is_delivered_once(&house, handoff).await;
    }
}

#[tokio::test]
async fn an_unknown_outcome_is_looked_up_before_anything_is_repeated() {
    for house in houses().await {
        house.hr.fault("create", Fault::After(VendorError::Uncertain("the connection broke".into())));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let retrying = house.handoff(handoff).await;
        assert_eq!(retrying.state, HandoffState::Retrying);
        assert!(retrying.next_try_at.is_some());
        house.later(21).await;
        is_delivered_once(&house, handoff).await;
        assert_eq!(house.hr.calls("create"), 1);
    }
}

#[tokio::test]
async fn an_unknown_outcome_that_wrote_nothing_creates_then() {
    for house in houses().await {
        house.hr.fault("create", Fault::Before(VendorError::Uncertain("no answer in time".into())));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        house.later(21).await;
        is_delivered_once(&house, handoff).await;
        assert_eq!(house.hr.calls("create"), 2);
    }
}

#[tokio::test]
async fn every_write_may_be_lost_after_it_was_written() {
    for call in ["create", "put_job", "attach"] {
        for house in houses().await {
            house.hr.fault(call, Fault::After(VendorError::Uncertain("cut short".into())));
            let handoff = house.send(house.hired("Ana").await, "k1").await;
            house.work().await;
            house.later(21).await;
            is_delivered_once(&house, handoff).await;
        }
    }
}

#[tokio::test]
async fn a_worker_whose_claim_ran_out_keeps_nothing() {
    for house in houses().await {
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        let mut slow = house.begin().await;
        house.after_its_death().await;
        assert_eq!(slow.step(&house.app).await.unwrap(), Next::Lost);
        is_delivered_once(&house, handoff).await;
    }
}

#[tokio::test]
async fn what_the_vendor_dropped_is_named() {
    for house in houses().await {
        house.hr.drops("phone");
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let delivered = house.handoff(handoff).await;
        assert_eq!(delivered.state, HandoffState::Delivered);
        let named: Vec<_> =
            delivered.differences.iter().map(|d| (d.label.as_str(), d.sent.as_str(), &d.found)).collect();
        assert_eq!(named, [("Phone", "+44 20 7946 0018", &None)]);
    }
}

#[tokio::test]
async fn a_second_send_changes_the_same_employee() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        house.send(ana, "k1").await;
        house.work().await;
        let second = house.send(ana, "k2").await;
        house.work().await;
        is_delivered_once(&house, second).await;
        assert_eq!((house.hr.calls("create"), house.hr.calls("update")), (1, 1));
    }
}
