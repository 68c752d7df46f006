//! What the tables of this folder keep, on both databases.

use jiff::Timestamp;
use model::{
    ConnectionId, RunId, WorkspaceId,
    connection::ConnectionStatus,
    remote::RecordKind,
    sync::{Counts, RunMode, RunState, RunTrigger, Tally},
    workspace::WorkspaceKind,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    mirror::{self, Kind, Mirror},
    note::{self, RunNote},
    plan::{self, Plan},
    run::{self, Run},
};
use crate::{
    Db, Tx,
    integrations::connection::{self, Connection},
    testing::fresh,
    workspace::Workspace,
};

const OURS: WorkspaceId = WorkspaceId(Uuid::from_u128(1));
const OTHERS: WorkspaceId = WorkspaceId(Uuid::from_u128(99));
const THERE: ConnectionId = ConnectionId(Uuid::from_u128(2));

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_770_000_000 + seconds).unwrap()
}

async fn house(db: &Db) -> Tx {
    let tx = db.begin().await.unwrap();
    let space =
        Workspace { id: OURS, name: "Fjordlys".into(), kind: WorkspaceKind::Sandbox, created_at: at(0) };
    crate::workspace::insert(&tx, &space).await.unwrap();
    let acme = Connection {
        id: THERE,
        workspace: OURS,
        vendor: "memory".into(),
        name: "Acme".into(),
        kind: WorkspaceKind::Sandbox,
        status: ConnectionStatus::Enabled,
        settings: Default::default(),
        secrets: Default::default(),
        last_good_at: None,
        last_problem: None,
        report: None,
        checked_at: None,
        paused_until: None,
        required: vec![],
        mapping: Default::default(),
        options: Default::default(),
        created_at: at(0),
    };
    connection::insert(&tx, &acme).await.unwrap();
    tx
}

fn a_run(id: u128) -> Run {
    Run {
        id: RunId(Uuid::from_u128(id)),
        workspace: OURS,
        connection: THERE,
        mode: RunMode::Full,
        trigger: RunTrigger::First,
        state: RunState::Running,
        started_at: at(id as i64),
        ended_at: None,
        progress: json!({"cursor": "2"}),
        tally: Tally::from([(RecordKind::Job, Counts { seen: 4, ..Default::default() })]),
        sentence: None,
        allowed: false,
        requests: 7,
    }
}

fn a_row(kind: Kind, parent: &str, external_id: &str) -> Mirror {
    Mirror {
        connection: THERE,
        kind,
        parent: parent.into(),
        external_id: external_id.into(),
        local: Some(Uuid::from_u128(5)),
        hash: "h".into(),
        state: json!({"stage": "s1"}),
        updated_at: Some(at(3)),
        seen_in: None,
        gone_at: None,
        problem: None,
        raw: None,
    }
}

#[tokio::test]
async fn a_plan_reads_back_and_what_is_decided_is_kept_apart_from_how_far_it_came() {
    for fresh in fresh().await {
        let tx = house(&fresh.db).await;
        let mut kept = Plan {
            connection: THERE,
            workspace: OURS,
            paused: false,
            every_minutes: 15,
            share_percent: 20,
            full_hour: 3,
            take_files: true,
            reference_field: Some("f1".into()),
            first_enabled_at: at(1),
            last_full_at: None,
            census_at: None,
            cursors: Default::default(),
            gaps: Default::default(),
        };
        plan::insert(&tx, &kept).await.unwrap();
        let far = Plan {
            paused: true,
            last_full_at: Some(at(9)),
            cursors: [(RecordKind::Job, at(8))].into(),
            gaps: [(RecordKind::Job, -1)].into(),
            ..kept.clone()
        };
        plan::advance(&tx, &far).await.unwrap();
        kept.every_minutes = 30;
        plan::configure(&tx, &kept).await.unwrap();
        let now = plan::lock(&tx, OURS, THERE).await.unwrap().unwrap();
        assert_eq!(now, Plan { paused: false, every_minutes: 30, ..far });
        assert!(plan::get(&tx, OTHERS, THERE).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn a_connection_has_one_run_at_a_time_and_a_change_counts_where_nobody_was_quicker() {
    for fresh in fresh().await {
        let tx = house(&fresh.db).await;
        run::insert(&tx, &a_run(10)).await.unwrap();
        tx.commit().await.unwrap();
        let tx = fresh.db.begin().await.unwrap();
        assert!(run::insert(&tx, &a_run(11)).await.unwrap_err().is_taken());
        drop(tx);
        let tx = fresh.db.begin().await.unwrap();
        assert_eq!(run::open(&tx, OURS, THERE).await.unwrap(), Some(a_run(10)));
        let done = Run { state: RunState::Done, ended_at: Some(at(60)), ..a_run(10) };
        assert!(!run::save(&tx, &done, RunState::Paused).await.unwrap());
        assert!(run::save(&tx, &done, RunState::Running).await.unwrap());
        run::insert(&tx, &a_run(11)).await.unwrap();
        let recent = run::recent(&tx, OURS, THERE, 5).await.unwrap();
        assert_eq!(recent, [a_run(11), done]);
        assert!(run::get(&tx, OTHERS, RunId(Uuid::from_u128(10))).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn notes_are_leafed_through_in_order() {
    for fresh in fresh().await {
        let tx = house(&fresh.db).await;
        run::insert(&tx, &a_run(10)).await.unwrap();
        let notes = (0..3).map(|n| RunNote {
            id: Uuid::from_u128(20 + n),
            run: Some(RunId(Uuid::from_u128(10))),
            kind: RecordKind::Candidate,
            external_id: n.to_string(),
            what: "skipped".into(),
            sentence: "It can't be read.".into(),
            at: at(n as i64),
        });
        note::insert_many(&tx, OURS, THERE, notes.collect()).await.unwrap();
        let page = note::of_run(&tx, OURS, RunId(Uuid::from_u128(10)), 2, 1).await.unwrap();
        assert_eq!(page.iter().map(|note| note.external_id.as_str()).collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(note::count(&tx, OURS, RunId(Uuid::from_u128(10))).await.unwrap(), 3);
    }
}

#[tokio::test]
async fn a_row_of_the_mirror_is_put_twice_and_found_by_either_side() {
    for fresh in fresh().await {
        let tx = house(&fresh.db).await;
        let rows =
            vec![a_row(Kind::Stage, "j1", "s1"), a_row(Kind::Stage, "j2", "s1"), a_row(Kind::Job, "", "j1")];
        mirror::put_many(&tx, OURS, rows.clone()).await.unwrap();
        let changed = Mirror { hash: "other".into(), raw: Some("{".into()), ..rows[2].clone() };
        mirror::put_many(&tx, OURS, vec![changed.clone()]).await.unwrap();
        let found = mirror::of_external(&tx, THERE, Kind::Job, ["j1", "j9"]).await.unwrap();
        assert_eq!(found.get("j1"), Some(&changed));
        assert_eq!(found.len(), 1);
        assert_eq!(mirror::of_parents(&tx, THERE, Kind::Stage, ["j2"]).await.unwrap(), [rows[1].clone()]);
        let local = Uuid::from_u128(5);
        assert_eq!(mirror::of_local(&tx, OURS, Kind::Stage, [local]).await.unwrap().len(), 2);
        assert!(mirror::of_local(&tx, OTHERS, Kind::Stage, [local]).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn what_a_walk_did_not_see_and_what_waits_is_found() {
    for fresh in fresh().await {
        let tx = house(&fresh.db).await;
        let walk = Uuid::from_u128(70);
        let waits =
            Mirror { hash: String::new(), problem: Some("no job".into()), ..a_row(Kind::Job, "", "c") };
        let rows =
            vec![a_row(Kind::Job, "", "a"), a_row(Kind::Job, "", "b"), waits, a_row(Kind::Job, "", "d")];
        mirror::put_many(&tx, OURS, rows.clone()).await.unwrap();
        mirror::mark_seen(&tx, THERE, Kind::Job, ["b"], walk).await.unwrap();
        mirror::set_gone(&tx, &rows[3], at(9)).await.unwrap();
        let ids = |rows: Vec<Mirror>| rows.into_iter().map(|row| row.external_id).collect::<Vec<_>>();
        assert_eq!(ids(mirror::unseen(&tx, THERE, Kind::Job, walk, 10).await.unwrap()), ["a", "c"]);
        assert_eq!(mirror::count_unseen(&tx, THERE, Kind::Job, walk).await.unwrap(), 2);
        assert_eq!(ids(mirror::waiting(&tx, THERE, Kind::Job, 10).await.unwrap()), ["c"]);
        assert_eq!(mirror::counts(&tx, THERE).await.unwrap(), [(Kind::Job, 3)].into());
    }
}
