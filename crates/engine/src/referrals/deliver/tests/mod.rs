//! Into a system, through faults: one person, one application, one remark, and a card where it does not go on.

mod desk;

use std::{ops::Deref, sync::Arc, time::Duration};

use connect::{Connector, VendorError};
use model::{
    ConnectionId, ReferralId,
    connection::{CheckReport, ConnectionStatus},
    handoff::{HandoffState, ProblemKind},
    hire::FieldProblem,
    newcomer::{NewPerson, Reach, ReachKind, Referrer},
    referral::{Person, State},
    workspace::WorkspaceKind,
};
use serde_json::json;
use store::{
    integrations::connection::{self, Connection},
    referrals::delivery,
    sync::mirror::{self, Kind, Mirror},
    task,
};
use uuid::Uuid;

use self::desk::{Desk, Fault};
use super::act;
use crate::{
    attention,
    people::testing::benches,
    referrals::{
        invite::{Typed, accept},
        tests::{Firm, ida},
    },
    work::LEASE,
};

const THERE: ConnectionId = ConnectionId(Uuid::from_u128(31));

/// A firm whose job is kept in the system in memory.
struct Elsewhere {
    firm: Firm,
    desk: Arc<Desk>,
}

impl Deref for Elsewhere {
    type Target = Firm;

    fn deref(&self) -> &Firm {
        &self.firm
    }
}

async fn elsewhere() -> Vec<Elsewhere> {
    let mut all = Vec::new();
    for mut bench in benches().await {
        let desk = Arc::new(Desk::default());
        bench.app.connectors.push(Arc::clone(&desk) as Arc<dyn Connector>);
        bench.app.sandboxes.0.insert("desk".into(), "http://127.0.0.1:9".parse().unwrap());
        let firm = Firm::new(bench).await;
        let one = Elsewhere { firm, desk };
        one.connect().await;
        all.push(one);
    }
    all
}

impl Elsewhere {
    async fn connect(&self) {
        let app = &self.app;
        let workspace = self.boss.actor.workspace;
        let there = Connection {
            id: THERE,
            workspace,
            vendor: "desk".into(),
            name: "Desk".into(),
            kind: WorkspaceKind::Sandbox,
            status: ConnectionStatus::Enabled,
            settings: [].into(),
            secrets: [].into(),
            last_good_at: None,
            last_problem: None,
            report: Some(CheckReport::default()),
            checked_at: None,
            paused_until: None,
            required: vec![],
            mapping: [].into(),
            options: Default::default(),
            created_at: app.now(),
        };
        let job = Mirror {
            connection: THERE,
            kind: Kind::Job,
            parent: String::new(),
            external_id: "j9".into(),
            local: Some(self.house.job.id.into()),
            hash: "x".into(),
            state: json!({}),
            updated_at: None,
            seen_in: None,
            gone_at: None,
            problem: None,
            raw: None,
        };
        let tx = app.db.begin().await.unwrap();
        connection::insert(&tx, &there).await.unwrap();
        mirror::put_many(&tx, workspace, vec![job]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Lets a worker begin that dies in the middle of a call, and its claim run out.
    async fn die_at_work(&self) {
        let due = task::claim(&self.app.db, "mortal", self.app.now(), LEASE, 16).await.unwrap();
        let task = due.into_iter().find(|task| task.kind == super::TASK).unwrap();
        tokio::select! {
            outcome = super::work(&self.app, "mortal", &task) => panic!("it lived: {outcome:?}"),
            () = tokio::time::sleep(Duration::from_millis(400)) => {}
        }
        self.later(LEASE.as_secs() + 1);
    }

    async fn state(&self, id: ReferralId) -> HandoffState {
        delivery::get(&self.app.db, self.boss.actor.workspace, id).await.unwrap().unwrap().state
    }

    fn assert_once(&self, why: &str) {
        self.desk.held(|held| {
            assert_eq!(held.people.len(), 1, "{why}: {held:?}");
            let credited = Some(Referrer::User("u7".into()));
            assert_eq!(held.applications, [(0, "j9".to_owned(), credited)], "{why}");
            assert_eq!(held.remarks.len(), 1, "{why}");
        });
    }
}

/// Works until nothing is due, and again after each wait, for about a day.
async fn settle(there: &Elsewhere) {
    for wait in [0, 30, 120, 600, 3_600, 7_200] {
        there.later(wait);
        there.work().await;
    }
}

#[tokio::test]
async fn nothing_goes_there_before_the_person_agrees_and_then_all_of_it_once() {
    for there in elsewhere().await {
        let (id, token) = there.introduced().await;
        settle(&there).await;
        assert_eq!(there.desk.held(|held| held.calls), 0, "{}", there.kind());
        there.agree(&token).await;
        settle(&there).await;
        there.assert_once(&there.kind());
        assert_eq!(there.state(id).await, HandoffState::Delivered);
        let remark = there.desk.held(|held| held.remarks[0].1.clone());
        assert!(remark.starts_with("Referred by Colleague emil@example.com"), "{remark}");
    }
}

#[tokio::test]
async fn whatever_call_is_cut_off_there_is_one_person() {
    // Find, referrer, save, enter, note.
    for call in 0..5 {
        for there in elsewhere().await {
            let (id, token) = there.introduced().await;
            there.agree(&token).await;
            there.desk.fault(call, Fault::Death);
            there.die_at_work().await;
            settle(&there).await;
            there.assert_once(&format!("death at call {call}, {}", there.kind()));
            assert_eq!(there.state(id).await, HandoffState::Delivered);
        }
        for there in elsewhere().await {
            let (id, token) = there.introduced().await;
            there.agree(&token).await;
            there.desk.fault(call, Fault::Unheard);
            settle(&there).await;
            there.assert_once(&format!("no answer at call {call}, {}", there.kind()));
            assert_eq!(there.state(id).await, HandoffState::Delivered);
        }
    }
}

#[tokio::test]
async fn somebody_who_is_there_is_completed_and_of_several_a_person_decides() {
    for there in elsewhere().await {
        let reach = Reach { value: ida().email, kind: ReachKind::Private };
        let known = NewPerson { emails: vec![reach], ..NewPerson::default() };
        there.desk.held(|held| held.people.extend([known.clone(), known]));
        let (id, token) = there.introduced().await;
        there.agree(&token).await;
        settle(&there).await;
        assert_eq!(there.state(id).await, HandoffState::Waiting, "{}", there.kind());
        let cards = attention::list(&there.app, &there.recruiter.actor).await.unwrap();
        let card = cards.iter().find(|card| card.record == "Referral of Ida Larsen").unwrap();
        assert!(card.sentence.contains("2 people"), "{card:?}");
        assert!(attention::count(&there.app, &there.recruiter.actor).await.unwrap() > 0);
        there.desk.held(|held| held.people.truncate(1));
        act::retry(&there.app, &there.recruiter.actor, id).await.unwrap();
        settle(&there).await;
        there.assert_once(&there.kind());
    }
}

#[tokio::test]
async fn what_is_refused_waits_for_a_correction() {
    for there in elsewhere().await {
        let (id, token) = there.introduced().await;
        there.agree(&token).await;
        let fields = vec![FieldProblem { field: "phone".into(), message: "No.".into() }];
        there.desk.fault(2, Fault::Before(VendorError::Rejected(fields)));
        settle(&there).await;
        let workspace = there.boss.actor.workspace;
        let waits = delivery::get(&there.app.db, workspace, id).await.unwrap().unwrap();
        assert_eq!(waits.problem.map(|problem| problem.kind), Some(ProblemKind::Fields), "{}", there.kind());
        let person = Person { phone: "+47 22 00 00 00".into(), ..ida() };
        act::correct(&there.app, &there.recruiter.actor, id, &person).await.unwrap();
        settle(&there).await;
        there.assert_once(&there.kind());
        assert!(act::retry(&there.app, &there.recruiter.actor, id).await.is_err(), "it is over");
    }
}

#[tokio::test]
async fn a_key_that_fails_waits_for_the_connection_and_goes_on_with_it() {
    for there in elsewhere().await {
        let (id, token) = there.introduced().await;
        there.agree(&token).await;
        there.desk.fault(0, Fault::Before(VendorError::Auth("no".into())));
        settle(&there).await;
        assert_eq!(there.state(id).await, HandoffState::Waiting, "{}", there.kind());
        let tx = there.app.db.begin().await.unwrap();
        let held = connection::get(&tx, there.boss.actor.workspace, THERE).await.unwrap().unwrap();
        connection::set_status(&tx, &held, ConnectionStatus::Enabled).await.unwrap();
        assert_eq!(super::waiting_for(&there.app, &tx, &held).await.unwrap(), 1);
        tx.commit().await.unwrap();
        settle(&there).await;
        there.assert_once(&there.kind());
    }
}

#[tokio::test]
async fn the_first_referral_that_is_accepted_has_the_person() {
    for there in elsewhere().await {
        let (first, one) = there.introduced().await;
        let (second, two) = there.introduced_by(&there.recruiter).await;
        there.agree(&two).await;
        let refused = accept(&there.app, &one, &Typed { person: ida(), agrees: true }, "test").await.unwrap();
        assert_eq!(refused, crate::referrals::invite::Standing::Known, "{}", there.kind());
        assert_eq!(there.get(second).await.state, State::Applied);
        assert_eq!(there.get(first).await.state, State::Ineligible);
        settle(&there).await;
        assert_eq!(there.desk.held(|held| held.people.len()), 1);
    }
}
