//! The person's own page: nothing before their yes, and why a yes may not count.

use model::referral::{Ineligible, Person, State};
use store::hiring::candidate;

use super::*;
use crate::referrals::invite::{decline, open};

#[tokio::test]
async fn the_page_is_opened_and_agreed_to() {
    for firm in firms().await {
        let (id, token) = firm.introduced().await;
        let page = open(&firm.app, &token, "test").await.unwrap();
        assert_eq!((page.job.title.as_str(), page.standing), ("Welder", Standing::Open), "{}", firm.kind());
        let silent = Typed { person: ida(), agrees: false };
        let refused = accept(&firm.app, &token, &silent, "test").await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "agrees");
        firm.agree(&token).await;
        firm.agree(&token).await;
        let states = firm.states(id).await;
        assert_eq!(states, [State::MakeIntro, State::IntroSent, State::Opened, State::Applied]);
        assert_eq!(open(&firm.app, &token, "test").await.unwrap().standing, Standing::Agreed);
    }
}

#[tokio::test]
async fn a_name_and_an_address_are_needed() {
    for firm in firms().await {
        let (_, token) = firm.introduced().await;
        let wrong = async |person: Person| {
            let typed = Typed { person, agrees: true };
            accept(&firm.app, &token, &typed, "test").await.unwrap_err().problems()[0].field.clone()
        };
        assert_eq!(wrong(Person { last_name: String::new(), ..ida() }).await, "name", "{}", firm.kind());
        assert_eq!(wrong(Person { email: String::new(), ..ida() }).await, "email");
        assert_eq!(wrong(Person { email: "ida".into(), ..ida() }).await, "email");
    }
}

#[tokio::test]
async fn who_applied_before_was_known_and_is_not_put_forward_again() {
    for firm in firms().await {
        firm.house.apply(&firm.app, &firm.boss.actor, "Ida", "Larsen").await;
        firm.later(60);
        let (id, token) = firm.introduced().await;
        let typed = Typed { person: ida(), agrees: true };
        assert_eq!(accept(&firm.app, &token, &typed, "test").await.unwrap(), Standing::Known);
        let one = firm.get(id).await;
        assert_eq!((one.state, one.reason), (State::Ineligible, Some(Ineligible::AlreadyKnown)));
        firm.work().await;
        let email = "ida.larsen@example.com";
        let all = candidate::with_email(&firm.app.db, firm.boss.actor.workspace, email).await.unwrap();
        assert_eq!(all.len(), 1, "{}", firm.kind());
    }
}

#[tokio::test]
async fn who_never_wants_to_be_asked_is_not_referred_again_and_forgotten() {
    for firm in firms().await {
        let (id, token) = firm.introduced().await;
        decline(&firm.app, &token, true, "test").await.unwrap();
        let one = firm.get(id).await;
        assert_eq!(
            (one.state, one.reason),
            (State::Ineligible, Some(Ineligible::OptedOut)),
            "{}",
            firm.kind()
        );
        assert!(one.person.is_nobody());
        let again = ask(&firm.app, &firm.recruiter.actor, &firm.request()).await.unwrap_err();
        assert_eq!(again.to_string(), "The person asked not to be contacted.");
    }
}

#[tokio::test]
async fn a_no_ends_it_and_keeps_nothing_of_the_person() {
    for firm in firms().await {
        let (id, token) = firm.introduced().await;
        decline(&firm.app, &token, false, "test").await.unwrap();
        let one = firm.get(id).await;
        assert_eq!((one.state, one.person.is_nobody()), (State::Withdrawn, true), "{}", firm.kind());
        let typed = Typed { person: ida(), agrees: true };
        assert!(accept(&firm.app, &token, &typed, "test").await.is_err());
        assert_eq!(open(&firm.app, &token, "test").await.unwrap().standing, Standing::Closed);
    }
}
