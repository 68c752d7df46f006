//! Gangway's own jobs: the person applies, the stages move the referral, and a hire earns the bonus.

use model::{
    access::Right,
    referral::{BonusState, State},
};
use store::hiring::application;

use super::*;
use crate::{
    error::Error,
    hiring::move_application::move_application,
    people::disable_user,
    referrals::bonus::{Tier, act, export, tiers},
};

const DAY: u64 = 24 * 3_600;

fn yard() -> Tier {
    Tier {
        name: "=Yard".into(),
        amount: "1500.50".into(),
        currency: "EUR".into(),
        words: String::new(),
        waiting_days: 90,
        departments: vec!["Yard".into()],
    }
}

impl Firm {
    /// A referral whose person applies here.
    async fn applied(&self) -> Referral {
        let (id, token) = self.introduced().await;
        self.agree(&token).await;
        self.work().await;
        self.get(id).await
    }

    async fn moved(&self, one: &Referral, stage: usize) -> State {
        let to = self.house.stage(stage);
        move_application(&self.app, &self.boss.actor, one.application.unwrap(), to).await.unwrap();
        self.get(one.id).await.state
    }

    async fn bonus(&self) -> crate::referrals::bonus::Bonus {
        act::mine(&self.app, &self.employee.actor).await.unwrap().remove(0)
    }
}

#[tokio::test]
async fn the_person_applies_once_and_the_stages_move_the_referral() {
    for firm in firms().await {
        let one = firm.applied().await;
        let space = firm.boss.actor.workspace;
        let made = application::of_candidate(&firm.app.db, space, one.candidate.unwrap()).await.unwrap();
        assert_eq!(made.iter().map(|made| made.id).collect::<Vec<_>>(), [one.application.unwrap()]);
        assert_eq!(one.state, State::Applied, "{}", firm.kind());
        assert_eq!(firm.moved(&one, 2).await, State::InProcess);
        assert_eq!(firm.moved(&one, 4).await, State::NotHired);
        assert_eq!(firm.moved(&one, 1).await, State::InProcess, "opened again");
        assert_eq!(firm.moved(&one, 3).await, State::Hired);
        assert!(firm.get(one.id).await.hired_at.is_some());
    }
}

#[tokio::test]
async fn a_bonus_waits_is_eligible_and_is_paid_once() {
    for firm in firms().await {
        let (app, boss) = (&firm.app, &firm.boss.actor);
        tiers::set_tiers(app, boss, &[yard()]).await.unwrap();
        let one = firm.applied().await;
        firm.moved(&one, 3).await;
        assert_eq!(firm.bonus().await.state, BonusState::Pending, "{}", firm.kind());
        assert!(matches!(act::pay(app, boss, one.id).await, Err(Error::Conflict(_))), "too early");
        firm.later(89 * DAY);
        firm.work().await;
        assert_eq!(firm.bonus().await.state, BonusState::Pending);
        firm.later(2 * DAY);
        firm.work().await;
        assert_eq!(firm.bonus().await.state, BonusState::Eligible);
        let denied = act::pay(app, &firm.recruiter.actor, one.id).await.unwrap_err();
        assert!(matches!(denied, Error::Denied(Right::WorkspaceManage)));
        act::pay(app, boss, one.id).await.unwrap();
        assert!(act::pay(app, boss, one.id).await.is_err());
        assert_eq!(firm.moved(&one, 4).await, State::NotHired);
        assert_eq!(firm.bonus().await.state, BonusState::Paid, "what was paid stays so");
        let file = export::bonuses(app, &firm.recruiter.actor).await.unwrap();
        assert!(file.contains("'=Yard,1500.50,EUR") && file.contains("Ida Larsen"), "{file}");
        let file = export::referrals(app, &firm.recruiter.actor).await.unwrap();
        assert!(file.contains("Not hired") && file.contains("1500.50 EUR,Paid"), "{file}");
    }
}

#[tokio::test]
async fn a_hire_that_is_taken_back_and_an_employee_who_left_get_nothing() {
    for firm in firms().await {
        tiers::set_tiers(&firm.app, &firm.boss.actor, &[yard()]).await.unwrap();
        let one = firm.applied().await;
        firm.moved(&one, 3).await;
        firm.moved(&one, 4).await;
        assert_eq!(firm.bonus().await.state, BonusState::Ineligible, "{}", firm.kind());
        firm.moved(&one, 3).await;
        assert_eq!(firm.bonus().await.state, BonusState::Pending, "hired after all");
        let who = firm.employee_id();
        disable_user::disable_user(&firm.app, &firm.boss.actor, who).await.unwrap();
        firm.later(91 * DAY);
        firm.work().await;
        let all = act::all(&firm.app, &firm.recruiter.actor).await.unwrap();
        assert_eq!(
            (all[0].state, all[0].reason.contains("does not work here")),
            (BonusState::Ineligible, true)
        );
        act::restore(&firm.app, &firm.boss.actor, one.id).await.unwrap();
        assert!(act::refuse(&firm.app, &firm.boss.actor, one.id, " ").await.is_err());
    }
}

#[tokio::test]
async fn tiers_that_say_nothing_are_refused_at_their_place() {
    for firm in firms().await {
        let wrong = Tier { amount: "a lot".into(), ..yard() };
        let refused = tiers::set_tiers(&firm.app, &firm.boss.actor, &[yard(), wrong]).await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "amount-1", "{}", firm.kind());
        let odd = Tier { currency: "euros".into(), ..yard() };
        let refused = tiers::set_tiers(&firm.app, &firm.boss.actor, &[odd]).await.unwrap_err();
        assert_eq!(refused.problems()[0].field, "currency-0");
    }
}
