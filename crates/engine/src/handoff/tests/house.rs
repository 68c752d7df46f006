//! A company with a job, hired people and a connection, on each database.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use connect::{Connector, Credentials, Http, clock::HeldClock, hosts::Sandboxes};
use jiff::Timestamp;
use model::{
    ApplicationId, CandidateId, ConnectionId, HandoffId,
    access::Role,
    application::Application,
    attachment::{Attachment, AttachmentKind},
    candidate::{Candidate, Profile},
    connection::SendOptions,
    handoff::HandoffState,
    hire::HireRecord,
    job::{Job, JobStatus, Stage, StageKind, Workflow},
    workspace::WorkspaceKind,
};
use store::{
    hiring,
    integrations::{handoff::Handoff, ledger::Entry},
    seal::Vault,
    task::Task,
    testing::{Fresh, fresh},
    workspace::Workspace,
};

use super::memory::MemoryHr;
use crate::{
    Actor, App,
    app::Parts,
    dice::Dice,
    handoff::{
        deliver::Delivery,
        get::{Story, get},
        send::{Request, send},
    },
    integrations::{
        add::add,
        check::check,
        configure::{Configuration, configure},
        toggle::enable,
    },
    people::password::PasswordCost,
    screening::reading::InProcess,
    work::{LEASE, run_due},
};

/// The company.
pub(crate) struct House {
    pub app: Arc<App>,
    pub clock: Arc<HeldClock>,
    pub hr: Arc<MemoryHr>,
    pub recruiter: Actor,
    pub administrator: Actor,
    pub connection: ConnectionId,
    pub workflow: Workflow,
    job: Job,
    fresh: Fresh,
}

/// One company for each kind of database of this run, its connection enabled.
pub(crate) async fn houses() -> Vec<House> {
    let mut houses = Vec::new();
    for fresh in fresh().await {
        houses.push(House::on(fresh).await);
    }
    houses
}

impl House {
    async fn on(fresh: Fresh) -> Self {
        let clock = Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let hr = Arc::new(MemoryHr::default());
        let base = "http://127.0.0.1:9".parse().unwrap();
        let app = Arc::new(App::new(Parts {
            db: fresh.db.clone(),
            clock: clock.clone(),
            dice: Dice::from_seed([7; 32]),
            http: Http::new(None).unwrap(),
            connectors: vec![Arc::clone(&hr) as Arc<dyn Connector>],
            sandboxes: Sandboxes(BTreeMap::from([("memory".to_owned(), base)])),
            vault: Vault::new(["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]).unwrap(),
            password_cost: PasswordCost::QUICK,
            resumes: Arc::new(InProcess),
        }));
        let workspace = Workspace {
            id: app.id(),
            name: "Fjordlys".into(),
            kind: WorkspaceKind::Sandbox,
            created_at: app.now(),
        };
        let actor = |role: Role, name: &str| Actor {
            workspace: workspace.id,
            kind: WorkspaceKind::Sandbox,
            user: None,
            name: name.into(),
            role,
            origin: "192.0.2.1".into(),
        };
        let stages = StageKind::ALL.into_iter().enumerate().map(|(position, kind)| Stage {
            id: app.id(),
            name: kind.as_str().into(),
            kind,
            position: position as i32,
        });
        let workflow = Workflow { id: app.id(), name: "Usual".into(), stages: stages.collect() };
        let job = Job {
            id: app.id(),
            title: "Nurse".into(),
            status: JobStatus::Open,
            workflow: workflow.id,
            department: "Ward 3".into(),
            division: String::new(),
            location: "London".into(),
            employment_type: String::new(),
            description: String::new(),
        };
        let tx = app.db.begin().await.unwrap();
        store::workspace::insert(&tx, &workspace).await.unwrap();
        hiring::workflow::insert(&tx, workspace.id, &workflow, app.now()).await.unwrap();
        hiring::job::insert(&tx, workspace.id, &job, app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let administrator = actor(Role::Administrator, "Ingrid Solbakken");
        let typed = Credentials::new([
            ("subdomain".to_owned(), "acme".into()),
            ("api_key".to_owned(), "k-123".into()),
        ]);
        let connection = add(&app, &administrator, "memory", "Acme HR", &typed).await.unwrap();
        check(&app, &administrator, connection).await.unwrap();
        enable(&app, &administrator, connection).await.unwrap();
        let recruiter = actor(Role::Recruiter, "Rafael Mendes");
        Self { app, clock, hr, recruiter, administrator, connection, workflow, job, fresh }
    }

    /// Which database this is, for a failure's message.
    pub fn kind(&self) -> &str {
        self.fresh.address.split(':').next().unwrap_or_default()
    }

    /// The id of a stage.
    pub fn stage(&self, kind: StageKind) -> &Stage {
        self.workflow.stages.iter().find(|stage| stage.kind == kind).unwrap()
    }

    /// Somebody in a stage of that kind, with a résumé.
    pub async fn person(&self, first: &str, kind: StageKind) -> (CandidateId, ApplicationId) {
        let profile = Profile {
            first_name: first.into(),
            last_name: "Example".into(),
            email: format!("{}@example.org", first.to_lowercase()),
            phone: "+44 20 7946 0018".into(),
            ..Default::default()
        };
        let candidate = Candidate { id: self.app.id(), profile };
        let application = Application {
            id: self.app.id(),
            candidate: candidate.id,
            job: self.job.id,
            stage: self.stage(kind).id,
            offer: Default::default(),
        };
        let resume = Attachment {
            id: self.app.id(),
            candidate: candidate.id,
            kind: AttachmentKind::Resume,
            name: format!("{first}.pdf"),
            content_type: "application/pdf".into(),
            size: 4,
            sha256: "00".into(),
            created_at: self.app.now(),
        };
        let (space, now) = (self.recruiter.workspace, self.app.now());
        let tx = self.app.db.begin().await.unwrap();
        hiring::candidate::insert(&tx, space, &candidate, now).await.unwrap();
        hiring::application::insert(&tx, space, &application, now).await.unwrap();
        hiring::attachment::insert(&tx, space, &resume, b"%PDF".to_vec()).await.unwrap();
        tx.commit().await.unwrap();
        (candidate.id, application.id)
    }

    /// Somebody hired.
    pub async fn hired(&self, first: &str) -> CandidateId {
        self.person(first, StageKind::Hired).await.0
    }

    /// A request with what is known.
    pub fn request(&self, candidate: CandidateId, key: &str) -> Request {
        Request { candidate, connection: self.connection, application: None, values: None, key: key.into() }
    }

    /// Sends with what is known.
    pub async fn send(&self, candidate: CandidateId, key: &str) -> HandoffId {
        send(&self.app, &self.recruiter, self.request(candidate, key)).await.unwrap()
    }

    /// Works off what is due until nothing is.
    pub async fn work(&self) {
        while run_due(&self.app, "worker").await.unwrap() > 0 {}
    }

    /// Lets time pass, then works.
    pub async fn later(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.work().await;
    }

    /// How a hand-off stands.
    pub async fn story(&self, id: HandoffId) -> Story {
        get(&self.app, &self.recruiter, id).await.unwrap()
    }

    /// How a hand-off stands, without its steps.
    pub async fn handoff(&self, id: HandoffId) -> Handoff {
        self.story(id).await.handoff
    }

    /// Where a hand-off stands.
    pub async fn state(&self, id: HandoffId) -> HandoffState {
        self.handoff(id).await.state
    }

    /// Claims the one task that is due, as a worker that will die does.
    pub async fn claim(&self) -> Task {
        store::task::claim(&self.app.db, "mortal", self.app.now(), LEASE, 1).await.unwrap().remove(0)
    }

    /// Takes the one hand-off that is due into the hands of a worker that will die.
    pub async fn begin(&self) -> Delivery {
        let task = self.claim().await;
        Delivery::begin(&self.app, "mortal", &task).await.unwrap().unwrap()
    }

    /// The worker died: its claim runs out, another goes on.
    pub async fn after_its_death(&self) {
        self.later(LEASE.as_secs() + 1).await;
    }

    /// Sets the connection's options.
    pub async fn options(&self, options: SendOptions) {
        let new = Configuration { options, ..Default::default() };
        configure(&self.app, &self.administrator, self.connection, &new).await.unwrap();
    }
}

/// The words of a ledger.
pub(crate) fn words(steps: &[Entry]) -> Vec<String> {
    steps.iter().map(|entry| format!("{} {}", entry.step.as_str(), entry.state.as_str())).collect()
}

/// A record out of pairs.
pub(crate) fn record(pairs: &[(&str, &str)]) -> HireRecord {
    HireRecord(pairs.iter().map(|(key, value)| ((*key).into(), (*value).into())).collect())
}
