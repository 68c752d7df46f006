//! What the constraints of this folder keep, on both databases.

use model::{UserId, access::Role};
use uuid::Uuid;

use super::{
    install::{self, Install},
    member::{self, Member},
    message::{self, Message, MessageState},
    press::{self, Press},
};
use crate::{
    Db,
    integrations::tests::{CONNECTION, WORKSPACE, house, now},
    people::user::{self, User},
    testing::fresh,
};

const USER: UserId = UserId(Uuid::from_u128(31));

async fn peopled(db: &Db) {
    house(db).await;
    let tx = db.begin().await.unwrap();
    let user = User {
        id: USER,
        workspace: WORKSPACE,
        name: "Ana Example".into(),
        email: "ana@example.com".into(),
        role: Role::Employee,
        disabled: false,
        created_at: now(),
    };
    user::insert(&tx, &user, "hash").await.unwrap();
    tx.commit().await.unwrap();
}

fn asked(id: u128, request: u128) -> Message {
    Message {
        id: Uuid::from_u128(id),
        workspace: WORKSPACE,
        connection: CONNECTION,
        request: Uuid::from_u128(request),
        user: USER,
        external_id: "U1".into(),
        state: MessageState::Waiting,
        sealed: Some("sealed".into()),
        place: None,
        version: 1,
        tries: 0,
        problem: None,
        created_at: now(),
        updated_at: now(),
    }
}

#[tokio::test]
async fn a_request_has_one_message_and_a_change_made_meanwhile_is_not_written_over() {
    for fresh in fresh().await {
        let db = &fresh.db;
        peopled(db).await;
        let tx = db.begin().await.unwrap();
        message::insert(&tx, &asked(1, 9)).await.unwrap();
        tx.commit().await.unwrap();
        let tx = db.begin().await.unwrap();
        assert!(message::insert(&tx, &asked(2, 9)).await.unwrap_err().is_taken());
        drop(tx);

        let read = message::of_request(db, WORKSPACE, Uuid::from_u128(9)).await.unwrap().unwrap();
        let tx = db.begin().await.unwrap();
        let settled = message::settle(&tx, WORKSPACE, read.request, |id| format!("for {id}"), now()).await;
        assert_eq!(settled.unwrap(), Some(read.id));
        message::set_place(&tx, &read, ("D1", "1.2")).await.unwrap();
        let written = Message { state: MessageState::Asking, sealed: None, ..read.clone() };
        assert!(!message::update(&tx, &written).await.unwrap(), "it was changed since it was read");
        tx.commit().await.unwrap();
        let now_read = message::get(db, WORKSPACE, read.id).await.unwrap().unwrap();
        assert_eq!((now_read.state, now_read.version), (MessageState::Settling, 2));
        assert_eq!(now_read.place, Some(("D1".into(), "1.2".into())));
        assert_eq!(now_read.sealed, Some(format!("for {}", read.id)));
        let none = message::of_request(db, WORKSPACE, Uuid::from_u128(10)).await.unwrap();
        assert_eq!(none, None);
    }
}

#[tokio::test]
async fn a_press_that_comes_again_is_counted_and_a_member_is_known_both_ways() {
    for fresh in fresh().await {
        let db = &fresh.db;
        peopled(db).await;
        let tx = db.begin().await.unwrap();
        let press = |id: u128| Press {
            id: Uuid::from_u128(id),
            workspace: WORKSPACE,
            connection: CONNECTION,
            dedupe: "one".into(),
            external_id: "U1".into(),
            request: "9".into(),
            answer: "pass".into(),
            received_at: now(),
            repeats: 0,
            outcome: None,
        };
        assert!(press::put(&tx, &press(1)).await.unwrap());
        assert!(!press::put(&tx, &press(2)).await.unwrap());
        press::set_outcome(&tx, &press(1), "Answered.").await.unwrap();
        let member = |external: Option<&str>| Member {
            id: Uuid::from_u128(5),
            workspace: WORKSPACE,
            connection: CONNECTION,
            user: USER,
            external_id: external.map(Into::into),
            looked_at: now(),
        };
        member::put(&tx, &member(None)).await.unwrap();
        member::put(&tx, &member(Some("U1"))).await.unwrap();
        tx.commit().await.unwrap();
        let kept = press::recent(db, WORKSPACE, CONNECTION, 9).await.unwrap();
        assert_eq!((kept.len(), kept[0].repeats, kept[0].outcome.as_deref()), (1, 1, Some("Answered.")));
        let found = member::by_external(db, WORKSPACE, CONNECTION, "U1").await.unwrap().unwrap();
        assert_eq!(Some(found), member::of_user(db, WORKSPACE, CONNECTION, USER).await.unwrap());
        assert_eq!(member::of_connection(db, WORKSPACE, CONNECTION).await.unwrap().len(), 1);
        assert_eq!(press::prune(db, now()).await.unwrap(), 0);
    }
}

#[tokio::test]
async fn an_installation_is_found_by_what_a_person_brings_back_once() {
    for fresh in fresh().await {
        let db = &fresh.db;
        peopled(db).await;
        let begun = Install {
            connection: CONNECTION,
            workspace: WORKSPACE,
            state_hash: Some("hash".into()),
            begun_by: USER,
            begun_at: now(),
            return_to: "https://gangway.example.com/back".into(),
            problem: None,
            team: None,
            installed_at: None,
        };
        let tx = db.begin().await.unwrap();
        install::put(&tx, &begun).await.unwrap();
        assert_eq!(install::by_state(&tx, WORKSPACE, "hash").await.unwrap(), Some(begun.clone()));
        let done =
            Install { state_hash: None, team: Some("Acme".into()), installed_at: Some(now()), ..begun };
        install::put(&tx, &done).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(install::by_state(db, WORKSPACE, "hash").await.unwrap(), None);
        assert_eq!(install::get(db, WORKSPACE, CONNECTION).await.unwrap(), Some(done));
    }
}
