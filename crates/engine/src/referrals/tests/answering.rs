//! Asking, and the one answer.

use model::{
    access::{Right, Role},
    job::JobStatus,
    referral::{Answer, Channel, Person, State},
};

use super::*;
use crate::{error::Error, hiring::jobs::set_status, referrals::answer::answer};

#[tokio::test]
async fn a_request_has_one_answer_whatever_is_pressed_again() {
    for firm in firms().await {
        let (app, id) = (&firm.app, firm.ask().await);
        let first = answer(app, id, Answer::MakeIntro, firm.employee_id(), Channel::Messenger).await.unwrap();
        assert!(first.is_new && first.answer == Answer::MakeIntro, "{}", firm.kind());
        for again in Answer::ALL {
            let second = answer(app, id, again, firm.employee_id(), Channel::Mail).await.unwrap();
            assert_eq!((second.answer, second.is_new), (Answer::MakeIntro, false));
        }
        let one = firm.get(id).await;
        assert_eq!((one.state, one.answered_via), (State::MakeIntro, Some(Channel::Messenger)));
        assert_eq!(firm.states(id).await, [State::Requested, State::MakeIntro]);
        let actions = firm.actions(&firm.boss).await;
        assert_eq!(actions.iter().filter(|action| *action == "referral.agreed").count(), 1);
    }
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts() {
    for firm in firms().await {
        let (app, id, who) = (&firm.app, firm.ask().await, firm.employee_id());
        let (one, two) = tokio::join!(
            answer(app, id, Answer::MakeIntro, who, Channel::Page),
            answer(app, id, Answer::Pass, who, Channel::Messenger)
        );
        let new = [&one, &two].into_iter().flatten().filter(|answered| answered.is_new).count();
        assert_eq!(new, 1, "{}: {one:?} {two:?}", firm.kind());
        assert_eq!(firm.states(id).await.len(), 2);
    }
}

#[tokio::test]
async fn nobody_answers_for_somebody_else() {
    for firm in firms().await {
        let (app, id) = (&firm.app, firm.ask().await);
        let other = firm.recruiter.actor.user.unwrap();
        let refused = answer(app, id, Answer::Pass, other, Channel::Page).await.unwrap_err();
        assert!(matches!(refused, Error::NotFound("request")), "{}: {refused}", firm.kind());
        let none = answer(app, app.id(), Answer::Pass, firm.employee_id(), Channel::Page).await.unwrap_err();
        assert!(matches!(none, Error::NotFound("request")));
        assert_eq!(firm.get(id).await.state, State::Requested);
    }
}

#[tokio::test]
async fn a_second_request_for_the_same_person_and_job_is_refused() {
    for firm in firms().await {
        firm.ask().await;
        let again = ask(&firm.app, &firm.recruiter.actor, &firm.request()).await.unwrap_err();
        assert!(again.to_string().contains("already"), "{}: {again}", firm.kind());
    }
}

#[tokio::test]
async fn who_may_not_be_referred_is_refused_with_the_reason() {
    for firm in firms().await {
        let (app, rut) = (&firm.app, &firm.recruiter.actor);
        let about = |person: Person| Ask { whom: Whom::Person(person), ..firm.request() };
        let refusal = async |person: Person| ask(app, rut, &about(person)).await.unwrap_err().to_string();
        let at = |email: &str| Person { email: email.into(), ..ida() };
        assert_eq!(refusal(at("Emil@example.com")).await, "Nobody can refer themselves.");
        assert_eq!(refusal(at("rut@example.com")).await, "The person works here.");
        assert!(refusal(at("nobody")).await.contains("not an e-mail address"));
        assert!(refusal(Person { page: String::new(), ..at("") }).await.contains("e-mail address or"));
        assert!(refusal(Person { first_name: "Ida".into(), ..Person::default() }).await.contains("profile"));
    }
}

#[tokio::test]
async fn employees_ask_nobody_and_a_closed_job_needs_nobody() {
    for firm in firms().await {
        let app = &firm.app;
        let denied = ask(app, &firm.employee.actor, &firm.request()).await.unwrap_err();
        assert!(matches!(denied, Error::Denied(Right::ReferralsAsk)), "{}", firm.kind());
        assert!(Role::Recruiter.may(Right::ReferralsAsk));
        set_status(app, &firm.boss.actor, firm.house.job.id, JobStatus::Closed).await.unwrap();
        let closed = ask(app, &firm.recruiter.actor, &firm.request()).await.unwrap_err();
        assert_eq!(closed.to_string(), "Welder is not open, so nobody is referred for it.");
    }
}
