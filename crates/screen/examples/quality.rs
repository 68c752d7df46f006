//! Prints precision and recall of screening by kind of criterion, against two baselines, and the speed of scoring:
//! `cargo run --release -p screen --example quality`.

#[path = "../tests/quality/mod.rs"]
mod quality;

use std::time::Instant;

use model::screening::Criteria;
use quality::measure::{self, AS_OF, Table};
use quality::set;
use screen::score::{Application, score};
use screen::skills::Taxonomy;
use screen::{blind, profile};

fn main() {
    let pairs = set::pairs(400);
    let (ours, faults) = measure::ours(&pairs);
    let (keywords, bm25) = (measure::keywords(&pairs), measure::bm25(&pairs));
    println!(
        "| Criterion | Precision | Recall | Keyword count: precision, recall | BM25: precision, recall |"
    );
    println!("|---|---|---|---|---|");
    for kind in ours.keys() {
        let of = |table: &Table| format!("{:.3}, {:.3}", table[kind].precision(), table[kind].recall());
        let own = &ours[kind];
        println!(
            "| {kind} | {:.3} | {:.3} | {} | {} |",
            own.precision(),
            own.recall(),
            of(&keywords),
            of(&bm25)
        );
    }
    faults.iter().for_each(|fault| println!("{fault}"));

    let taxonomy = Taxonomy::shipped();
    let read =
        |pair: &set::Pair| blind::blind(&profile::read(pair.resume.clone(), AS_OF, taxonomy), taxonomy);
    let resumes: Vec<_> = pairs.iter().map(read).collect();
    let criteria = Criteria { criteria: pairs[0].criteria.clone(), knock_outs: vec![] };
    let begin = Instant::now();
    let mut points = 0_u64;
    for resume in resumes.iter().cycle().take(10_000) {
        let application = Application { resume: Some(resume), answers: &[], fields: &[] };
        points += u64::from(score(&application, &criteria, AS_OF, None).points.unwrap_or(0));
    }
    println!("10,000 profiles scored in {:.2} s (sum of points {points})", begin.elapsed().as_secs_f64());
}
