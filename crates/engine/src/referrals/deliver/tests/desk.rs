//! A system in memory that takes people in, with faults in hand.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use connect::{
    Connector, Credentials, Ctx, Key, Manifest, Outcome, Receipt, VendorError,
    error::Result,
    hris::Document,
    http::Auth,
    intake::{Arrival, Found, FoundBy, Intake, Owner, Search},
};
use model::{
    attachment::AttachmentKind,
    connection::CheckReport,
    newcomer::{NewPerson, NewUser, Referrer},
};

const MANIFEST: &str = r#"
vendor = "desk"
name = "Desk"
kind = "ats"
summary = "People in memory."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://desk.example.com"
hosts = ["desk.example.com"]
secret_headers = []
log_clear = []
credential = []
permission = []
setup = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// What happens at a call instead of its answer.
#[derive(Clone, Debug)]
pub(super) enum Fault {
    /// Before anything is written.
    Before(VendorError),
    /// It is written, and no answer comes.
    Unheard,
    /// It is written, and the worker dies before it hears of it.
    Death,
}

/// What the system holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    pub people: Vec<NewPerson>,
    /// Whose, for which job, sent by whom.
    pub applications: Vec<(usize, String, Option<Referrer>)>,
    pub remarks: Vec<(usize, String)>,
    pub calls: usize,
    faults: VecDeque<Option<Fault>>,
}

#[derive(Default)]
pub(super) struct Desk(Mutex<Held>);

impl Desk {
    pub fn held<T>(&self, change: impl FnOnce(&mut Held) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The call after so many others meets a fault.
    pub fn fault(&self, after: usize, fault: Fault) {
        self.held(|held| {
            held.faults = vec![None; after].into();
            held.faults.push_back(Some(fault));
        });
    }

    async fn call<T>(&self, act: impl FnOnce(&mut Held) -> Result<T>) -> Result<T> {
        let fault = self.held(|held| {
            held.calls += 1;
            held.faults.pop_front().flatten()
        });
        match fault {
            None => self.held(act),
            Some(Fault::Before(error)) => Err(error),
            Some(Fault::Unheard) => {
                self.held(act)?;
                Err(VendorError::Uncertain("the connection broke".into()))
            }
            Some(Fault::Death) => {
                self.held(act)?;
                std::future::pending().await
            }
        }
    }
}

impl Held {
    fn found(&self, person: &NewPerson) -> Vec<usize> {
        let same = |known: &NewPerson| known.emails.iter().any(|email| person.emails.contains(email));
        (0..self.people.len()).filter(|at| same(&self.people[*at])).collect()
    }

    fn applied(&mut self, at: usize, arrival: &Arrival) -> (String, Outcome) {
        let model::newcomer::Destination::Application { job, .. } = &arrival.destination else {
            return ("none".into(), Outcome::AlreadyThere);
        };
        if let Some(known) = self.applications.iter().position(|(who, what, _)| *who == at && what == job) {
            return (format!("a{known}"), Outcome::AlreadyThere);
        }
        self.applications.push((at, job.clone(), arrival.referrer.clone()));
        (format!("a{}", self.applications.len() - 1), Outcome::Created)
    }
}

fn receipt(external_id: String, outcome: Outcome) -> Receipt {
    Receipt { external_id, outcome, notes: vec![], left: vec![] }
}

fn number(id: &str) -> usize {
    id[1..].parse().unwrap()
}

#[async_trait]
impl Connector for Desk {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _credentials: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> Result<CheckReport> {
        Ok(CheckReport::default())
    }

    fn intake(&self) -> Option<&dyn Intake> {
        Some(self)
    }
}

#[async_trait]
impl Intake for Desk {
    async fn find(&self, _ctx: &Ctx, person: &NewPerson) -> Result<Search> {
        self.call(|held| {
            let found = held.found(person).into_iter().map(|at| Found {
                external_id: format!("p{at}"),
                name: held.people[at].full_name(),
                by: FoundBy::Email,
            });
            Ok(Search { found: found.collect(), notes: vec![] })
        })
        .await
    }

    /// A system that looks at nothing before it makes somebody, so that only whoever calls it can keep it from doubling.
    async fn save(
        &self,
        _ctx: &Ctx,
        _key: &Key,
        person: &NewPerson,
        existing: Option<&str>,
        arrival: &Arrival,
    ) -> Result<Receipt> {
        self.call(|held| {
            let (at, outcome) = match existing {
                Some(id) => (number(id), Outcome::Updated),
                None => {
                    held.people.push(person.clone());
                    (held.people.len() - 1, Outcome::Created)
                }
            };
            if outcome == Outcome::Created {
                held.applied(at, arrival);
            }
            Ok(receipt(format!("p{at}"), outcome))
        })
        .await
    }

    async fn enter(&self, _ctx: &Ctx, _key: &Key, candidate: &str, arrival: &Arrival) -> Result<Receipt> {
        self.call(|held| {
            let (id, outcome) = held.applied(number(candidate), arrival);
            Ok(receipt(id, outcome))
        })
        .await
    }

    async fn attach(
        &self,
        _ctx: &Ctx,
        _key: &Key,
        _to: Owner<'_>,
        _kind: AttachmentKind,
        _document: &Document,
    ) -> Result<Receipt> {
        Err(VendorError::Forbidden("it takes no files".into()))
    }

    async fn note(&self, _ctx: &Ctx, _key: &Key, candidate: &str, text: &str) -> Result<Receipt> {
        self.call(|held| {
            let note = (number(candidate), text.to_owned());
            let known = held.remarks.iter().position(|known| *known == note);
            let at = known.unwrap_or_else(|| {
                held.remarks.push(note);
                held.remarks.len() - 1
            });
            Ok(receipt(format!("n{at}"), Outcome::Created))
        })
        .await
    }

    async fn referrer(&self, _ctx: &Ctx, email: &str) -> Result<Option<String>> {
        self.call(|_| Ok((email == "emil@example.com").then(|| "u7".to_owned()))).await
    }

    async fn add_user(&self, _ctx: &Ctx, _key: &Key, _user: &NewUser) -> Result<Receipt> {
        Err(VendorError::Forbidden("it makes no users for programs".into()))
    }
}
