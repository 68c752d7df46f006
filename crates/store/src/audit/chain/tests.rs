use sea_orm::{ConnectionTrait, Statement};

use super::{
    super::{AuditLine, insert_many},
    *,
};
use crate::{
    Db,
    hiring::tests::{OURS, at, house},
    testing::fresh,
};

fn line(number: u128, action: &str, detail: &str) -> AuditLine {
    AuditLine {
        id: Uuid::from_u128(number),
        at: at(i64::try_from(number).unwrap()),
        actor: "Ingrid Berg".into(),
        actor_id: None,
        origin: "203.0.113.9".into(),
        action: action.into(),
        subject: "candidate".into(),
        subject_id: Some(Uuid::from_u128(77)),
        detail: detail.into(),
    }
}

async fn write(db: &Db, lines: &[AuditLine]) {
    let tx = db.begin().await.unwrap();
    insert_many(&tx, OURS, lines).await.unwrap();
    tx.commit().await.unwrap();
}

async fn seal_all(db: &Db) -> u64 {
    let (mut number, mut all) = (0, 0);
    loop {
        let tx = db.begin().await.unwrap();
        let salt = || {
            number += 1;
            format!("pepper {number}")
        };
        let some = seal(&tx, OURS, 2, salt).await.unwrap();
        tx.commit().await.unwrap();
        all += some;
        if some == 0 {
            return all;
        }
    }
}

async fn three(db: &Db) -> End {
    house(db).await;
    let lines = [
        line(1, "candidate.moved", "Moved Ada to Offer"),
        line(2, "candidate.moved", "Moved Ada to Hired"),
        line(3, "job.closed", "Closed Welder"),
    ];
    write(db, &lines).await;
    assert_eq!(waiting(db).await.unwrap(), [OURS]);
    assert_eq!(seal_all(db).await, 3);
    assert_eq!(waiting(db).await.unwrap(), []);
    match prove(db, OURS, None).await.unwrap() {
        Proof::Whole { end, emptied: 0, waiting: 0 } => end,
        other => panic!("{other:?}"),
    }
}

async fn run(db: &Db, sql: &str) {
    db.executor().execute_raw(Statement::from_string(db.backend(), sql.to_owned())).await.unwrap();
}

#[tokio::test]
async fn the_chain_is_whole_until_somebody_touches_it() {
    let touched = [
        ("update audit set detail = 'Moved Ada to Rejected' where position = 2", 2),
        ("update audit set actor = 'Somebody else' where position = 1", 1),
        ("update audit set at = at + 1 where position = 3", 3),
        (
            "update audit set detail = 'What this line said was erased with the person', salt = null where position = 2",
            2,
        ),
        ("delete from audit where position = 2", 2),
        ("delete from audit where position = 3", 3),
        ("update audit set position = null where position = 3", 3),
        ("delete from audit where position = 3; update audit_head set position = 2", 3),
    ];
    for (sql, broken) in touched {
        for fresh in fresh().await {
            let db = &fresh.db;
            three(db).await;
            for statement in sql.split(';') {
                run(db, statement).await;
            }
            let found = prove(db, OURS, None).await.unwrap();
            assert!(
                matches!(found, Proof::Broken { position, .. } if position == broken),
                "{sql}: {found:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_chain_that_was_made_anew_is_not_the_one_that_was_kept() {
    for fresh in fresh().await {
        let db = &fresh.db;
        let end = three(db).await;
        run(db, "update audit set position = null, detail = 'Moved Ada to Rejected' where position = 2")
            .await;
        run(db, "update audit set position = null").await;
        run(db, "delete from audit_head").await;
        assert_eq!(seal_all(db).await, 3);
        assert!(
            matches!(prove(db, OURS, None).await.unwrap(), Proof::Whole { .. }),
            "nothing shows by itself"
        );
        assert!(matches!(prove(db, OURS, Some(&end)).await.unwrap(), Proof::Broken { position: 3, .. }));
        let longer = End { position: 9, ..end };
        assert!(matches!(prove(db, OURS, Some(&longer)).await.unwrap(), Proof::Broken { position: 4, .. }));
    }
}

#[tokio::test]
async fn words_that_were_erased_with_a_person_break_nothing() {
    const ERASE: &str = "update audit set detail = 'What this line said was erased with the person', \
                         salt = null where subject = 'candidate'";
    for fresh in fresh().await {
        let db = &fresh.db;
        let end = three(db).await;
        write(db, &[line(4, "candidate.commented", "Said of Ada: good")]).await;
        run(db, ERASE).await;
        let found = prove(db, OURS, None).await.unwrap();
        assert!(
            matches!(found, Proof::Broken { position: 1, .. }),
            "nothing says yet that somebody was erased"
        );
        write(db, &[line(5, "candidate.erased", "Erased a person and what was known of them")]).await;
        seal_all(db).await;
        let found = prove(db, OURS, Some(&end)).await.unwrap();
        assert!(matches!(found, Proof::Whole { emptied: 4, waiting: 0, .. }), "{found:?}");
        write(db, &[line(6, "job.opened", "Opened Welder")]).await;
        let found = prove(db, OURS, None).await.unwrap();
        assert!(matches!(found, Proof::Whole { emptied: 4, waiting: 1, .. }), "{found:?}");
        assert_eq!(late(db, at(7)).await.unwrap(), 1);
        assert_eq!(late(db, at(6)).await.unwrap(), 0);
    }
}
