//! A job that asks for something, and people with scores: what the pages of screening show.

use engine::{
    hiring::{apply::apply, jobs, workflows},
    screening::{Decision, Screened, criteria},
};
use model::{
    JobId,
    access::Role,
    application::Application,
    candidate::{Candidate, Profile},
    job::{JobStatus, StageKind},
    screening::{
        Asks, Contact, Criteria, Criterion, Document, DocumentKind, KnockOutResult, Need, Quote, QuoteSource,
        Reason, ResumeProfile, Score, Span, Standing, Verdict,
    },
};
use store::screening::{reading, result};

use crate::stage::{Stage, stage};

/// What everybody's résumé says.
pub const RESUME: &str = "Welder & fitter\nSix years of welding <on deck>\nEnglish";

/// A job that asks for welding, in a version that is in use.
pub struct House {
    pub stage: Stage,
    pub job: JobId,
}

/// Makes the house.
pub async fn house() -> House {
    let stage = stage().await;
    let (app, boss) = (&stage.app, stage.actor(Role::Administrator));
    let stages = [("New", StageKind::Applied), ("Look", StageKind::Review), ("In", StageKind::Hired)]
        .map(|(name, kind)| workflows::TypedStage { id: None, name: name.into(), kind });
    let flow = workflows::create(app, boss, "Yard hiring", &stages).await.unwrap();
    let typed = jobs::TypedJob {
        title: "Welder & Co".into(),
        workflow: Some(flow.id),
        description: "Requirements:\n- 3 years of welding\n- Fluent English\n\nNice to have:\n- SQL".into(),
        ..Default::default()
    };
    let job = jobs::create(app, boss, &typed).await.unwrap().id;
    jobs::set_status(app, boss, job, JobStatus::Open).await.unwrap();
    House { stage, job }
}

/// What the job asks for.
pub fn asks() -> Criteria {
    let criterion = |id: &str, need, asks| Criterion { id: id.into(), need, weight: 5, asks };
    let welding = Asks::Skill { any_of: vec!["Welding".into()], months: Some(36) };
    let german = Asks::Language { code: "de".into(), at_least: None };
    Criteria {
        criteria: vec![criterion("weld", Need::Must, welding), criterion("german", Need::Nice, german)],
        knock_outs: vec![],
    }
}

impl House {
    /// Lets the job ask for something.
    pub async fn asking(self) -> Self {
        let (app, boss) = (&self.stage.app, self.stage.actor(Role::Administrator));
        criteria::save(app, boss, self.job, asks()).await.unwrap();
        criteria::activate(app, boss, self.job, 1).await.unwrap();
        self
    }

    /// Somebody who applied.
    pub async fn applicant(&self, first: &str) -> Application {
        let (app, boss) = (&self.stage.app, self.stage.actor(Role::Administrator));
        let profile = Profile { first_name: first.into(), last_name: "Lopez".into(), ..Profile::default() };
        let person = Candidate { id: app.id(), profile };
        let tx = app.db.begin().await.unwrap();
        store::hiring::candidate::insert(&tx, boss.workspace, &person, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        apply(app, boss, person.id, self.job).await.unwrap()
    }

    /// Keeps what screening found of somebody.
    pub async fn keep(&self, known: Screened) {
        let workspace = self.stage.actor(Role::Administrator).workspace;
        let tx = self.stage.app.db.begin().await.unwrap();
        result::put_many(&tx, workspace, &[known]).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody who applied and has so many points, with a résumé that shows welding.
    pub async fn scored(&self, first: &str, points: u8) -> Application {
        let of = self.applicant(first).await;
        let file = format!("{:064}", 7);
        let known = Screened::new(of.id, of.job);
        self.keep(Screened {
            score: Some(score(points)),
            criteria_version: Some(1),
            resume: Some(file.clone()),
            scored_at: Some(self.stage.app.now()),
            ..known
        })
        .await;
        let workspace = self.stage.actor(Role::Administrator).workspace;
        let read = reading::Reading {
            sha256: file,
            reader: "test".into(),
            read_at: self.stage.app.now(),
            outcome: Ok(profile()),
        };
        let tx = self.stage.app.db.begin().await.unwrap();
        reading::put_many(&tx, workspace, &[read]).await.unwrap();
        tx.commit().await.unwrap();
        of
    }

    /// The address of a page of the job's screening.
    pub fn at(&self, page: &str) -> String {
        format!("/jobs/{}/screening{page}", self.job)
    }
}

/// A score of so many points, whose one reason quotes the résumé.
pub fn score(points: u8) -> Score {
    let at = u32::try_from(RESUME.find("Six years").unwrap()).unwrap();
    let text = "Six years of welding <on deck>";
    let span = Span { start: at, end: at + u32::try_from(text.len()).unwrap() };
    let reason = |criterion: &str, verdict, share, quotes| Reason {
        criterion: criterion.into(),
        verdict,
        matched_by: None,
        share,
        sentence: format!("About {criterion}."),
        quotes,
        would_change: Some("A line that says so.".into()),
    };
    let quote = Quote { text: text.into(), source: QuoteSource::Resume { span, page: 1 } };
    Score {
        points: Some(points),
        judged: 100,
        reasons: vec![
            reason("weld", Verdict::Met, 100, vec![quote]),
            reason("german", Verdict::NotShown, 0, vec![]),
        ],
        knock_outs: vec![],
        summary: "Shows welding.".into(),
        scorer: "test 1".into(),
        input: format!("{points:064}"),
    }
}

/// A rule that sets aside.
pub fn aside() -> KnockOutResult {
    let sentence = "Asked for a licence, answered “no”.".into();
    KnockOutResult { rule: "licence".into(), aside: Some(true), sentence }
}

/// A person's word.
pub fn said(standing: Standing, at: jiff::Timestamp) -> Decision {
    Decision { standing, by: "Recruiter Person".into(), by_id: None, at, why: "Met them.".into() }
}

fn profile() -> ResumeProfile {
    ResumeProfile {
        document: Document { kind: DocumentKind::Text, text: RESUME.into(), pages: vec![0] },
        contact: Contact::default(),
        sections: vec![],
        positions: vec![],
        education: vec![],
        skills: vec![],
        languages: vec![],
        certificates: vec![],
        months: None,
    }
}
