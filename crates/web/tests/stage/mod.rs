//! A hub without a network: an app on a fresh database, someone signed in for each role, requests by hand.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use connect::{
    Connector, Http,
    clock::{Clock, HeldClock},
    hosts::Sandboxes,
};
use engine::{
    Actor, App,
    app::Parts,
    dice::Dice,
    people::{NewSession, Visitor, accept_invitation, invite, password::PasswordCost, setup},
    screening::reading::InProcess,
};
use model::{access::Role, workspace::WorkspaceKind};
use secrecy::ExposeSecret;
use store::{seal::Vault, testing::Fresh};
use tower::ServiceExt;
use web::{Web, router::router};

/// What everyone signs in with.
pub const PASSWORD: &str = "correct-horse-battery";

/// A hub with a company and someone of each role.
pub struct Stage {
    pub app: Arc<App>,
    pub clock: Arc<HeldClock>,
    pub router: Router,
    pub sessions: BTreeMap<Role, NewSession>,
    _database: Fresh,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

fn nowhere() -> url::Url {
    "http://127.0.0.1:9".parse().unwrap()
}

/// A stage on SQLite only: what a page shows does not depend on the database, which the engine's tests cover.
pub async fn stage() -> Stage {
    stage_with(vec![]).await
}

/// A stage whose app can connect to these systems.
pub async fn stage_with(connectors: Vec<Arc<dyn Connector>>) -> Stage {
    let database = store::testing::fresh().await.remove(0);
    let clock = Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse().unwrap()));
    let app = Arc::new(App::new(Parts {
        db: database.db.clone(),
        clock: Arc::clone(&clock) as Arc<dyn Clock>,
        dice: Dice::from_seed([7; 32]),
        http: Http::new(None).unwrap(),
        // Within reach by name; nothing answers there.
        sandboxes: Sandboxes(
            connectors.iter().map(|one| (one.manifest().vendor.clone(), nowhere())).collect(),
        ),
        connectors,
        vault: Vault::new(["AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]).unwrap(),
        password_cost: PasswordCost::QUICK,
        resumes: Arc::new(InProcess),
    }));
    let web = Web { app: Arc::clone(&app), https: false, metrics: Arc::new(String::new) };
    let sessions = everyone(&app).await;
    Stage { router: router(web), app, clock, sessions, _database: database }
}

async fn everyone(app: &App) -> BTreeMap<Role, NewSession> {
    let here = Visitor { address: "192.0.2.1".into(), user_agent: "test".into() };
    let link = setup::one_time_link(app).await.unwrap().unwrap();
    let first = setup::First {
        company: "Acme".into(),
        kind: WorkspaceKind::Sandbox,
        name: "Administrator Person".into(),
        email: "administrator@example.com".into(),
        password: PASSWORD.into(),
    };
    let administrator = setup::create_first(app, link.expose_secret(), &first, &here).await.unwrap();
    let mut sessions = BTreeMap::new();
    for role in Role::ALL.into_iter().filter(|role| *role != Role::Administrator) {
        let email = format!("{}@example.com", role.as_str());
        let (_, link) = invite::invite(app, &administrator.actor, &email, role).await.unwrap();
        let name = format!("{} Person", role.label());
        let link = link.expose_secret();
        let session =
            accept_invitation::accept_invitation(app, link, &name, &PASSWORD.into(), &here).await.unwrap();
        sessions.insert(role, session);
    }
    sessions.insert(Role::Administrator, administrator);
    sessions
}

impl Stage {
    /// Who has that role.
    pub fn actor(&self, role: Role) -> &Actor {
        &self.sessions[&role].actor
    }

    /// The cookie of whoever has that role.
    pub fn cookie(&self, role: Role) -> String {
        format!("gangway={}", self.sessions[&role].token.expose_secret())
    }

    /// Any request; `role` is who asks, `form` what a form posts.
    pub async fn ask(&self, role: Option<Role>, method: Method, path: &str, form: Option<&str>) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "hub.test");
        if let Some(role) = role {
            request = request.header(header::COOKIE, self.cookie(role));
        }
        if form.is_some() {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        self.send(request.body(Body::from(form.unwrap_or_default().to_owned())).unwrap()).await
    }

    /// A request made by hand.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = to_bytes(response.into_body(), 64 * 1024 * 1024).await.unwrap();
        Answer { status, headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    /// Shows a page to whoever has that role.
    pub async fn get(&self, role: Role, path: &str) -> Answer {
        self.ask(Some(role), Method::GET, path, None).await
    }

    /// Posts a form as whoever has that role.
    pub async fn post(&self, role: Role, path: &str, form: &str) -> Answer {
        self.ask(Some(role), Method::POST, path, Some(form)).await
    }
}
