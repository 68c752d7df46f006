//! One call, described before it is made.

use bytes::Bytes;
use http::Method;
use serde_json::Value;
use url::Url;

/// Whether a call changes something there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// May be made again freely.
    Read,
    /// Is never repeated by the client.
    Write,
}

/// What a call carries.
#[derive(Clone, Debug)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A JSON document, in the media type of the vendor's manifest.
    Json(Value),
    /// Fields of a form, as in an address.
    Form(Vec<(String, String)>),
    /// A file's bytes as they are, with their media type.
    Bytes(String, Bytes),
    /// Parts of a form, files among them.
    Multipart(Vec<Part>),
}

/// One part of a form.
#[derive(Clone, Debug)]
pub struct Part {
    /// The part's name.
    pub name: String,
    /// The file's name, for a file.
    pub file_name: Option<String>,
    /// The media type, for a file.
    pub content_type: Option<String>,
    /// The content.
    pub bytes: Bytes,
}

/// Where a call goes.
#[derive(Clone, Debug)]
pub enum Target {
    /// A path below the connection's base address. The connection's proof goes along.
    Path(String),
    /// A path on another of the manifest's hosts, such as the one that gives tokens. The proof goes along.
    Host(&'static str, String),
    /// A whole address that the vendor gave, such as a signed one: what it needs for proof stands in it, so the
    /// connection's own stays here. Its host has to be one of the manifest's; the log shows nothing but the host.
    Link(Url),
}

/// One call, described.
#[derive(Clone, Debug)]
pub struct Call {
    /// What it is for, in our words, for the log.
    pub purpose: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Where it goes.
    pub target: Target,
    /// Query parameters.
    pub query: Vec<(String, String)>,
    /// What it carries.
    pub body: Body,
    /// Whether it changes something.
    pub effect: Effect,
}

impl Call {
    /// A read.
    pub fn get(purpose: &'static str, path: impl Into<String>) -> Self {
        Self {
            purpose,
            method: Method::GET,
            target: Target::Path(path.into()),
            query: vec![],
            body: Body::Empty,
            effect: Effect::Read,
        }
    }

    /// A write.
    pub fn post(purpose: &'static str, path: impl Into<String>, body: Body) -> Self {
        Self { method: Method::POST, body, effect: Effect::Write, ..Self::get(purpose, path) }
    }

    /// A write that puts a new state in the old one's place.
    pub fn put(purpose: &'static str, path: impl Into<String>, body: Body) -> Self {
        Self { method: Method::PUT, ..Self::post(purpose, path, body) }
    }

    /// A write that changes part of what is there.
    pub fn patch(purpose: &'static str, path: impl Into<String>, body: Body) -> Self {
        Self { method: Method::PATCH, ..Self::post(purpose, path, body) }
    }

    /// A write that takes something away.
    pub fn delete(purpose: &'static str, path: impl Into<String>) -> Self {
        Self { method: Method::DELETE, ..Self::post(purpose, path, Body::Empty) }
    }

    /// A read that the vendor wants as a POST, because its question is long.
    pub fn ask(purpose: &'static str, path: impl Into<String>, question: Value) -> Self {
        Self { method: Method::POST, body: Body::Json(question), ..Self::get(purpose, path) }
    }

    /// The same call to a whole address that the vendor gave, without the connection's proof.
    pub fn at(self, link: Url) -> Self {
        Self { target: Target::Link(link), ..self }
    }

    /// The same call to another of the vendor's hosts.
    pub fn on(self, host: &'static str) -> Self {
        let target = match self.target {
            Target::Path(path) | Target::Host(_, path) => Target::Host(host, path),
            link @ Target::Link(_) => link,
        };
        Self { target, ..self }
    }

    /// With one more query parameter.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }
}
