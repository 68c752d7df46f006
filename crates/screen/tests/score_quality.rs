//! Floors of quality: whoever changes reading or scoring sees at once when it gets worse.

mod quality;

use quality::{measure, set};

#[test]
fn precision_and_recall_stay_above_their_floors_and_above_both_baselines() {
    let pairs = set::pairs(400);
    let (ours, faults) = measure::ours(&pairs);
    let (keywords, bm25) = (measure::keywords(&pairs), measure::bm25(&pairs));
    for (kind, counts) in &ours {
        let (precision, recall) = (counts.precision(), counts.recall());
        assert!(
            precision >= 0.90 && recall >= 0.90,
            "{kind}: {precision:.2} {recall:.2}\n{}",
            faults.join("\n")
        );
        assert!(
            counts.f1() > keywords[kind].f1() && counts.f1() > bm25[kind].f1(),
            "{kind}: no better than a baseline"
        );
    }
}

#[test]
fn every_kind_has_pairs_that_meet_it_and_pairs_that_do_not() {
    let pairs = set::pairs(400);
    let mut counts = std::collections::BTreeMap::<_, [u32; 2]>::new();
    for (criterion, met) in pairs.iter().flat_map(|pair| pair.criteria.iter().zip(&pair.met)) {
        counts.entry(measure::kind(&criterion.asks)).or_default()[usize::from(*met)] += 1;
    }
    assert_eq!(counts.len(), 7);
    assert!(counts.values().flatten().all(|count| *count >= 90), "{counts:?}");
}
