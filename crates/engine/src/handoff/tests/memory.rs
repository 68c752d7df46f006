//! An HR system in memory, with faults in hand.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use connect::{
    Connector, Credentials, Ctx, Key, Manifest, Outcome, Receipt, VendorError,
    error::Result,
    hris::{Document, Hris},
    http::Auth,
};
use model::{
    connection::{CheckReport, PermissionFinding, Probe},
    contact::normal_email,
    hire::{
        Choice, EmployeeMatch, HireField, HireFieldKind, HireForm, HireRecord, HireSection, Identity,
        MatchedBy, RequiredBy, Source,
    },
};

const MANIFEST: &str = r#"
vendor = "memory"
name = "Memory HR"
kind = "hris"
summary = "Employees in memory."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://{subdomain}.example.com"
hosts = ["{subdomain}.example.com"]
secret_headers = []
log_clear = []
credential = [
  { key = "subdomain", label = "Company domain", kind = "subdomain", host_suffix = "example.com" },
  { key = "api_key", label = "API key", kind = "secret" },
  { key = "time_zone", label = "Time zone", kind = "time_zone", optional = true },
  { key = "team", label = "Team", kind = "text", optional = true },
  { key = "signing_secret", label = "Signing secret", kind = "secret", optional = true },
]
setup = []
permission = [
  { key = "write", label = "Add employees", purpose = "Adds them.", without = "Nobody can be sent.", required = true },
]
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// What happens at a call instead of its answer.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// Before anything is written.
    Before(VendorError),
    /// After it was written.
    After(VendorError),
}

/// An employee there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Employee {
    pub fields: BTreeMap<String, String>,
    pub rows: Vec<BTreeMap<String, String>>,
    pub files: Vec<String>,
    pub photo: bool,
    pub left: bool,
}

/// The HR system.
#[derive(Default)]
pub(crate) struct MemoryHr(Mutex<State>);

#[derive(Default)]
struct State {
    employees: BTreeMap<String, Employee>,
    faults: VecDeque<(&'static str, Fault)>,
    dropped: Vec<String>,
    no_right: bool,
    calls: Vec<&'static str>,
}

impl MemoryHr {
    fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The next call of that name fails so.
    pub fn fault(&self, call: &'static str, fault: Fault) {
        self.state(|state| state.faults.push_back((call, fault)));
    }

    /// The HR system drops this field without a word.
    pub fn drops(&self, field: &str) {
        self.state(|state| state.dropped.push(field.into()));
    }

    /// The key's owner may add nobody.
    pub fn lacks_the_right(&self) {
        self.state(|state| state.no_right = true);
    }

    /// The key's owner may add people again.
    pub fn has_the_right(&self) {
        self.state(|state| state.no_right = false);
    }

    /// Someone who is there already.
    pub fn hire(&self, id: &str, email: &str, left: bool) {
        let fields = BTreeMap::from([
            ("email".to_owned(), email.to_owned()),
            ("firstName".to_owned(), "Somebody".to_owned()),
        ]);
        self.state(|state| {
            state.employees.insert(id.into(), Employee { fields, left, ..Default::default() })
        });
    }

    /// Somebody is deleted there.
    pub fn forget(&self, id: &str) {
        self.state(|state| state.employees.remove(id));
    }

    pub fn employees(&self) -> BTreeMap<String, Employee> {
        self.state(|state| state.employees.clone())
    }

    /// How often a call was made.
    pub fn calls(&self, name: &str) -> usize {
        self.state(|state| state.calls.iter().filter(|call| **call == name).count())
    }

    fn call<T>(&self, name: &'static str, act: impl FnOnce(&mut State) -> Result<T>) -> Result<T> {
        self.state(|state| {
            state.calls.push(name);
            let place = state.faults.iter().position(|(call, _)| *call == name);
            match place.and_then(|place| state.faults.remove(place)) {
                Some((_, Fault::Before(error))) => Err(error),
                Some((_, Fault::After(error))) => act(state).and(Err(error)),
                None => act(state),
            }
        })
    }
}

fn done(id: &str, outcome: Outcome) -> Result<Receipt> {
    Ok(Receipt { external_id: id.into(), outcome, notes: vec![], left: vec![] })
}

fn own_fields(record: &HireRecord, dropped: &[String]) -> BTreeMap<String, String> {
    let fields = record.section("").into_iter();
    fields.filter(|(key, _)| !dropped.iter().any(|d| d == key)).map(|(k, v)| (k.into(), v.into())).collect()
}

#[async_trait]
impl Connector for MemoryHr {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, _credentials: &Credentials) -> Auth {
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> Result<CheckReport> {
        self.call("check", |state| {
            let probe = if state.no_right { Probe::Missing } else { Probe::Granted };
            let permissions = vec![PermissionFinding { key: "write".into(), probe, detail: String::new() }];
            Ok(CheckReport { account: "Memory".into(), permissions, ..CheckReport::default() })
        })
    }

    fn hris(&self) -> Option<&dyn Hris> {
        Some(self)
    }
}

#[async_trait]
impl Hris for MemoryHr {
    async fn form(&self, _ctx: &Ctx) -> Result<HireForm> {
        self.call("form", |_| Ok(form()))
    }

    fn identity(&self, record: &HireRecord) -> Identity {
        Identity {
            emails: record.get("email").and_then(normal_email).into_iter().collect(),
            first_name: record.get("firstName").unwrap_or_default().into(),
            last_name: record.get("lastName").unwrap_or_default().into(),
            ..Identity::default()
        }
    }

    async fn find(&self, _ctx: &Ctx, who: &Identity) -> Result<Vec<EmployeeMatch>> {
        self.call("find", |state| {
            let same = |e: &Employee| e.fields.get("email").is_some_and(|email| who.emails.contains(email));
            let found = state.employees.iter().filter(|(_, employee)| same(employee));
            Ok(found
                .map(|(id, employee)| EmployeeMatch {
                    external_id: id.clone(),
                    name: employee.fields.get("firstName").cloned().unwrap_or_default(),
                    active: !employee.left,
                    by: MatchedBy::Email,
                    url: String::new(),
                })
                .collect())
        })
    }

    async fn create(&self, _ctx: &Ctx, _key: &Key, record: &HireRecord) -> Result<Receipt> {
        // It allows the same address twice, so that nothing but our own care keeps a person from being made twice.
        self.call("create", |state| {
            let id = format!("{}", 100 + state.employees.len());
            let fields = own_fields(record, &state.dropped);
            state.employees.insert(id.clone(), Employee { fields, ..Default::default() });
            done(&id, Outcome::Created)
        })
    }

    async fn update(&self, _ctx: &Ctx, _key: &Key, id: &str, record: &HireRecord) -> Result<Receipt> {
        self.call("update", |state| {
            let fields = own_fields(record, &state.dropped);
            let employee = state.employees.get_mut(id).ok_or(VendorError::NotFound(id.into()))?;
            employee.fields.extend(fields);
            employee.left = false;
            done(id, Outcome::Updated)
        })
    }

    async fn put_job(&self, _ctx: &Ctx, _key: &Key, id: &str, record: &HireRecord) -> Result<Receipt> {
        self.call("put_job", |state| {
            let row: BTreeMap<String, String> =
                record.section("job").into_iter().map(|(k, v)| (k.into(), v.into())).collect();
            let employee = state.employees.get_mut(id).ok_or(VendorError::NotFound(id.into()))?;
            if employee.rows.contains(&row) {
                return done(id, Outcome::AlreadyThere);
            }
            employee.rows.push(row);
            done(id, Outcome::Created)
        })
    }

    async fn attach(&self, _ctx: &Ctx, _key: &Key, id: &str, document: &Document) -> Result<Receipt> {
        self.call("attach", |state| {
            let employee = state.employees.get_mut(id).ok_or(VendorError::NotFound(id.into()))?;
            if employee.files.contains(&document.name) {
                return done(id, Outcome::AlreadyThere);
            }
            employee.files.push(document.name.clone());
            done(id, Outcome::Created)
        })
    }

    async fn set_photo(&self, _ctx: &Ctx, _key: &Key, id: &str, _photo: &Document) -> Result<Receipt> {
        self.call("set_photo", |state| {
            state.employees.get_mut(id).ok_or(VendorError::NotFound(id.into()))?.photo = true;
            done(id, Outcome::Updated)
        })
    }

    async fn read_back(&self, _ctx: &Ctx, id: &str, record: &HireRecord) -> Result<HireRecord> {
        self.call("read_back", |state| {
            let employee = state.employees.get(id).ok_or(VendorError::NotFound(id.into()))?;
            let mut held = HireRecord::default();
            for key in record.0.keys() {
                let value = match key.split_once('.') {
                    Some((_, name)) => employee.rows.last().and_then(|row| row.get(name)),
                    None => employee.fields.get(key),
                };
                if let Some(value) = value {
                    held.set(key, value);
                }
            }
            Ok(held)
        })
    }

    fn link(&self, _ctx: &Ctx, external_id: &str) -> String {
        format!("https://acme.example.com/people/{external_id}")
    }
}

fn form() -> HireForm {
    let field = |key: &str, label: &str, kind, required_by, from: &str| HireField {
        key: key.into(),
        label: label.into(),
        kind,
        choices: vec![],
        required_by,
        fills_from: Some(Source(from.into())),
        writable: None,
        help: String::new(),
    };
    let text = HireFieldKind::Text;
    let mut location = field("job.location", "Location", HireFieldKind::Choice, None, "job.location");
    location.choices = vec![Choice { value: "lon".into(), label: "London".into() }];
    HireForm {
        sections: vec![
            HireSection {
                key: String::new(),
                label: "Employee".into(),
                fields: vec![
                    field("firstName", "First name", text, Some(RequiredBy::Vendor), "candidate.first_name"),
                    field("lastName", "Last name", text, Some(RequiredBy::Vendor), "candidate.last_name"),
                    field(
                        "email",
                        "E-mail",
                        HireFieldKind::Email,
                        Some(RequiredBy::Gangway),
                        "candidate.email",
                    ),
                    field("phone", "Phone", HireFieldKind::Phone, None, "candidate.phone"),
                ],
            },
            HireSection { key: "job".into(), label: "Job".into(), fields: vec![location] },
        ],
        notes: vec![],
    }
}
