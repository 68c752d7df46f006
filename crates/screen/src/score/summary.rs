//! A score in two or three sentences.

use model::screening::{Criterion, Reason, Verdict};

use super::tell::asked;

/// How many criteria a sentence names.
const NAMED: usize = 3;

/// What is shown, what is not, what is open; the weightiest first.
pub fn summary(criteria: &[Criterion], reasons: &[Reason], points: Option<u8>) -> String {
    let mut order: Vec<usize> = (0..criteria.len().min(reasons.len())).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(criteria[at].counts()));
    let of = |verdict: Verdict| -> Vec<String> {
        let of = order.iter().filter(|&&at| reasons[at].verdict == verdict);
        of.map(|&at| asked(&criteria[at].asks)).collect()
    };
    let (met, partly, not, open) =
        (of(Verdict::Met), of(Verdict::Partly), of(Verdict::NotShown), of(Verdict::NotEnoughData));
    let mut sentences = Vec::new();
    if met.is_empty() {
        sentences.push(format!("Shows none of {} criteria in full", criteria.len()));
    } else {
        sentences.push(format!("Shows {} of {}: {}", met.len(), criteria.len(), list(&met)));
    }
    if let Some(last) = sentences.last_mut().filter(|_| !partly.is_empty()) {
        last.push_str(&format!("; in part: {}", list(&partly)));
    }
    if !not.is_empty() {
        sentences.push(format!("Not shown: {}", list(&not)));
    }
    match (open.is_empty(), points) {
        (false, None) => sentences.push(format!("Too little can be told for points: {} open", list(&open))),
        (false, Some(_)) => sentences.push(format!("Open, and counted neither way: {}", list(&open))),
        (true, _) => {}
    }
    sentences.join(". ") + "."
}

fn list(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMED);
    let named = names[..names.len() - more].join(", ");
    if more == 0 { named } else { format!("{named} and {more} more") }
}
