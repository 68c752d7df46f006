//! A messenger in memory. What it sends is a line: `press <number> <member> <answer> <request> <place>`, and the like.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard},
};

use async_trait::async_trait;
use connect::{
    Connector, Credentials, Ctx, Key, Manifest, Messenger, VendorError,
    error::Result,
    http::Auth,
    messenger::{Heard, Installation, Message, Place, Press},
    webhooks::Unproven,
};
use http::HeaderMap;
use jiff::Timestamp;
use model::connection::CheckReport;
use url::Url;

const MANIFEST: &str = r#"
vendor = "chatter"
name = "Chatter"
kind = "messenger"
summary = "Carries messages."
api_version = "1"
read_on = "2026-01-01"
docs = "https://docs.example.com"
base = "https://chatter.example.com"
hosts = ["chatter.example.com"]
secret_headers = []
log_clear = []
credential = [{ key = "secret", label = "Signing secret", kind = "secret" }]
setup = []
permission = []
limits = { in_flight = 4, timeout_seconds = 5, source = "a test" }
"#;

/// What stands there.
#[derive(Default)]
pub struct State {
    /// Members by e-mail address.
    pub members: BTreeMap<String, String>,
    /// Messages by the key that each was written with.
    pub messages: BTreeMap<String, Message>,
    /// The apps' pages by member.
    pub homes: BTreeMap<String, Message>,
    /// What goes wrong next: whether it is done all the same, and what is said.
    pub faults: VecDeque<(bool, VendorError)>,
    /// How often somebody was looked for.
    pub looked: usize,
    /// What the last token was.
    pub token: String,
}

/// The messenger.
#[derive(Clone, Default)]
pub struct Chatter(Arc<Mutex<State>>);

impl Chatter {
    /// What stands there.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    fn fault(&self, also_done: bool) -> Result<()> {
        let mut state = self.state();
        match state.faults.front() {
            Some((done, _)) if *done == also_done => Err(state.faults.pop_front().unwrap().1),
            _ => Ok(()),
        }
    }
}

#[async_trait]
impl Connector for Chatter {
    fn manifest(&self) -> &'static Manifest {
        static PARSED: std::sync::LazyLock<Manifest> = std::sync::LazyLock::new(|| Manifest::parse(MANIFEST));
        &PARSED
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        self.state().token = credentials.get(Credentials::INSTALLED).to_owned();
        Auth::None
    }

    async fn check(&self, _ctx: &Ctx) -> Result<CheckReport> {
        match self.state().token.as_str() {
            "" => Err(VendorError::Auth("not installed".into())),
            _ => Ok(CheckReport { account: "Fjordlys".into(), ..CheckReport::default() }),
        }
    }

    fn messenger(&self) -> Option<&dyn Messenger> {
        Some(self)
    }
}

#[async_trait]
impl Messenger for Chatter {
    fn authorize(&self, _: &Ctx, _: &Credentials, return_to: &Url, state: &str) -> Result<Url> {
        let mut page = Url::parse("https://chatter.example.com/allow").unwrap();
        page.query_pairs_mut().append_pair("back", return_to.as_str()).append_pair("state", state);
        Ok(page)
    }

    async fn exchange(&self, _: &Ctx, _: &Credentials, code: &str, _: &Url) -> Result<Installation> {
        match code {
            "good" => Ok(Installation { token: "t0ken".into(), team: "Fjordlys".into(), scopes: vec![] }),
            _ => Err(VendorError::Conflict("used".into())),
        }
    }

    async fn member(&self, _: &Ctx, email: &str) -> Result<Option<String>> {
        self.fault(false)?;
        let mut state = self.state();
        state.looked += 1;
        Ok(state.members.get(email).cloned())
    }

    async fn post(&self, _: &Ctx, key: &Key, member: &str, message: &Message) -> Result<Place> {
        self.fault(false)?;
        self.state().messages.entry(key.0.clone()).or_insert_with(|| message.clone());
        self.fault(true)?;
        Ok(Place { channel: member.to_owned(), message: key.0.clone() })
    }

    async fn update(&self, _: &Ctx, place: &Place, message: &Message) -> Result<()> {
        self.fault(false)?;
        self.state().messages.insert(place.message.clone(), message.clone());
        self.fault(true)
    }

    async fn home(&self, _: &Ctx, member: &str, message: &Message) -> Result<()> {
        self.state().homes.insert(member.to_owned(), message.clone());
        Ok(())
    }

    fn verify(
        &self,
        credentials: &Credentials,
        headers: &HeaderMap,
        _: &[u8],
        _: Timestamp,
    ) -> std::result::Result<(), Unproven> {
        let signature = headers.get("signature").and_then(|value| value.to_str().ok());
        if signature == Some(credentials.get("secret")) {
            return Ok(());
        }
        Err(Unproven("The signature is missing or another.".into()))
    }

    fn read(&self, _: &HeaderMap, body: &[u8]) -> std::result::Result<Heard, String> {
        let text = String::from_utf8_lossy(body).into_owned();
        let words: Vec<_> = text.split(' ').map(str::to_owned).collect();
        match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["press", number, member, answer, request, place] => Ok(Heard::Press(Press {
                dedupe: number.into(),
                member: member.into(),
                answer: answer.into(),
                value: request.into(),
                place: Place { channel: member.into(), message: place.into() },
            })),
            ["challenge", text] => Ok(Heard::Challenge(text.into())),
            ["home", member] => Ok(Heard::HomeOpened(member.into())),
            ["gone"] => Ok(Heard::Removed),
            _ => Err("It is no line that is known.".into()),
        }
    }
}
