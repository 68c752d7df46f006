//! Each kind of failure, what it leaves behind and who goes on.

use std::time::Duration;

use connect::VendorError;
use model::{
    connection::ConnectionStatus,
    handoff::{Acts, HandoffState, ProblemKind},
    hire::FieldProblem,
};

use super::{house::houses, memory::Fault};
use crate::{
    Error, attention,
    handoff::{
        cancel::cancel,
        edit::{correction, edit},
        retry::retry,
    },
    integrations::{check::check, disconnect::disconnect, get, toggle},
};

fn unavailable() -> Fault {
    Fault::Before(VendorError::Unavailable("no connection".into()))
}

#[tokio::test]
async fn a_refused_value_lands_on_its_field_and_a_corrected_one_goes() {
    for house in houses().await {
        let refusal = FieldProblem { field: "phone".into(), message: "Not a phone number.".into() };
        house.hr.fault("create", Fault::Before(VendorError::Rejected(vec![refusal.clone()])));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let waiting = house.handoff(handoff).await;
        assert_eq!(waiting.state, HandoffState::Waiting);
        assert_eq!(waiting.problem.as_ref().unwrap().fields, [refusal]);
        assert_eq!(waiting.record.get("firstName"), Some("Ana"));
        let mut values = waiting.record;
        values.set("phone", "020 7946 0000");
        edit(&house.app, &house.recruiter, handoff, values).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
        let employees = house.hr.employees();
        assert_eq!(employees.len(), 1);
        assert_eq!(employees.values().next().unwrap().fields["phone"], "020 7946 0000");
    }
}

#[tokio::test]
async fn after_a_refusal_the_lists_are_fetched_anew_for_the_correction() {
    for house in houses().await {
        house.hr.fault("create", Fault::Before(VendorError::Conflict("a number is taken".into())));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.later(1).await;
        let fetched = house.hr.calls("form");
        let refused = correction(&house.app, &house.recruiter, handoff, false).await.unwrap();
        assert_eq!(refused.handoff.problem.unwrap().kind, ProblemKind::Fields);
        assert_eq!(house.hr.calls("form"), fetched + 1);
        correction(&house.app, &house.recruiter, handoff, false).await.unwrap();
        assert_eq!(house.hr.calls("form"), fetched + 1, "once is enough");
    }
}

#[tokio::test]
async fn a_refused_job_is_edited_without_a_second_employee() {
    for house in houses().await {
        let refusal = FieldProblem { field: "job.location".into(), message: "Closed.".into() };
        house.hr.fault("put_job", Fault::Before(VendorError::Rejected(vec![refusal])));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let mut values = house.handoff(handoff).await.record;
        values.set("email", "ana.new@example.org");
        edit(&house.app, &house.recruiter, handoff, values).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
        let employees = house.hr.employees();
        assert_eq!(employees.len(), 1);
        assert_eq!(employees.values().next().unwrap().fields["email"], "ana.new@example.org");
    }
}

#[tokio::test]
async fn a_key_that_is_refused_breaks_the_connection_and_everything_goes_on_after_it_is_enabled() {
    for house in houses().await {
        house.hr.fault("find", Fault::Before(VendorError::Auth("401".into())));
        let ana = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        assert_eq!(house.handoff(ana).await.problem.unwrap().kind, ProblemKind::Auth);
        let broken = get(&house.app, &house.administrator, house.connection).await.unwrap();
        assert_eq!(broken.status, ConnectionStatus::Broken);
        let cards = attention::list(&house.app, &house.recruiter).await.unwrap();
        assert!(cards.iter().all(|card| card.acts == Acts::Administrator));
        assert_eq!(cards.len(), 2, "the connection and the hire: {cards:?}");
        assert_eq!(attention::count(&house.app, &house.recruiter).await.unwrap(), 2);
        let refused = toggle::enable(&house.app, &house.administrator, house.connection).await;
        assert!(matches!(refused, Err(Error::Conflict(_))));
        check(&house.app, &house.administrator, house.connection).await.unwrap();
        toggle::enable(&house.app, &house.administrator, house.connection).await.unwrap();
        house.work().await;
        assert_eq!(house.state(ana).await, HandoffState::Delivered);
        assert!(attention::list(&house.app, &house.recruiter).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_pause_holds_back_every_hand_off_of_the_connection() {
    for house in houses().await {
        house.hr.fault("find", Fault::Before(VendorError::RateLimited(Duration::from_secs(90))));
        let ana = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let ben = house.send(house.hired("Ben").await, "k2").await;
        house.work().await;
        assert_eq!(house.hr.calls("find"), 1, "nothing is called during the pause");
        for handoff in [ana, ben] {
            let held = house.handoff(handoff).await;
            assert_eq!((held.state, held.tries), (HandoffState::Retrying, 0));
            assert_eq!(held.problem.unwrap().kind, ProblemKind::RateLimited);
        }
        let cards = attention::list(&house.app, &house.recruiter).await.unwrap();
        assert_eq!(cards.len(), 1);
        assert!(cards[0].next_try_at.is_some());
        house.later(91).await;
        assert_eq!(house.state(ana).await, HandoffState::Delivered);
        assert_eq!(house.state(ben).await, HandoffState::Delivered);
    }
}

#[tokio::test]
async fn an_hr_system_that_is_down_is_tried_again_ever_later_and_shown_after_three_times() {
    for house in houses().await {
        (0..3).for_each(|_| house.hr.fault("find", unavailable()));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        let mut waits = vec![];
        for _ in 0..3 {
            house.work().await;
            assert_eq!(waits.len() == 2, house.handoff(handoff).await.tries == 3);
            let next = house.handoff(handoff).await.next_try_at.unwrap();
            let wait = next.duration_since(house.app.now());
            waits.push(wait.as_secs());
            assert_eq!(
                attention::list(&house.app, &house.recruiter).await.unwrap().len(),
                usize::from(waits.len() == 3)
            );
            house.clock.advance(wait.unsigned_abs());
        }
        assert_eq!(waits, [10, 30, 120]);
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
    }
}

#[tokio::test]
async fn a_person_need_not_wait_for_the_next_try() {
    for house in houses().await {
        house.hr.fault("find", unavailable());
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Retrying);
        retry(&house.app, &house.recruiter, handoff).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
        assert!(retry(&house.app, &house.recruiter, handoff).await.is_err());
    }
}

#[tokio::test]
async fn after_an_unknown_outcome_the_person_looked_for_stays_the_same() {
    for house in houses().await {
        house.hr.fault("create", Fault::After(VendorError::Uncertain("cut".into())));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        house.hr.fault("find", Fault::Before(VendorError::Forbidden("no".into())));
        house.later(21).await;
        let mut values = house.handoff(handoff).await.record;
        values.set("email", "other@example.org");
        let refused = edit(&house.app, &house.recruiter, handoff, values).await.unwrap_err();
        assert!(refused.to_string().contains("Press Retry first"), "{refused}");
        retry(&house.app, &house.recruiter, handoff).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
        assert_eq!(house.hr.employees().len(), 1);
    }
}

#[tokio::test]
async fn an_answer_that_is_not_as_documented_stops_before_anything_is_guessed() {
    for house in houses().await {
        let surprise = VendorError::Contract { path: "id".into(), message: "missing".into() };
        house.hr.fault("find", Fault::Before(surprise));
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let waiting = house.handoff(handoff).await;
        assert_eq!(waiting.problem.unwrap().kind, ProblemKind::Contract);
        assert_eq!(house.hr.calls("create"), 0);
    }
}

#[tokio::test]
async fn what_is_queued_when_a_connection_is_disabled_waits_and_goes_on() {
    for house in houses().await {
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        toggle::disable(&house.app, &house.administrator, house.connection).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Waiting);
        assert_eq!(house.hr.calls("find"), 0);
        toggle::enable(&house.app, &house.administrator, house.connection).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
    }
}

#[tokio::test]
async fn cancelling_and_disconnecting_say_what_stays_there() {
    for house in houses().await {
        house.hr.fault("put_job", unavailable());
        let ana = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        cancel(&house.app, &house.recruiter, ana).await.unwrap();
        let said = house.handoff(ana).await.problem.unwrap().sentence;
        assert!(said.contains("Employee 100 is in Acme HR already and stays there."), "{said}");
        let ben = house.send(house.hired("Ben").await, "k2").await;
        let unconfirmed = disconnect(&house.app, &house.administrator, house.connection, "acme").await;
        assert_eq!(unconfirmed.unwrap_err().problems()[0].field, "confirm");
        disconnect(&house.app, &house.administrator, house.connection, "Acme HR").await.unwrap();
        house.later(60).await;
        assert_eq!(house.state(ben).await, HandoffState::Cancelled);
        assert_eq!(house.hr.employees().len(), 1);
        let gone = get(&house.app, &house.administrator, house.connection).await.unwrap();
        assert!(gone.secrets.is_empty());
        assert_eq!(store::task::count(&house.app.db).await.unwrap(), 0);
    }
}
