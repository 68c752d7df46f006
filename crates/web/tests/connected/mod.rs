//! A hub with a vendor's sandbox within reach and a hired person: for the tests of what goes to other systems.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Method, Request, StatusCode, header},
};
use connect::{Clock, Http, clock::SystemClock, hosts::Sandboxes};
use engine::{
    App,
    app::Parts,
    dice::Dice,
    hiring::{
        add_candidate::add_candidate, apply::apply, jobs, move_application::move_application, workflows,
    },
    people::{NewSession, Visitor, accept_invitation, invite, password::PasswordCost, setup},
    screening::reading::InProcess,
    work::run_due,
};
use model::{
    CandidateId,
    access::Role,
    candidate::Profile,
    job::{JobStatus, StageKind},
    workspace::WorkspaceKind,
};
use sandbox::{Announcement, Host, Options};
use secrecy::ExposeSecret;
use store::{seal::Vault, testing::Fresh};
use tower::ServiceExt;
use web::{Web, router::router};

/// The vendor whose sandbox the tests speak to.
pub const VENDOR: &str = "bamboohr";

/// A hub with a sandbox.
pub struct Connected {
    pub app: Arc<App>,
    pub host: Host,
    pub administrator: NewSession,
    pub recruiter: NewSession,
    pub manager: NewSession,
    router: Router,
    _database: Fresh,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Answer {
    /// The identifier at the end of where it leads.
    pub fn id(&self) -> &str {
        self.location.rsplit('/').next().unwrap()
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> String {
        let start = format!("type=\"hidden\" name=\"{name}\" value=\"");
        let rest = self.body.split(&start).nth(1).unwrap_or_else(|| panic!("no {name} in {}", self.body));
        rest.split('"').next().unwrap().to_owned()
    }
}

impl Connected {
    /// A hub on SQLite: what a page shows does not depend on the database, which the engine's tests cover.
    pub async fn new() -> Self {
        let database = store::testing::fresh().await.remove(0);
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let host = Host::start(vendors::registry::stand_ins(), Options::default(), Arc::clone(&clock))
            .await
            .unwrap();
        let reach = host.announcements().into_iter().map(|one| (one.vendor, one.base_url.parse().unwrap()));
        let app = Arc::new(App::new(Parts {
            db: database.db.clone(),
            clock,
            dice: Dice::from_seed([7; 32]),
            http: Http::new(None).unwrap(),
            connectors: vendors::registry::connectors(),
            sandboxes: Sandboxes(reach.collect::<BTreeMap<_, _>>()),
            vault: Vault::new(["AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]).unwrap(),
            password_cost: PasswordCost::QUICK,
            resumes: Arc::new(InProcess),
        }));
        let administrator = first(&app).await;
        let recruiter = colleague(&app, &administrator, Role::Recruiter).await;
        let manager = colleague(&app, &administrator, Role::HiringManager).await;
        let router = router(Web { app: Arc::clone(&app), https: false, metrics: Arc::new(String::new) });
        Self { app, host, administrator, recruiter, manager, router, _database: database }
    }

    /// The sandbox and its key.
    pub fn sandbox(&self) -> Announcement {
        self.host.announcements().into_iter().find(|one| one.vendor == VENDOR).unwrap()
    }

    /// The form that connects the sandbox with its own key.
    pub fn credentials(&self) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(self.sandbox().credentials);
        form.finish()
    }

    /// A connection, enabled.
    pub async fn connect(&self) -> String {
        self.connect_as("").await
    }

    /// A connection of that name, enabled; the vendor's own where it is empty.
    pub async fn connect_as(&self, name: &str) -> String {
        let mut form = url::form_urlencoded::Serializer::new(self.credentials());
        let form = form.append_pair("connection_name", name).finish();
        let added =
            self.post(&self.administrator, &format!("/settings/integrations/new/{VENDOR}"), &form).await;
        let enabled = self.post(&self.administrator, &format!("{}/enable", added.location), "").await;
        assert_eq!(enabled.status, StatusCode::SEE_OTHER);
        added.id().to_owned()
    }

    /// Somebody hired.
    pub async fn hired(&self, first: &str) -> CandidateId {
        self.person(first, StageKind::Hired).await
    }

    /// Somebody in a stage of that kind.
    pub async fn person(&self, first: &str, kind: StageKind) -> CandidateId {
        let actor = &self.administrator.actor;
        let all = jobs::list(&self.app, actor).await.unwrap();
        let job = match all.into_iter().next() {
            Some(counted) => counted.job,
            None => {
                let workflow = self.workflow().await;
                let typed =
                    jobs::TypedJob { title: "Nurse".into(), workflow: Some(workflow), ..Default::default() };
                let job = jobs::create(&self.app, actor, &typed).await.unwrap();
                jobs::set_status(&self.app, actor, job.id, JobStatus::Open).await.unwrap()
            }
        };
        let profile = Profile {
            first_name: first.into(),
            last_name: "Example".into(),
            email: format!("{}@example.org", first.to_lowercase()),
            ..Default::default()
        };
        let id = add_candidate(&self.app, actor, &profile).await.unwrap();
        let application = apply(&self.app, actor, id, job.id).await.unwrap();
        let workflow = workflows::get(&self.app, actor, job.workflow).await.unwrap();
        let stage = workflow.stages.iter().find(|stage| stage.kind == kind).unwrap();
        move_application(&self.app, actor, application.id, stage.id).await.unwrap();
        id
    }

    async fn workflow(&self) -> model::WorkflowId {
        let actor = &self.administrator.actor;
        if let Some(known) = workflows::list(&self.app, actor).await.unwrap().first() {
            return known.id;
        }
        let stages: Vec<_> = StageKind::ALL
            .into_iter()
            .map(|kind| workflows::TypedStage { id: None, name: kind.as_str().into(), kind })
            .collect();
        workflows::create(&self.app, actor, "Usual", &stages).await.unwrap().id
    }

    /// Works off what is due.
    pub async fn work(&self) {
        while run_due(&self.app, "test").await.unwrap() > 0 {}
    }

    /// Takes the key away from whoever made it, as the vendor's site does.
    pub fn revoke_key(&self) {
        self.host.world(VENDOR).unwrap().change(|documents| {
            for user in documents["users"].as_object_mut().unwrap().values_mut() {
                user["apiKey"] = "another".into();
            }
        });
    }

    /// Every employee of the sandbox with that private address.
    pub fn employees(&self, email: &str) -> usize {
        let world = self.host.world(VENDOR).unwrap();
        world.read(|documents| {
            let all = documents["employees"].as_object().unwrap();
            all.values().filter(|employee| employee["fields"]["homeEmail"] == email).count()
        })
    }

    /// Shows a page.
    pub async fn get(&self, who: &NewSession, path: &str) -> Answer {
        self.ask(who, Method::GET, path, "").await
    }

    /// Posts a form.
    pub async fn post(&self, who: &NewSession, path: &str, form: &str) -> Answer {
        self.ask(who, Method::POST, path, form).await
    }

    async fn ask(&self, who: &NewSession, method: Method, path: &str, form: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "hub.test")
            .header(header::COOKIE, format!("gangway={}", who.token.expose_secret()))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// A request made by hand.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let location = response.headers().get(header::LOCATION);
        let location = location.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
        let body = to_bytes(response.into_body(), 64 * 1024 * 1024).await.unwrap();
        Answer { status, location, body: String::from_utf8_lossy(&body).into_owned() }
    }
}

fn here() -> Visitor {
    Visitor { address: "192.0.2.1".into(), user_agent: "test".into() }
}

async fn first(app: &App) -> NewSession {
    let link = setup::one_time_link(app).await.unwrap().unwrap();
    let first = setup::First {
        company: "Fjordlys".into(),
        kind: WorkspaceKind::Sandbox,
        name: "Ingrid Solbakken".into(),
        email: "ingrid@example.com".into(),
        password: "correct-horse-battery".into(),
    };
    setup::create_first(app, link.expose_secret(), &first, &here()).await.unwrap()
}

async fn colleague(app: &App, by: &NewSession, role: Role) -> NewSession {
    let email = format!("{}@example.com", role.as_str());
    let (_, link) = invite::invite(app, &by.actor, &email, role).await.unwrap();
    let password = "correct-horse-battery".into();
    let link = link.expose_secret();
    accept_invitation::accept_invitation(app, link, role.label(), &password, &here()).await.unwrap()
}
