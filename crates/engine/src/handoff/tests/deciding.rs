//! Someone in the HR system may be the same person: a person decides.

use model::handoff::{Decision, HandoffState, ProblemKind};

use super::house::houses;
use crate::{
    handoff::{cancel::cancel, decide::decide},
    hiring::merge::merge,
};

#[tokio::test]
async fn someone_who_left_is_asked_about_and_taken_back() {
    for house in houses().await {
        house.hr.hire("7", "ana@example.org", true);
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let asked = house.handoff(handoff).await;
        assert_eq!(asked.problem.unwrap().kind, ProblemKind::Identity);
        assert_eq!(asked.matches[0].external_id, "7");
        assert_eq!(house.hr.employees().len(), 1, "nothing was made");
        let other = Decision::Update("8".into());
        assert!(decide(&house.app, &house.recruiter, handoff, other).await.is_err());
        decide(&house.app, &house.recruiter, handoff, Decision::Update("7".into())).await.unwrap();
        house.work().await;
        assert_eq!(house.state(handoff).await, HandoffState::Delivered);
        let employees = house.hr.employees();
        assert_eq!((employees.len(), employees["7"].left), (1, false));
    }
}

#[tokio::test]
async fn someone_who_left_may_be_made_anew() {
    for house in houses().await {
        house.hr.hire("7", "ana@example.org", true);
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        decide(&house.app, &house.recruiter, handoff, Decision::CreateNew).await.unwrap();
        house.work().await;
        let delivered = house.handoff(handoff).await;
        assert_eq!(delivered.state, HandoffState::Delivered);
        assert_ne!(delivered.external_id.as_deref(), Some("7"));
        assert_eq!(house.hr.employees().len(), 2);
        assert!(house.hr.employees()["7"].left);
    }
}

#[tokio::test]
async fn an_active_employee_with_the_address_is_never_doubled() {
    for house in houses().await {
        house.hr.hire("7", "ana@example.org", false);
        let handoff = house.send(house.hired("Ana").await, "k1").await;
        house.work().await;
        let refused = decide(&house.app, &house.recruiter, handoff, Decision::CreateNew).await.unwrap_err();
        assert!(refused.to_string().contains("active employee"), "{refused}");
        assert_eq!(house.hr.employees().len(), 1);
    }
}

#[tokio::test]
async fn another_candidates_employee_is_not_changed() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        house.send(ana, "k1").await;
        house.work().await;
        let twin = house.send(house.hired("Ana").await, "k2").await;
        house.work().await;
        let asked = house.handoff(twin).await;
        assert!(asked.problem.as_ref().unwrap().sentence.contains("another candidate"));
        assert!(decide(&house.app, &house.recruiter, twin, Decision::Update("100".into())).await.is_err());
        assert_eq!((house.hr.employees().len(), house.hr.calls("update")), (1, 0));
        // The way out that the card names: cancel, merge into the one that was sent, send that.
        let refused = merge(&house.app, &house.recruiter, ana, asked.candidate).await.unwrap_err();
        assert!(refused.to_string().contains("was sent"), "{refused}");
        cancel(&house.app, &house.recruiter, twin).await.unwrap();
        merge(&house.app, &house.recruiter, ana, asked.candidate).await.unwrap();
        house.send(ana, "k3").await;
        house.work().await;
        assert_eq!((house.hr.employees().len(), house.hr.calls("update")), (1, 1));
    }
}

#[tokio::test]
async fn an_employee_deleted_there_is_made_anew_when_a_person_says_so() {
    for house in houses().await {
        let ana = house.hired("Ana").await;
        house.send(ana, "k1").await;
        house.work().await;
        house.hr.forget("100");
        let second = house.send(ana, "k2").await;
        house.work().await;
        assert_eq!(house.handoff(second).await.problem.unwrap().kind, ProblemKind::Record);
        decide(&house.app, &house.recruiter, second, Decision::CreateNew).await.unwrap();
        house.work().await;
        assert_eq!(house.state(second).await, HandoffState::Delivered);
        assert_eq!(house.hr.employees().len(), 1);
    }
}
