//! Every table is spoken for, and what goes really goes.

use std::collections::BTreeSet;

use super::*;
use crate::{backup, hiring::tests::OURS, screening::tests::applicants, testing::fresh};

#[test]
fn every_table_is_spoken_for() {
    let told: BTreeSet<&str> = TABLES.iter().map(|(table, _)| *table).collect();
    let known: BTreeSet<&str> = backup::table_names().into_iter().collect();
    assert_eq!(told, known, "say in TABLES what becomes of each table when a person is erased");
}

#[test]
fn what_is_said_of_a_table_is_done_with_it() {
    // These are erased by content, or keep their chain: the engine's use case does it and its tests prove it.
    const ELSEWHERE: [&str; 13] = [
        "import",
        "letter",
        "screening_reading",
        "screening_ledger",
        "pool_profile",
        "pool_record",
        "pool_key",
        "pool_question",
        "pool_file",
        "pool_import",
        "pool_listed",
        "pool_told",
        "crm_export_item",
    ];
    let all: Vec<&str> = STEPS.iter().map(|(_, sql)| *sql).chain(MENTIONS.iter().map(|m| m.2)).collect();
    for (table, fate) in TABLES.iter().filter(|(table, _)| !ELSEWHERE.contains(table)) {
        let begins = |verb: &str| all.iter().any(|sql| sql.starts_with(&format!("{verb} {table} ")));
        let whole = |verb: &str| all.iter().any(|sql| *sql == format!("{verb} {table}"));
        let deleted = begins("delete from") || whole("delete from");
        assert_eq!(deleted, *fate == Fate::Goes, "{table}");
        assert_eq!(begins("update"), *fate == Fate::Emptied, "{table}");
    }
}

#[tokio::test]
async fn a_record_goes_with_those_merged_into_it_and_no_other() {
    use crate::hiring::candidate;
    for fresh in fresh().await {
        let db = &fresh.db;
        applicants(db, 4).await;
        let id = |n: u128| CandidateId(Uuid::from_u128(500_000 + n));
        let tx = db.begin().await.unwrap();
        candidate::set_merged_into(&tx, OURS, id(1), Some(id(0))).await.unwrap();
        candidate::set_merged_into(&tx, OURS, id(2), Some(id(1))).await.unwrap();
        let mut all = people(&tx, OURS, id(0)).await.unwrap();
        all.sort_unstable();
        assert_eq!(all, [id(0), id(1), id(2)]);
        let gone = erase(&tx, OURS, &all).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!((gone["records"], gone["applications"]), (3, 3));
        let left = candidate::of_ids(db, OURS, &[id(0), id(1), id(2), id(3)]).await.unwrap();
        assert_eq!(left.into_keys().collect::<Vec<_>>(), [id(3)]);
    }
}
