//! Referrals on both databases.

mod answering;

use model::{
    ReferralId, UserId,
    access::Role,
    referral::{Person, State},
};
use store::referrals::{event, referral};

use super::{
    Referral,
    ask::{Ask, Whom, ask},
};
use crate::{
    hiring::testing::{House, house},
    people::{SignedIn, testing::Bench},
};

/// A company with an open job, a recruiter and an employee.
pub(super) struct Firm<'a> {
    pub bench: &'a Bench,
    pub boss: SignedIn,
    pub recruiter: SignedIn,
    pub employee: SignedIn,
    pub house: House,
}

/// Somebody whom a recruiter knows of.
pub(super) fn ida() -> Person {
    Person {
        first_name: "Ida".into(),
        last_name: "Larsen".into(),
        email: "ida.larsen@example.com".into(),
        page: "https://www.linkedin.com/in/ida-larsen".into(),
        ..Person::default()
    }
}

impl<'a> Firm<'a> {
    pub async fn new(bench: &'a Bench) -> Self {
        let boss = bench.administrator().await;
        let recruiter = bench.colleague(&boss, "rut@example.com", Role::Recruiter).await;
        let employee = bench.colleague(&boss, "emil@example.com", Role::Employee).await;
        let house = house(&bench.app, &boss.actor).await;
        Self { bench, boss, recruiter, employee, house }
    }

    pub fn employee_id(&self) -> UserId {
        self.employee.actor.user.unwrap()
    }

    pub fn request(&self) -> Ask {
        Ask {
            job: self.house.job.id,
            employee: self.employee_id(),
            whom: Whom::Person(ida()),
            note: "You worked together in Leeds.".into(),
        }
    }

    pub async fn ask(&self) -> ReferralId {
        ask(&self.bench.app, &self.recruiter.actor, &self.request()).await.unwrap()
    }

    pub async fn get(&self, id: ReferralId) -> Referral {
        referral::get(&self.bench.app.db, self.boss.actor.workspace, id).await.unwrap().unwrap()
    }

    /// Where a referral went, in the order in which it did.
    pub async fn states(&self, id: ReferralId) -> Vec<State> {
        let lines = event::of(&self.bench.app.db, self.boss.actor.workspace, [id]).await.unwrap();
        lines.into_iter().filter(|line| line.from != line.to).map(|line| line.to).collect()
    }
}
