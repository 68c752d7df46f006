//! Referrals on both databases.

mod agreeing;
mod answering;
mod reminding;
mod rewarding;

use std::ops::Deref;

use model::{
    ReferralId, UserId,
    access::Role,
    referral::{Person, State},
};
use store::{
    referrals::{event, referral},
    task,
};

use super::{
    Referral,
    ask::{Ask, Whom, ask},
    introduce::take_link,
    invite::{Standing, Typed, accept},
    refer::refer,
};
use crate::{
    hiring::testing::{House, house},
    mail::{Letter, mailbox},
    people::{
        SignedIn,
        testing::{Bench, benches},
    },
    work::{LEASE, dispatch},
};

/// A company with an open job, a recruiter and an employee.
pub(crate) struct Firm {
    bench: Bench,
    pub boss: SignedIn,
    pub recruiter: SignedIn,
    pub employee: SignedIn,
    pub house: House,
}

impl Deref for Firm {
    type Target = Bench;

    fn deref(&self) -> &Bench {
        &self.bench
    }
}

/// Somebody whom a recruiter knows of.
pub(crate) fn ida() -> Person {
    Person {
        first_name: "Ida".into(),
        last_name: "Larsen".into(),
        email: "ida.larsen@example.com".into(),
        page: "https://www.linkedin.com/in/ida-larsen".into(),
        ..Person::default()
    }
}

/// A firm on each database.
pub(crate) async fn firms() -> Vec<Firm> {
    let mut all = Vec::new();
    for bench in benches().await {
        all.push(Firm::new(bench).await);
    }
    all
}

impl Firm {
    pub async fn new(bench: Bench) -> Self {
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
        ask(&self.app, &self.recruiter.actor, &self.request()).await.unwrap()
    }

    /// Somebody the employee refers, and the token of the link that they were given.
    pub async fn introduced(&self) -> (ReferralId, String) {
        self.introduced_by(&self.employee).await
    }

    pub async fn introduced_by(&self, who: &SignedIn) -> (ReferralId, String) {
        let whom = Whom::Person(ida());
        let id = refer(&self.app, &who.actor, self.house.job.id, &whom, "Builds boats.").await.unwrap();
        let link = take_link(&self.app, &who.actor, id).await.unwrap();
        (id, link.rsplit('/').next().unwrap().to_owned())
    }

    /// The person agrees.
    pub async fn agree(&self, token: &str) {
        let typed = Typed { person: ida(), agrees: true };
        assert_eq!(accept(&self.app, token, &typed, "test").await.unwrap(), Standing::Agreed);
    }

    pub async fn get(&self, id: ReferralId) -> Referral {
        referral::get(&self.app.db, self.boss.actor.workspace, id).await.unwrap().unwrap()
    }

    /// Where a referral went, in the order in which it did.
    pub async fn states(&self, id: ReferralId) -> Vec<State> {
        let lines = event::of(&self.app.db, self.boss.actor.workspace, [id]).await.unwrap();
        lines.into_iter().filter(|line| line.from != line.to).map(|line| line.to).collect()
    }

    /// Does everything that is due.
    pub async fn work(&self) {
        loop {
            let due = task::claim(&self.app.db, "worker", self.app.now(), LEASE, 16).await.unwrap();
            if due.is_empty() {
                return;
            }
            for task in due {
                dispatch(&self.app, "worker", &task).await.unwrap();
            }
        }
    }

    /// The letters of referrals in the mailbox, the oldest first.
    pub async fn letters(&self) -> Vec<Letter> {
        let (all, _) = mailbox::list(&self.app, &self.boss.actor, None, 0).await.unwrap();
        let ours = all.into_iter().filter(|(kept, _)| kept.kind.starts_with("referral_"));
        let mut letters: Vec<_> = ours.map(|(_, letter)| letter).collect();
        letters.reverse();
        letters
    }
}
