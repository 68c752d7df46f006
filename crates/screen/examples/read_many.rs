//! How fast résumés are read: ten thousand of two pages, half PDF and half Word, on two threads.
//!
//! `cargo run --release -p screen --features testing --example read_many -- 10000`

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use model::screening::Month;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use screen::{
    blind, profile, read,
    skills::Taxonomy,
    testing::{Form, Layout, facts, file, lay_out},
};

const AS_OF: Month = Month { year: 2026, month: 1 };
const THREADS: usize = 2;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    let files: Vec<Vec<u8>> = (0..count)
        .map(|nth| {
            let page = lay_out(&facts(&mut dice), Layout::ALL[nth % 5], nth % 3 == 0);
            file(&page, if nth % 2 == 0 { Form::Pdf } else { Form::Docx })
        })
        .collect();
    let taxonomy = Taxonomy::shipped();
    taxonomy.find("ready");
    let begun = (Instant::now(), cpu());
    let read = timed(&files, |bytes| read::read(bytes).is_ok_and(|document| !document.text.is_empty()));
    report("read", count, read, begun);
    let begun = (Instant::now(), cpu());
    let read = timed(&files, |bytes| {
        let Ok(document) = read::read(bytes) else { return false };
        let profile = profile::read(document, AS_OF, taxonomy);
        let seen = blind::blind(&profile, taxonomy);
        !seen.positions.is_empty() && !seen.skills.is_empty()
    });
    report("read, profiled and blinded", count, read, begun);
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or("VmHWM: unknown");
    println!(
        "memory at most {} (the files themselves are {} MB of it)",
        peak[6..].trim(),
        files.iter().map(Vec::len).sum::<usize>() >> 20
    );
}

/// How many files came out well.
fn timed(files: &[Vec<u8>], work: impl Fn(&[u8]) -> bool + Sync) -> usize {
    let (next, well) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                while let Some(bytes) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    well.fetch_add(usize::from(work(bytes)), Ordering::Relaxed);
                }
            });
        }
    });
    well.into_inner()
}

fn report(what: &str, count: usize, well: usize, begun: (Instant, u64)) {
    let (wall, cpu) = (begun.0.elapsed().as_secs_f64(), (cpu() - begun.1) as f64 / 100.0);
    println!(
        "{what}: {well} of {count} in {wall:.1} s, {cpu:.1} s of computing, {:.0} a second",
        count as f64 / wall
    );
}

/// Hundredths of a second that this process has computed.
fn cpu() -> u64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    [11, 12].iter().filter_map(|nth| fields.get(*nth)?.parse::<u64>().ok()).sum()
}
