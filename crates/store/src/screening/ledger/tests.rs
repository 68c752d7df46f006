use sea_orm::{ConnectionTrait, Statement};

use super::*;
use crate::{
    Db,
    hiring::tests::{OURS, at, job},
    screening::tests::{applicants, id},
    testing::fresh,
};

fn line(event: Event, number: u128, reason: Option<&str>) -> Line {
    Line {
        at: at(9),
        event,
        job: job().id,
        application: Some(id(number)),
        facts: Facts { points: Some(71), input: Some("ab".into()), ..Facts::default() },
        actor: "Rafael Mendes".into(),
        actor_id: None,
        reason: reason.map(Into::into),
        salt: "pepper".into(),
    }
}

async fn three_rows(db: &Db) {
    applicants(db, 2).await;
    let first = [line(Event::Scored, 1000, None), line(Event::Overridden, 1000, Some("Knows her"))];
    for lines in [&first[..], &[line(Event::Decided, 1001, Some("Good"))]] {
        let tx = db.begin().await.unwrap();
        append(&tx, OURS, lines).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn run(db: &Db, sql: &str) {
    let statement = Statement::from_string(db.backend(), sql.to_owned());
    db.executor().execute_raw(statement).await.unwrap();
}

#[tokio::test]
async fn the_ledger_is_whole_until_somebody_touches_it() {
    let touched = [
        ("update screening_ledger set facts = replace(facts, '71', '91') where position = 1", 1),
        ("update screening_ledger set reason = 'Knows him' where position = 2", 2),
        ("update screening_ledger set reason = null, salt = null where position = 2", 2),
        ("delete from screening_ledger where position = 2", 2),
        ("delete from screening_ledger where position = 3", 3),
        ("update screening_ledger set at = at + 1, hash = 'forged' where position = 3", 3),
    ];
    for (sql, broken) in touched {
        for fresh in fresh().await {
            let db = &fresh.db;
            three_rows(db).await;
            assert_eq!(prove(db, OURS).await.unwrap(), Proof::Whole { rows: 3 });
            run(db, sql).await;
            let found = prove(db, OURS).await.unwrap();
            assert!(
                matches!(found, Proof::Broken { position, .. } if position == broken),
                "{sql}: {found:?}"
            );
        }
    }
}

#[tokio::test]
async fn rows_that_change_places_are_found() {
    for fresh in fresh().await {
        let db = &fresh.db;
        three_rows(db).await;
        for sql in [(1, 9), (2, 1), (9, 2)] {
            run(db, &format!("update screening_ledger set position = {} where position = {}", sql.1, sql.0))
                .await;
        }
        let found = prove(db, OURS).await.unwrap();
        assert!(matches!(found, Proof::Broken { position: 1, .. }), "{found:?}");
    }
}

#[tokio::test]
async fn a_reason_can_be_erased_with_a_row_that_says_so() {
    for fresh in fresh().await {
        let db = &fresh.db;
        three_rows(db).await;
        let tx = db.begin().await.unwrap();
        erase_reasons(&tx, OURS, &[id(1000)]).await.unwrap();
        append(&tx, OURS, &[line(Event::Erased, 1000, None)]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(prove(db, OURS).await.unwrap(), Proof::Whole { rows: 4 });
        let told = of_application(db, OURS, id(1000)).await.unwrap();
        assert_eq!(told.iter().map(|entry| entry.position).collect::<Vec<_>>(), [1, 2, 4]);
        assert!(told.iter().all(|entry| entry.line.reason.is_none()));
        let newest = recent(db, OURS, Some(4), 1).await.unwrap();
        assert_eq!(newest[0].line.reason.as_deref(), Some("Good"), "another person's stays");
    }
}

#[tokio::test]
async fn two_that_add_at_once_both_have_their_place() {
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 1).await;
        let add = async || {
            let tx = db.begin().await.unwrap();
            append(&tx, OURS, &[line(Event::Scored, 1000, None)]).await.unwrap();
            tx.commit().await.unwrap();
        };
        tokio::join!(add(), add(), add(), add());
        assert_eq!(prove(db, OURS).await.unwrap(), Proof::Whole { rows: 4 });
    }
}
