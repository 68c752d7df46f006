//! Measuring screening: so many résumés of two pages read by real reader processes and scored, and a threshold moved
//! over all of them.
//!
//! The worker that is measured is the real program in a process of its own, and its readers are its children.

use std::{
    fmt, fs,
    time::{Duration, Instant},
};

use comfy_table::{Table, presets::ASCII_MARKDOWN};
use engine::screening::{Filter, criteria, list, preferences, rescore, threshold};
use model::{
    AttachmentId, JobId,
    application::Application,
    attachment::{Attachment, AttachmentKind},
    candidate::Candidate,
    job::StageKind,
    screening::{Asks, Criteria, Criterion, Degree, Need, Standing, Threshold},
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use screen::testing::{Form, Layout, facts, file, lay_out};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::{
    hiring::{application, attachment, candidate},
    testing::Fresh,
};
use tokio::time::sleep;

use super::memory::peak_mib;
use crate::{Stage, hire::Hire, hiring::Opening, process::cpu, stage::Scenery};

/// How many people are written in one transaction.
const PIECE: usize = 500;

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The kind of database.
    pub database: &'static str,
    /// How many résumés, half of them PDF and half Word.
    pub resumes: usize,
    /// From the start of the worker until nobody waits, in seconds.
    pub seconds: f64,
    /// CPU of the worker and its readers for each résumé, in milliseconds.
    pub cpu_ms_each: f64,
    /// The most memory that the worker held, without its readers, in MiB.
    pub peak_mib: f64,
    /// How many have no points, because there is not enough to tell or they can't be read.
    pub unscored: u64,
    /// Moving the threshold over all of them, in milliseconds.
    pub threshold_ms: f64,
    /// How many stand elsewhere after that.
    pub moved: u64,
    /// The first page of the list after that, in milliseconds.
    pub list_ms: f64,
}

/// Measures once.
///
/// # Panics
/// Where it can't be measured, or somebody was not scored.
pub async fn run(fresh: Fresh, database: &'static str, resumes: usize) -> Report {
    // Chooses the TLS provider, which the first client of a process needs even for plain HTTP.
    connect::Http::new(None).unwrap();
    let stage = Stage::on(fresh, Scenery::default()).await;
    let opening = stage.opening("Software Engineer").await;
    let job = opening.job.id;
    apply(&stage, &opening, resumes).await;
    let (app, boss) = (&stage.app, &stage.administrator);
    let version = criteria::save(app, boss, job, asks()).await.unwrap();
    criteria::activate(app, boss, job, version).await.unwrap();
    preferences::set(app, boss, job, everybody()).await.unwrap();
    assert_eq!(rescore::progress(app, boss, job).await.unwrap().waiting, resumes as u64);

    let began = Instant::now();
    let worker = stage.worker("bench-worker").await;
    while rescore::progress(app, boss, job).await.unwrap().waiting > 0 {
        sleep(Duration::from_millis(50)).await;
    }
    let seconds = began.elapsed().as_secs_f64();
    let spent = family_cpu(worker.process.pid).as_secs_f64();
    let peak_mib = peak_mib(&worker.process.pid.to_string());
    let (threshold_ms, moved, list_ms, unscored) = moved(&stage, job).await;
    let cpu_ms_each = 1_000.0 * spent / resumes as f64;
    Report { database, resumes, seconds, cpu_ms_each, peak_mib, unscored, threshold_ms, moved, list_ms }
}

async fn moved(stage: &Stage, job: JobId) -> (f64, u64, f64, u64) {
    let (app, boss) = (&stage.app, &stage.administrator);
    let before = list::list(app, boss, job, Filter::default(), None, 1).await.unwrap();
    let all: u64 = before.counts.values().sum();
    assert_eq!(all, rescore::progress(app, boss, job).await.unwrap().all, "everybody stands somewhere");
    let began = Instant::now();
    let moved = threshold::set_job(app, boss, job, Some(Threshold(30))).await.unwrap();
    let threshold_ms = 1_000.0 * began.elapsed().as_secs_f64();
    let began = Instant::now();
    let page = list::list(app, boss, job, Filter::default(), None, list::MOST).await.unwrap();
    let list_ms = 1_000.0 * began.elapsed().as_secs_f64();
    let more = page.counts[&Standing::PreQualified] - before.counts[&Standing::PreQualified];
    assert_eq!(more, moved, "whoever is said to have moved stands elsewhere");
    (threshold_ms, moved, list_ms, page.counts[&Standing::Unscored])
}

/// People with a résumé each, who apply for the job.
async fn apply(stage: &Stage, opening: &Opening, count: usize) {
    let (workspace, at) = (stage.administrator.workspace, stage.app.now());
    let mut dice = ChaCha8Rng::seed_from_u64(1);
    for first in (0..count).step_by(PIECE) {
        let (mut people, mut applications, mut files) = (vec![], vec![], vec![]);
        for nth in first..count.min(first + PIECE) {
            let person = Candidate { id: stage.id(), profile: Hire::number(nth + 1).profile };
            let page = lay_out(&facts(&mut dice), Layout::ALL[nth % Layout::ALL.len()], nth % 3 == 0);
            let bytes = file(&page, if nth % 2 == 0 { Form::Pdf } else { Form::Docx });
            files.push((resume(stage.id(), &person, &bytes, at), bytes));
            let stood = opening.stage(StageKind::Applied).id;
            let (id, job) = (stage.id(), opening.job.id);
            let made = Application { id, candidate: person.id, job, stage: stood, offer: Default::default() };
            applications.push((made, at, at));
            people.push((person, at));
        }
        let tx = stage.app.db.begin().await.unwrap();
        candidate::insert_many(&tx, workspace, &people).await.unwrap();
        application::insert_many(&tx, workspace, &applications).await.unwrap();
        for (file, bytes) in files {
            attachment::insert(&tx, workspace, &file, bytes).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

fn resume(id: AttachmentId, person: &Candidate, bytes: &[u8], at: jiff::Timestamp) -> Attachment {
    Attachment {
        id,
        candidate: person.id,
        kind: AttachmentKind::Resume,
        name: "resume".into(),
        content_type: "application/octet-stream".into(),
        size: bytes.len() as u64,
        sha256: hex::encode(Sha256::digest(bytes)),
        created_at: at,
    }
}

/// Criteria of each kind.
fn asks() -> Criteria {
    let any_of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let skill = |names: &[&str], months| Asks::Skill { any_of: any_of(names), months };
    let all = [
        (Need::Must, skill(&["Python"], Some(24))),
        (Need::Must, skill(&["SQL", "PostgreSQL"], None)),
        (Need::Preferred, skill(&["Kubernetes", "Docker"], None)),
        (Need::Preferred, skill(&["Project management"], None)),
        (Need::Must, Asks::Experience { months: 48, titled: vec![] }),
        (Need::Preferred, Asks::Title { any_of: any_of(&["Engineer", "Developer"]) }),
        (Need::Preferred, Asks::Education { at_least: Degree::Bachelor, fields: vec![] }),
        (Need::Nice, Asks::Language { code: "de".into(), at_least: None }),
        (Need::Nice, Asks::Words { any_of: any_of(&["customer", "stakeholder"]) }),
    ];
    let criteria = all.into_iter().enumerate().map(|(nth, (need, asks))| Criterion {
        id: format!("c{nth}"),
        need,
        weight: 5,
        asks,
    });
    Criteria { criteria: criteria.collect(), knock_outs: vec![] }
}

fn everybody() -> preferences::Chosen {
    preferences::Chosen {
        enabled: true,
        stages: vec![StageKind::Applied],
        sources: vec![],
        since: None,
        backfill: true,
        write_back: false,
        comment: false,
    }
}

/// CPU time of a process, of its children, and of those that it has waited for.
fn family_cpu(pid: u32) -> Duration {
    let fields = |pid: &str| -> Option<Vec<u64>> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The name in brackets may hold blanks; the fields after it are counted from the third.
        let fields = stat.rsplit_once(')')?.1.split_whitespace().map(|field| field.parse().unwrap_or(0));
        Some(fields.collect())
    };
    let waited = fields(&pid.to_string()).map_or(0, |all| all[13] + all[14]);
    let all =
        fs::read_dir("/proc").unwrap().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    let children = all.filter(|one| fields(one).is_some_and(|all| all[1] == u64::from(pid)));
    // Linux counts in hundredths of a second on every machine that this runs on.
    cpu(&pid.to_string())
        + children.map(|one| cpu(&one)).sum::<Duration>()
        + Duration::from_millis(waited * 10)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut table = Table::new();
        let title = format!("{}, {} résumés of two pages", self.database, self.resumes);
        table.load_style(ASCII_MARKDOWN).set_header([title.as_str(), "measured", "aim"]);
        let each = self.seconds / self.resumes.max(1) as f64;
        table.add_row(["read and scored", &format!("{:.1} s", self.seconds), "60 s for 10,000"]);
        table.add_row(["the same for each", &format!("{:.1} ms", 1_000.0 * each), "6 ms"]);
        table.add_row(["CPU for each, readers included", &format!("{:.1} ms", self.cpu_ms_each), ""]);
        table.add_row(["memory at most, without readers", &format!("{:.0} MiB", self.peak_mib), ""]);
        table.add_row(["without points", &self.unscored.to_string(), ""]);
        let moved = format!("{:.0} ms, {} stand elsewhere", self.threshold_ms, self.moved);
        table.add_row(["threshold moved", &moved, "1,000 ms for 10,000"]);
        table.add_row(["first page of the list after it", &format!("{:.0} ms", self.list_ms), ""]);
        writeln!(f, "{table}")
    }
}
