//! What the constraints of this folder keep, on both databases.

use jiff::Timestamp;
use model::{
    CandidateId, ConnectionId, HandoffId, WorkspaceId, connection::ConnectionStatus, handoff::HandoffState,
    workspace::WorkspaceKind,
};
use uuid::Uuid;

use super::{
    connection::{self, Connection},
    handoff::{self, Handoff},
    link::{self, Link},
};
use crate::{Db, testing::fresh, workspace::Workspace};

pub(crate) const WORKSPACE: WorkspaceId = WorkspaceId(Uuid::from_u128(1));
pub(crate) const CONNECTION: ConnectionId = ConnectionId(Uuid::from_u128(2));

pub(crate) fn now() -> Timestamp {
    "2026-03-02T09:00:00Z".parse().unwrap()
}

fn acme(id: ConnectionId, status: ConnectionStatus) -> Connection {
    Connection {
        id,
        workspace: WORKSPACE,
        vendor: "memory".into(),
        name: "Acme".into(),
        kind: WorkspaceKind::Sandbox,
        status,
        settings: [("subdomain".to_owned(), "acme".to_owned())].into(),
        secrets: [("api_key".to_owned(), "sealed".to_owned())].into(),
        last_good_at: None,
        last_problem: None,
        report: None,
        checked_at: None,
        paused_until: None,
        required: vec!["gender".into()],
        mapping: Default::default(),
        options: Default::default(),
        created_at: now(),
    }
}

fn sent(id: u128, candidate: u128, state: HandoffState) -> Handoff {
    Handoff {
        id: HandoffId(Uuid::from_u128(id)),
        workspace: WORKSPACE,
        candidate: CandidateId(Uuid::from_u128(candidate)),
        candidate_name: "Ana Example".into(),
        application: Uuid::from_u128(9).into(),
        connection: CONNECTION,
        batch: None,
        state,
        record: Default::default(),
        request_key: format!("k{id}"),
        vendor_key: id.to_string(),
        created_by: "Rafael Mendes".into(),
        created_by_id: None,
        created_at: now(),
        updated_at: now(),
        external_id: None,
        url: None,
        problem: None,
        differences: vec![],
        notes: vec![],
        next_try_at: None,
        tries: 0,
        matches: vec![],
        decision: None,
    }
}

pub(crate) async fn house(db: &Db) {
    let workspace =
        Workspace { id: WORKSPACE, name: "Fjordlys".into(), kind: WorkspaceKind::Sandbox, created_at: now() };
    let tx = db.begin().await.unwrap();
    crate::workspace::insert(&tx, &workspace).await.unwrap();
    connection::insert(&tx, &acme(CONNECTION, ConnectionStatus::Enabled)).await.unwrap();
    tx.commit().await.unwrap();
}

async fn keep(db: &Db, handoff: &Handoff) -> crate::Result<()> {
    let tx = db.begin().await?;
    handoff::insert(&tx, handoff).await?;
    tx.commit().await
}

async fn join(db: &Db, id: u128, candidate: u128, employee: &str) -> crate::Result<()> {
    let link = Link {
        id: Uuid::from_u128(id),
        connection: CONNECTION,
        candidate: CandidateId(Uuid::from_u128(candidate)),
        external_id: employee.into(),
        url: String::new(),
        handoff: HandoffId(Uuid::from_u128(10)),
        created_at: now(),
    };
    let tx = db.begin().await?;
    link::put(&tx, WORKSPACE, &link).await?;
    tx.commit().await
}

#[tokio::test]
async fn a_connection_reads_back_and_its_name_is_free_again_once_it_is_gone() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        let kept = connection::get(db, WORKSPACE, CONNECTION).await.unwrap().unwrap();
        assert_eq!(kept, acme(CONNECTION, ConnectionStatus::Enabled));
        let other = WorkspaceId(Uuid::from_u128(99));
        assert!(connection::get(db, other, CONNECTION).await.unwrap().is_none());
        let second = acme(ConnectionId(Uuid::from_u128(3)), ConnectionStatus::Disabled);
        let tx = db.begin().await.unwrap();
        assert!(connection::insert(&tx, &second).await.unwrap_err().is_taken());
        drop(tx);
        let tx = db.begin().await.unwrap();
        connection::set_status(&tx, &kept, ConnectionStatus::Disconnected).await.unwrap();
        connection::insert(&tx, &second).await.unwrap();
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_candidate_is_on_the_way_to_a_place_once() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        keep(db, &sent(10, 5, HandoffState::Delivered)).await.unwrap();
        keep(db, &sent(11, 5, HandoffState::Waiting)).await.unwrap();
        assert!(keep(db, &sent(12, 5, HandoffState::Queued)).await.unwrap_err().is_taken());
        keep(db, &sent(13, 6, HandoffState::Queued)).await.unwrap();
        let open = handoff::unfinished(db, WORKSPACE, Uuid::from_u128(5).into(), CONNECTION).await.unwrap();
        assert_eq!(open, Some(sent(11, 5, HandoffState::Waiting)));
    }
}

#[tokio::test]
async fn a_change_counts_only_where_nobody_was_quicker() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        keep(db, &sent(11, 5, HandoffState::Waiting)).await.unwrap();
        let cancelled = sent(11, 5, HandoffState::Cancelled);
        let tx = db.begin().await.unwrap();
        assert!(!handoff::save(&tx, &cancelled, HandoffState::Queued).await.unwrap());
        assert!(handoff::save(&tx, &cancelled, HandoffState::Waiting).await.unwrap());
        assert!(!handoff::save(&tx, &cancelled, HandoffState::Waiting).await.unwrap());
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_link_is_one_to_one() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        keep(db, &sent(10, 5, HandoffState::Delivered)).await.unwrap();
        join(db, 1, 5, "100").await.unwrap();
        assert!(join(db, 2, 6, "100").await.unwrap_err().is_taken());
        join(db, 3, 5, "101").await.unwrap();
        join(db, 4, 6, "100").await.unwrap();
        let links = link::of_candidate(db, WORKSPACE, Uuid::from_u128(5).into()).await.unwrap();
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].external_id, "101", "hired again, the candidate has the new record");
    }
}
