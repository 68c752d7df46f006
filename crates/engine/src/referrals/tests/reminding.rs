//! Letters go out in sending hours; an unanswered request is reminded of, expires, and falls back.

use model::{
    job::JobStatus,
    referral::{Answer, Channel, Settings, State, Template, TemplateKind},
};

use super::*;
use crate::{
    error::Error,
    hiring::jobs::set_status,
    referrals::{
        answer::answer,
        answer_link::{by_link, request},
        settings,
    },
};

const HOUR: u64 = 3_600;
const DAY: u64 = 24 * HOUR;

/// The token of the last link in a letter.
fn token(letter: &Letter) -> String {
    let at = letter.text.split_whitespace().rfind(|word| word.starts_with("http")).unwrap();
    at.rsplit('/').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_request_is_written_reminded_of_twice_and_expires() {
    for firm in firms().await {
        // A Monday at nine.
        let id = firm.ask().await;
        firm.work().await;
        let letters = firm.letters().await;
        assert_eq!(letters.len(), 1, "{}", firm.kind());
        assert_eq!(letters[0].to_address, "emil@example.com");
        assert_eq!(letters[0].subject, "Do you know Ida Larsen, for Welder?");
        assert!(letters[0].text.contains("You worked together in Leeds."));
        for _ in 0..10 {
            firm.later(DAY);
            firm.work().await;
        }
        assert_eq!(firm.get(id).await.state, State::Expired);
        let letters = firm.letters().await;
        let kinds: Vec<_> = letters.iter().map(|letter| letter.to_address.as_str()).collect();
        let (emil, ida) = ("emil@example.com", "ida.larsen@example.com");
        assert_eq!(kinds, [emil, emil, emil, ida], "two reminders, then the recruiter's own message");
        let fallback = &letters[3].text;
        assert!(
            !fallback.contains("Emil") && !fallback.contains("emil@") && !fallback.contains("/referred/")
        );
        let late = answer(&firm.app, id, Answer::MakeIntro, firm.employee_id(), Channel::Page).await;
        assert!(late.unwrap_err().to_string().contains("time for an answer is over"));
    }
}

#[tokio::test]
async fn nothing_is_written_at_night_or_at_the_weekend() {
    for firm in firms().await {
        // Friday at ten in the evening.
        firm.later(4 * DAY + 13 * HOUR);
        firm.ask().await;
        for _ in 0..57 {
            firm.work().await;
            assert!(firm.letters().await.is_empty(), "{}", firm.kind());
            firm.later(HOUR);
        }
        firm.later(HOUR);
        firm.work().await;
        assert_eq!(firm.letters().await.len(), 1, "Monday at eight");
    }
}

#[tokio::test]
async fn the_link_in_the_letter_answers_once_and_looking_changes_nothing() {
    for firm in firms().await {
        let id = firm.ask().await;
        firm.work().await;
        let token = token(&firm.letters().await[0]);
        for _ in 0..3 {
            let page = request(&firm.app, &token).await.unwrap();
            assert!(page.is_open && page.person.full_name() == "Ida Larsen", "{}", firm.kind());
        }
        assert_eq!(firm.get(id).await.state, State::Requested);
        assert!(by_link(&firm.app, &token, Answer::MentionMyName).await.unwrap().is_new);
        assert!(!by_link(&firm.app, &token, Answer::Pass).await.unwrap().is_new);
        assert!(matches!(request(&firm.app, "nothing").await, Err(Error::NotFound("page"))));
        // With the employee's name, the day after.
        firm.later(DAY);
        firm.work().await;
        let letters = firm.letters().await;
        assert_eq!(letters[1].to_address, "ida.larsen@example.com");
        assert!(letters[1].text.contains("Colleague emil@example.com, who works with us, mentioned you"));
        assert_eq!(firm.get(id).await.state, State::IntroSent);
    }
}

#[tokio::test]
async fn without_a_fallback_and_for_a_closed_job_nobody_is_written_to() {
    for firm in firms().await {
        let quiet = Settings { fallback: false, ..Settings::default() };
        settings::set(&firm.app, &firm.boss.actor, &quiet).await.unwrap();
        let id = firm.ask().await;
        answer(&firm.app, id, Answer::Pass, firm.employee_id(), Channel::Page).await.unwrap();
        firm.later(3 * DAY);
        firm.work().await;
        assert!(firm.letters().await.is_empty(), "{}", firm.kind());
        let wrong = Settings { expire_days: 0, ..quiet };
        let refused = settings::set(&firm.app, &firm.boss.actor, &wrong).await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "expire_days");
    }
    for firm in firms().await {
        let id = firm.ask().await;
        set_status(&firm.app, &firm.boss.actor, firm.house.job.id, JobStatus::Closed).await.unwrap();
        firm.work().await;
        assert_eq!((firm.get(id).await.state, firm.letters().await.len()), (State::Withdrawn, 0));
    }
}

#[tokio::test]
async fn the_workspaces_own_words_go_out() {
    for firm in firms().await {
        let words =
            Template { subject: "A question for {employee_name}".into(), body: "{job_title}: {link}".into() };
        let kind = TemplateKind::Request;
        settings::set_template(&firm.app, &firm.boss.actor, kind, Some(&words)).await.unwrap();
        firm.ask().await;
        firm.work().await;
        assert_eq!(firm.letters().await[0].subject, "A question for Colleague emil@example.com");
        settings::set_template(&firm.app, &firm.boss.actor, kind, None).await.unwrap();
        let all = settings::templates(&firm.app, &firm.recruiter.actor).await.unwrap();
        assert_eq!(all[&kind], kind.built_in(), "{}", firm.kind());
    }
}
