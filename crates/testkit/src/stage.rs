//! Where a test begins: a company on a database of its own, with every vendor's stand-in within reach.

use std::{collections::BTreeMap, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use connect::{Clock, Http, World, clock::SystemClock, hosts::Sandboxes};
use engine::{
    Actor, App,
    app::Parts,
    dice::Dice,
    people::{
        password::PasswordCost,
        session::Visitor,
        setup::{self, First},
    },
    screening::reading::InProcess,
};
use model::workspace::WorkspaceKind;
use sandbox::{Announcement, Faults, Host, Options};
use secrecy::{ExposeSecret, SecretString};
use store::{
    Db,
    seal::Vault,
    testing::{self, Fresh},
};
use tempfile::TempDir;
use uuid::Uuid;

/// The administrator's e-mail address.
pub const EMAIL: &str = "ada.byron@example.com";

/// The administrator's password: recognisable, so that a test can look for it where it must not be.
pub const PASSWORD: &str = "seven quiet otters in the reeds";

/// A company on a database of its own, its administrator, and the sandboxes it can reach.
pub struct Stage {
    /// Everything an operation may use.
    pub app: Arc<App>,
    /// The company's first administrator.
    pub administrator: Actor,
    /// The administrator's session, for requests over HTTP.
    pub session: SecretString,
    /// Every vendor's stand-in.
    pub host: Host,
    /// The database's address, for other processes.
    pub database: String,
    /// The key that seals secrets, for other processes.
    pub key: String,
    /// A folder for files of this test: logs, backups.
    pub folder: TempDir,
    _fresh: Fresh,
}

/// What a stage is made of, where not as usual.
pub struct Scenery {
    /// How the sandboxes are served.
    pub sandbox: Options,
    /// The app's and the sandboxes' time.
    pub clock: Arc<dyn Clock>,
}

impl Default for Scenery {
    /// Sandboxes without faults, and the machine's time.
    fn default() -> Self {
        Self { sandbox: Options::default(), clock: Arc::new(SystemClock) }
    }
}

impl Stage {
    /// A stage on each kind of database that this run has.
    pub async fn each() -> Vec<Self> {
        let mut stages = vec![];
        for fresh in testing::fresh().await {
            stages.push(Self::on(fresh, Scenery::default()).await);
        }
        stages
    }

    /// A stage on SQLite.
    pub async fn sqlite() -> Self {
        Self::on(testing::sqlite().await, Scenery::default()).await
    }

    /// A stage on a database.
    ///
    /// # Panics
    /// Where it can't be set up: the test can't be run then.
    pub async fn on(fresh: Fresh, scenery: Scenery) -> Self {
        let host = Host::start(vendors::registry::stand_ins(), scenery.sandbox, Arc::clone(&scenery.clock))
            .await
            .unwrap();
        let seed = seed();
        let key = STANDARD.encode(seed);
        let app = Arc::new(node(fresh.db.clone(), scenery.clock, &host, &key, seed));
        let first = company(&app).await;
        Self {
            app,
            administrator: first.actor,
            session: first.token,
            host,
            database: fresh.address.clone(),
            key,
            folder: tempfile::tempdir().unwrap(),
            _fresh: fresh,
        }
    }

    /// A stage that starts with these faults.
    pub async fn faulty(fresh: Fresh, faults: &str) -> Self {
        let sandbox = Options { faults: faults.parse().unwrap(), ..Options::default() };
        Self::on(fresh, Scenery { sandbox, ..Scenery::default() }).await
    }

    /// Another node on the same database, as if it were a process of its own.
    pub fn node(&self) -> Arc<App> {
        Arc::new(node(self.app.db.clone(), Arc::clone(&self.app.clock), &self.host, &self.key, seed()))
    }

    /// Where a vendor's stand-in is.
    ///
    /// # Panics
    /// Where no such vendor has one.
    pub fn announcement(&self, vendor: &str) -> Announcement {
        let all = self.host.announcements();
        all.into_iter().find(|one| one.vendor == vendor).unwrap_or_else(|| panic!("no sandbox of {vendor}"))
    }

    /// The documents of a vendor's stand-in.
    ///
    /// # Panics
    /// Where no such vendor has one.
    pub fn world(&self, vendor: &str) -> Arc<World> {
        self.host.world(vendor).unwrap_or_else(|| panic!("no sandbox of {vendor}"))
    }

    /// Puts other faults in force, over the control API, as anyone may who uses the sandbox.
    ///
    /// # Panics
    /// Where the spec is none.
    pub async fn set_faults(&self, vendor: &str, spec: &str) {
        let faults: Faults = spec.parse().unwrap();
        let address = format!("{}/faults", self.announcement(vendor).control_url);
        let answer = reqwest::Client::new().post(address).json(&faults).send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
    }

    /// What went through a vendor's stand-in since its start: requests, statuses, faults.
    ///
    /// # Panics
    /// Where the stand-in does not answer.
    pub async fn counters(&self, vendor: &str) -> serde_json::Value {
        let address = format!("{}/requests?limit=0", self.announcement(vendor).control_url);
        let answer: serde_json::Value = reqwest::get(address).await.unwrap().json().await.unwrap();
        answer["counters"].clone()
    }

    /// A new identifier.
    pub fn id<T: From<Uuid>>(&self) -> T {
        self.app.id()
    }
}

#[expect(clippy::disallowed_methods, reason = "two stages at once must not make the same identifiers")]
fn seed() -> [u8; 32] {
    let mut seed = [0; 32];
    seed[..16].copy_from_slice(Uuid::new_v4().as_bytes());
    seed[16..].copy_from_slice(Uuid::new_v4().as_bytes());
    seed
}

fn node(db: Db, clock: Arc<dyn Clock>, host: &Host, key: &str, seed: [u8; 32]) -> App {
    App::new(Parts {
        db,
        clock,
        dice: Dice::from_seed(seed),
        http: Http::new(None).unwrap(),
        connectors: vendors::registry::connectors(),
        sandboxes: reach(host),
        vault: Vault::new([key]).unwrap(),
        password_cost: PasswordCost::QUICK,
        resumes: Arc::new(InProcess),
    })
}

fn reach(host: &Host) -> Sandboxes {
    let addresses = host.announcements().into_iter().map(|one| {
        let address = one.base_url.parse().unwrap();
        (one.vendor, address)
    });
    Sandboxes(addresses.collect::<BTreeMap<_, _>>())
}

async fn company(app: &App) -> engine::people::session::NewSession {
    let token = setup::one_time_link(app).await.unwrap().unwrap();
    let first = First {
        company: "Analytical Engines Ltd".into(),
        kind: WorkspaceKind::Sandbox,
        name: "Ada Byron".into(),
        email: EMAIL.into(),
        password: PASSWORD.into(),
    };
    let visitor = Visitor { address: "127.0.0.1".into(), user_agent: "testkit".into() };
    setup::create_first(app, token.expose_secret(), &first, &visitor).await.unwrap()
}
