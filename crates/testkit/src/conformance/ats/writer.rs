//! Walking while somebody writes.

use std::collections::BTreeSet;

use jiff::SignedDuration;

use super::house::{House, Walk};

/// Rows are changed, made and taken away between the pages of a walk of everything: all that were there from the
/// beginning to the end are seen, or the totals tell that the walk was disturbed.
pub async fn beside_a_walk_of_everything(house: &House) {
    for (changed, made, gone) in
        [(true, false, false), (false, true, false), (false, false, true), (true, true, true)]
    {
        let there = house.walk(None, |_| {}).await.seen;
        let (mut created, mut removed) = (0, BTreeSet::new());
        house.wait(10);
        let walk = house
            .walk(None, |page| {
                let ids: Vec<_> = page.records.iter().map(|one| one.external_id.as_str()).collect();
                if changed {
                    house.touch(ids[ids.len() / 2], "Whitby");
                }
                if made {
                    house.add_like(ids[ids.len() * 3 / 5]);
                    created += 1;
                }
                if gone {
                    let gone = ids[ids.len() * 7 / 10];
                    house.remove(gone);
                    removed.insert(gone.to_owned());
                }
            })
            .await;
        let kept: BTreeSet<_> = there.difference(&removed).cloned().collect();
        let case = format!("changed {changed}, made {made}, gone {gone}");
        assert!(
            kept.is_subset(&walk.seen) || disturbed(&walk, created),
            "{case}: rows are missed in silence"
        );
        if !gone && !walk.totals.is_empty() {
            assert!(!disturbed(&walk, created), "{case}: nothing went, and the walk counts as disturbed");
        }
    }
}

/// Whether the totals tell that something went: the rule by which nothing is taken for gone.
fn disturbed(walk: &Walk, created: u64) -> bool {
    match (walk.totals.first(), walk.totals.last()) {
        (Some(first), Some(last)) => first + created != *last,
        // Where nothing is counted, nothing may be missed.
        _ => false,
    }
}

/// More rows than a page takes were changed, at once and over a while; they are changed again and taken away while
/// they are walked. Every one that stays is seen, in a walk that ends.
pub async fn beside_a_walk_of_changes(house: &House) {
    for seconds_for_all in [0, 100, 100_000] {
        house.wait(3600);
        let since = house.now() - SignedDuration::from_secs(1);
        let ids: Vec<_> = house.walk(None, |_| {}).await.seen.into_iter().take(1500).collect();
        for (place, id) in ids.iter().enumerate() {
            let later = SignedDuration::from_secs(seconds_for_all * place as i64 / 1500);
            house.touch_at(id, "Robin Hood's Bay", house.now() + later);
        }
        house.wait(seconds_for_all.unsigned_abs() + 60);
        let mut removed = BTreeSet::new();
        let walk = house
            .walk(Some(since), |page| {
                let ids: Vec<_> = page.records.iter().map(|one| one.external_id.as_str()).collect();
                house.wait(1);
                // A second time for one that was seen, so that all behind it move up; and another one goes.
                if !removed.contains(ids[3]) {
                    house.touch(ids[3], "Sandsend");
                }
                if removed.insert(ids[7].to_owned()) {
                    house.remove(ids[7]);
                }
            })
            .await;
        let missed: Vec<_> =
            ids.iter().filter(|id| !removed.contains(*id) && !walk.seen.contains(*id)).collect();
        assert_eq!(missed, Vec::<&String>::new(), "over {seconds_for_all} s");
    }
}

/// A record whose time lies in the future hides nothing that is changed now.
pub async fn a_time_to_come(house: &House) {
    house.wait(3600);
    let since = house.now() - SignedDuration::from_secs(60);
    let (ahead, old) = (house.untouched(), house.untouched());
    house.touch_at(&ahead, "Tomorrow", house.now() + SignedDuration::from_hours(24 * 365));
    house.touch(&old, "Whitby");
    let walk = house.walk(Some(since), |_| {}).await;
    assert!(walk.seen.contains(&old) && walk.seen.contains(&ahead) && walk.pages == 1);
}
