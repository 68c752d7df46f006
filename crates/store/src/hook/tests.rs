//! What the constraints of this folder keep, on both databases.

use model::{ConnectionId, DeliveryId, WorkspaceId, remote::RecordKind};
use uuid::Uuid;

use super::{
    delivery::{self, Delivery},
    hint, refusal,
};
use crate::{
    integrations::tests::{CONNECTION, WORKSPACE, house, now},
    testing::fresh,
};

fn message(id: u128, dedupe: &str) -> Delivery {
    Delivery {
        id: DeliveryId(Uuid::from_u128(id)),
        workspace: WORKSPACE,
        connection: CONNECTION,
        dedupe: dedupe.into(),
        event: "application_moved".into(),
        about: vec![(RecordKind::Application, "a/1".into())],
        problem: None,
        received_at: now(),
        repeats: 0,
    }
}

#[tokio::test]
async fn a_repeat_is_counted_and_kept_once() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        let tx = db.begin().await.unwrap();
        assert!(delivery::put(&tx, &message(1, "m1")).await.unwrap());
        assert!(!delivery::put(&tx, &message(2, "m1")).await.unwrap());
        assert!(!delivery::put(&tx, &message(3, "m1")).await.unwrap());
        assert!(delivery::put(&tx, &message(4, "m2")).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(delivery::counts(db, WORKSPACE, CONNECTION).await.unwrap(), (2, 2));
        let elsewhere = WorkspaceId(Uuid::from_u128(77));
        assert_eq!(delivery::counts(db, elsewhere, CONNECTION).await.unwrap(), (0, 0));
        let kept = delivery::recent(db, WORKSPACE, CONNECTION, 1).await.unwrap();
        assert_eq!((kept.len(), kept[0].dedupe.as_str(), &kept[0].about), (1, "m2", &message(4, "").about));
        assert_eq!(delivery::prune(db, now()).await.unwrap(), 0);
        let later = now() + std::time::Duration::from_secs(1);
        assert_eq!(delivery::prune(db, later).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn hints_for_one_record_meet_and_one_asked_for_meanwhile_stays() {
    let record = (RecordKind::Application, "a/1".to_owned());
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        let tx = db.begin().await.unwrap();
        assert!(hint::ask(&tx, WORKSPACE, CONNECTION, &record, now()).await.unwrap());
        assert!(!hint::ask(&tx, WORKSPACE, CONNECTION, &record, now()).await.unwrap());
        let id = hint::id(CONNECTION, record.0, &record.1);
        let read = hint::get(&tx, WORKSPACE, id).await.unwrap().unwrap();
        assert_eq!((read.asked, read.external_id.as_str()), (2, "a/1"));
        hint::set_problem(&tx, &read, 3, "It is down.").await.unwrap();
        assert!(!hint::ask(&tx, WORKSPACE, CONNECTION, &record, now()).await.unwrap());
        assert!(!hint::settle(&tx, &read).await.unwrap(), "asked for again since it was read");
        let read = hint::get(&tx, WORKSPACE, id).await.unwrap().unwrap();
        assert_eq!((read.tries, read.problem.as_deref()), (3, Some("It is down.")));
        assert_eq!(hint::waiting(&tx, WORKSPACE, &[id, Uuid::nil()]).await.unwrap(), [id]);
        assert!(hint::settle(&tx, &read).await.unwrap());
        tx.commit().await.unwrap();
        assert!(hint::of_connection(db, WORKSPACE, CONNECTION).await.unwrap().is_empty());
    }
}

#[test]
fn a_hints_identifier_tells_records_apart() {
    let other = ConnectionId(Uuid::from_u128(78));
    let of = |connection, kind, id: &str| hint::id(connection, kind, id);
    let one = of(CONNECTION, RecordKind::Application, "1");
    assert_eq!(one, of(CONNECTION, RecordKind::Application, "1"));
    assert_ne!(one, of(CONNECTION, RecordKind::Candidate, "1"));
    assert_ne!(one, of(CONNECTION, RecordKind::Application, "2"));
    assert_ne!(one, of(other, RecordKind::Application, "1"));
}

#[tokio::test]
async fn refusals_are_counted_with_the_last_of_them() {
    for fresh in fresh().await {
        let db = &fresh.db;
        house(db).await;
        assert_eq!(refusal::of(db, WORKSPACE, CONNECTION).await.unwrap(), None);
        let tx = db.begin().await.unwrap();
        refusal::count(&tx, WORKSPACE, CONNECTION, now(), "No signature.").await.unwrap();
        refusal::count(&tx, WORKSPACE, CONNECTION, now(), "Another signature.").await.unwrap();
        tx.commit().await.unwrap();
        let refused = refusal::of(db, WORKSPACE, CONNECTION).await.unwrap().unwrap();
        assert_eq!((refused.refused, refused.last_why.as_str()), (2, "Another signature."));
    }
}
