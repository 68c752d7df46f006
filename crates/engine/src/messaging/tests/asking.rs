//! Asking, and the one answer.

use std::time::Duration;

use connect::VendorError;
use model::referral::{Answer, Channel, State};
use store::messaging::message::MessageState;

use super::office::installed;
use crate::messaging::settle;

const UNSURE: fn() -> VendorError = || VendorError::Uncertain("no answer in time".into());

#[tokio::test]
async fn a_press_answers_once_and_the_message_loses_its_buttons() {
    for office in installed().await {
        let request = office.request("Ida").await;
        assert!(office.tell(request, office.employee_id()).await);
        assert!(office.tell(request, office.employee_id()).await, "asked twice, it is one message");
        office.work().await;
        assert_eq!(office.there(), [("Do you know Ida? For Welder.".to_owned(), 4)]);
        let kept = office.message(request).await;
        assert_eq!((kept.state, &kept.sealed), (MessageState::Asking, &None), "what was written is not kept");

        for _ in 0..3 {
            office.press(1, Answer::MentionMyName, request).await;
        }
        office.press(2, Answer::Pass, request).await;
        office.work().await;
        let one = office.referral(request).await;
        assert_eq!((one.state, one.answered_via), (State::MentionMyName, Some(Channel::Messenger)));
        let there = office.there();
        assert_eq!((there.len(), there[0].1), (1, 0), "{there:?}");
        assert!(there[0].0.contains("mention your name"), "{there:?}");
        let presses = office.presses().await;
        assert_eq!(presses.iter().map(|one| one.repeats).collect::<Vec<_>>(), [0, 2]);
        assert!(presses.iter().all(|one| one.outcome.is_some()));
        assert_eq!(office.message(request).await.state, MessageState::Settled);
    }
}

#[tokio::test]
async fn an_answer_lost_on_its_way_writes_nothing_twice() {
    for office in installed().await {
        let request = office.request("Ida").await;
        office.tell(request, office.employee_id()).await;
        office.fault(true, UNSURE());
        office.work().await;
        let kept = office.message(request).await;
        assert_eq!((kept.state, kept.tries, kept.place), (MessageState::Waiting, 1, None));
        assert_eq!(office.there().len(), 1);
        // Pressed before we know where it stands.
        office.press(1, Answer::Pass, request).await;
        office.fault(true, UNSURE());
        office.work().await;
        office.bench.later(3600);
        office.work().await;
        let there = office.there();
        assert_eq!((there.len(), there[0].1), (1, 0), "{}: {there:?}", office.bench.kind());
        assert_eq!(office.referral(request).await.state, State::Passed);
    }
}

#[tokio::test]
async fn a_request_answered_elsewhere_takes_the_buttons_away() {
    for office in installed().await {
        let request = office.request("Ida").await;
        office.tell(request, office.employee_id()).await;
        office.work().await;
        let settled = async || {
            let (app, space) = (office.app(), office.workspace());
            let tx = app.db.begin().await.unwrap();
            settle(app, &tx, space, request.into(), "You answered by mail.").await.unwrap();
            tx.commit().await.unwrap();
            office.work().await;
        };
        office.fault(false, VendorError::RateLimited(Duration::from_secs(30)));
        settled().await;
        assert_eq!(office.there()[0].1, 4, "the messenger wanted a pause");
        office.bench.later(31);
        office.work().await;
        assert_eq!(office.there(), [("You answered by mail.".to_owned(), 0)]);
        settled().await;
        assert_eq!(office.there().len(), 1);
        // Of one that nobody was told of in the messenger there is nothing to change.
        let other = office.request("Nils").await;
        let tx = office.app().db.begin().await.unwrap();
        settle(office.app(), &tx, office.workspace(), other.into(), "x").await.unwrap();
    }
}

#[tokio::test]
async fn whoever_left_is_reached_by_mail() {
    for office in installed().await {
        let request = office.request("Ida").await;
        assert!(office.tell(request, office.employee_id()).await);
        office.fault(false, VendorError::NotFound("user_disabled".into()));
        office.work().await;
        let kept = office.message(request).await;
        assert_eq!((kept.state, &kept.sealed), (MessageState::Failed, &None));
        assert!(kept.problem.unwrap().contains("goes by mail"));
        assert!(!office.tell(request, office.employee_id()).await, "mail is the way");
        let other = office.request("Nils").await;
        assert!(!office.tell(other, office.employee_id()).await, "and for the next one, too");
        let stepped = store::task::due_at(&office.app().db, crate::referrals::TASK, request.into()).await;
        assert!(stepped.unwrap().is_some(), "whoever asked looks again");
    }
}

#[tokio::test]
async fn only_the_one_who_was_asked_answers() {
    for office in installed().await {
        let request = office.request("Ida").await;
        office.tell(request, office.employee_id()).await;
        office.work().await;
        let lines = [
            format!("press 1 M9 make_intro {request} x"),
            "press 2 M1 make_intro nonsense x".to_owned(),
            format!("press 3 M1 make_intro {} x", office.connection),
            format!("press 4 M1 perhaps {request} x"),
        ];
        for line in lines {
            office.send(&line).await.unwrap();
        }
        office.work().await;
        assert_eq!(office.referral(request).await.state, State::Requested);
        assert_eq!(office.there()[0].1, 4);
        assert!(office.presses().await.iter().all(|one| one.outcome.is_some()));
    }
}

#[tokio::test]
async fn a_connection_that_is_not_in_use_asks_nobody() {
    for office in installed().await {
        let request = office.request("Ida").await;
        office.tell(request, office.employee_id()).await;
        crate::integrations::toggle::disable(office.app(), &office.boss.actor, office.connection)
            .await
            .unwrap();
        office.work().await;
        assert_eq!(office.message(request).await.state, MessageState::Failed);
        assert_eq!(office.there(), []);
        let other = office.request("Nils").await;
        assert!(!office.tell(other, office.employee_id()).await);
    }
}
