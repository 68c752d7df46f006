//! The one HTTP client: hosts guarded, redirects refused, answers limited, every call logged and masked.
//!
//! Reads are tried again a few times by themselves. A write is never repeated here: where it was sent and no
//! clear answer came, the caller is told so ([`VendorError::Uncertain`]) and looks it up first.

use std::{sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};
use futures::StreamExt;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;
use url::Url;

pub use crate::{
    auth::Auth,
    call::{Body, Call, Effect, Part, Target},
};
use crate::{
    calls::{CallBook, CallEntry},
    clock::Clock,
    error::{Result, VendorError},
    hosts::Reach,
    lane::Lane,
    manifest::Manifest,
    redact, token,
};

const READ_TRIES: u32 = 3;
/// So often a link may lead on to another one.
const MOST_HOPS: u32 = 3;
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;
/// A longer answer stands in the log by its length only: nobody reads a page of a thousand masked records.
const LONGEST_LOGGED: usize = 64 * 1024;

/// The process's client; connections are kept open and shared.
#[derive(Clone)]
pub struct Http(reqwest::Client);

impl Http {
    /// Makes the client. `extra_root` is a PEM certificate to trust beside the machine's own, for sandboxes with TLS.
    ///
    /// # Errors
    /// When the certificate can't be read or TLS can't be set up.
    pub fn new(extra_root: Option<&[u8]>) -> std::result::Result<Self, reqwest::Error> {
        // A second call finds the provider in place, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .user_agent(concat!("Gangway/", env!("CARGO_PKG_VERSION")));
        if let Some(pem) = extra_root {
            builder = builder.tls_certs_merge([reqwest::Certificate::from_pem(pem)?]);
        }
        Ok(Self(builder.build()?))
    }

    /// The client itself, for calls that belong to no connection.
    pub(crate) fn client(&self) -> &reqwest::Client {
        &self.0
    }

    /// Binds the client to one connection.
    pub fn bind(
        &self,
        reach: Reach,
        auth: Auth,
        manifest: &'static Manifest,
        clock: Arc<dyn Clock>,
        lane: Arc<Lane>,
    ) -> BoundHttp {
        BoundHttp { client: self.0.clone(), reach, auth, manifest, clock, lane, book: Arc::default() }
    }
}

/// The client bound to one connection.
#[derive(Clone)]
pub struct BoundHttp {
    client: reqwest::Client,
    reach: Reach,
    auth: Auth,
    manifest: &'static Manifest,
    clock: Arc<dyn Clock>,
    lane: Arc<Lane>,
    book: Arc<CallBook>,
}

/// An answer, whatever its status: what a status means is the vendor's to say.
#[derive(Clone, Debug)]
pub struct Reply {
    /// HTTP status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// The whole body.
    pub body: Bytes,
    /// Whether the call changed something, on which it depends what a broken answer means.
    pub effect: Effect,
}

impl Reply {
    /// The body as a type of the vendor's wire, which may borrow from it.
    ///
    /// # Errors
    /// [`VendorError::Contract`] with the place of the surprise, never with its value. A body that is no whole JSON
    /// was damaged on the way: [`VendorError::Unavailable`] for a read, [`VendorError::Uncertain`] for a write.
    pub fn json<'a, T: Deserialize<'a>>(&'a self) -> Result<T> {
        serde_json::from_slice(&self.body).map_err(|error| {
            if error.is_data() {
                return VendorError::Contract {
                    path: format!("line {} column {}", error.line(), error.column()),
                    message: "a field has another type than documented".into(),
                };
            }
            let message = "the answer was no whole JSON document".into();
            match self.effect {
                Effect::Read => VendorError::Unavailable(message),
                Effect::Write => VendorError::Uncertain(message),
            }
        })
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// How long the vendor asks to wait, in its `Retry-After` header.
    pub fn retry_after(&self) -> Option<Duration> {
        self.header("retry-after")?.trim().parse().ok().map(Duration::from_secs)
    }

    /// The vendor's own time when it answered, in its `Date` header.
    pub fn date(&self) -> Option<Timestamp> {
        let date = self.header("date")?;
        jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date).ok()
    }
}

impl BoundHttp {
    /// The base address, from which a link to a record can be built.
    pub fn base(&self) -> &Url {
        &self.reach.base
    }

    /// The token that calls carry, and this client with the proof that the token was asked for with, for vendors that
    /// tell what a token may do. `None` where calls carry none.
    ///
    /// # Errors
    /// Where no token can be had.
    pub async fn behind_token(&self) -> Result<Option<(token::Token, Self)>> {
        let Auth::Token(exchange) = &self.auth else { return Ok(None) };
        Ok(Some((self.token(exchange).await?, self.with(exchange.proof.clone()))))
    }

    /// The same client with another proof, for calls that are not made with the connection's own.
    pub fn with(&self, auth: Auth) -> Self {
        Self { auth, ..self.clone() }
    }

    pub(crate) fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The calls made so far, masked; taking them empties the book.
    pub fn calls(&self) -> Vec<CallEntry> {
        self.book.take()
    }

    /// Makes the call and gives the answer, whatever its status, except those that every vendor means alike:
    /// a gateway's failure, and an answer cut short. A link that is read may lead on to others of the manifest's
    /// hosts, because storage is often reached so; nothing else is led on.
    ///
    /// # Errors
    /// [`VendorError::Unavailable`] where nothing was sent or a read failed, [`VendorError::Uncertain`] where a
    /// write was sent and its fate is unknown, [`VendorError::RateLimited`] where the vendor said when to come
    /// again, [`VendorError::HostRefused`] where the address is not one of this connection.
    pub async fn send(&self, mut call: Call) -> Result<Reply> {
        for _ in 0..MOST_HOPS {
            let reply = self.tried(&call).await?;
            match onward(&call, &reply) {
                Some(link) => call = call.at(link),
                None => return Ok(reply),
            }
        }
        Err(VendorError::HostRefused("the link leads on and on".into()))
    }

    async fn tried(&self, call: &Call) -> Result<Reply> {
        let mut tried = 0;
        loop {
            tried += 1;
            let result = self.once(call).await;
            let again = matches!(result, Err(VendorError::Unavailable(_)))
                && call.effect == Effect::Read
                && tried < READ_TRIES;
            if !again {
                return result;
            }
            self.clock.sleep(Duration::from_millis(150 * u64::from(tried))).await;
        }
    }

    /// Makes the call with a proof that is good. One that is refused before its time is renewed once: the call was
    /// not carried out.
    async fn once(&self, call: &Call) -> Result<Reply> {
        let (Auth::Token(exchange), Target::Path(_)) = (&self.auth, &call.target) else {
            return self.proven(call, &self.auth).await;
        };
        let token = self.token(exchange).await?;
        let reply = self.proven(call, &token.bearer()).await?;
        if reply.status != StatusCode::UNAUTHORIZED {
            return Ok(reply);
        }
        self.lane.remember(None);
        let token = token::good(self, &*self.lane.shelf, exchange, Some(&token)).await?;
        self.lane.remember(Some(token.clone()));
        self.proven(call, &token.bearer()).await
    }

    async fn token(&self, exchange: &token::Exchange) -> Result<token::Token> {
        let good = self.lane.token().filter(|token| token.is_good(self.clock.now()));
        let token = match good {
            Some(token) => token,
            None => token::good(self, &*self.lane.shelf, exchange, None).await?,
        };
        self.lane.remember(Some(token.clone()));
        Ok(token)
    }

    async fn proven(&self, call: &Call, proof: &Auth) -> Result<Reply> {
        let url = self.address(call)?;
        let Ok(_place) = self.lane.places.acquire().await else {
            return Err(VendorError::Unavailable("the program is stopping".into()));
        };
        let pace = self.lane.pace.as_ref().filter(|_| matches!(call.target, Target::Path(_)));
        let turn = match pace {
            Some(pace) => Some(pace.place(&*self.clock).await),
            None => None,
        };
        let began = self.clock.now();
        let result = self.exchange(call, url.clone(), proof).await;
        if let Some(turn) = turn {
            let reply = result.as_ref().ok();
            turn.end(reply.map(|reply| &reply.headers), reply.and_then(Reply::date));
        }
        let result = result.and_then(|reply| judge(call, reply));
        self.log(call, &url, began, &result);
        result.map_err(|failed| failed.0)
    }

    fn address(&self, call: &Call) -> Result<Url> {
        let mut url = match &call.target {
            Target::Link(link) => link.clone(),
            Target::Path(path) => self.reach.at(path)?,
            Target::Host(host, path) => self.reach.at_host(host, path)?,
        };
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        self.reach.guard(&url)?;
        Ok(url)
    }

    async fn exchange(&self, call: &Call, url: Url, proof: &Auth) -> std::result::Result<Reply, Failed> {
        let lost = |message: String| match call.effect {
            Effect::Read => Box::new((VendorError::Unavailable(message), None)),
            Effect::Write => Box::new((VendorError::Uncertain(message), None)),
        };
        let request = self
            .client
            .request(call.method.clone(), url)
            .headers(self.headers(&call.target, proof))
            .timeout(Duration::from_secs(self.manifest.limits.timeout_seconds));
        let request = match &call.body {
            Body::Empty => request,
            Body::Json(document) => {
                // Said first, it is kept.
                request.header(header::CONTENT_TYPE, &self.manifest.media_type).json(document)
            }
            Body::Form(pairs) => request.form(pairs),
            Body::Bytes(media_type, bytes) => {
                request.body(bytes.clone()).header(header::CONTENT_TYPE, media_type)
            }
            Body::Multipart(parts) => {
                request.multipart(form(parts).map_err(|error| Box::new((error, None)))?)
            }
        };
        let mut request = request.build().map_err(|error| lost(reason(&error).into()))?;
        if let (Auth::Signature(key), Target::Path(_) | Target::Host(..)) = (proof, &call.target) {
            let kind = request.headers().get(header::CONTENT_TYPE);
            let body = request.body().and_then(|body| body.as_bytes());
            let signed = key.proof(request.method(), request.url(), kind, body, self.clock.now());
            request.headers_mut().extend(signed);
        }
        let response = self.client.execute(request).await.map_err(|error| {
            if error.is_connect() {
                Box::new((VendorError::Unavailable("no connection".into()), None))
            } else {
                lost(reason(&error).into())
            }
        })?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = BytesMut::new();
        let mut chunks = response.bytes_stream();
        while let Some(chunk) = chunks.next().await {
            body.extend_from_slice(&chunk.map_err(|_| lost("the answer was cut short".into()))?);
            if body.len() > LARGEST_ANSWER {
                return Err(lost("the answer is larger than 64 MiB".into()));
            }
        }
        Ok(Reply { status, headers, body: body.freeze(), effect: call.effect })
    }

    fn headers(&self, target: &Target, proof: &Auth) -> HeaderMap {
        if let Target::Link(_) = target {
            return HeaderMap::new();
        }
        let mut headers = proof.headers();
        if let Ok(media_type) = HeaderValue::from_str(&self.manifest.media_type) {
            headers.insert(header::ACCEPT, media_type);
        }
        headers
    }

    fn log(
        &self,
        call: &Call,
        url: &Url,
        began: jiff::Timestamp,
        result: &std::result::Result<Reply, Failed>,
    ) {
        let clear = &self.manifest.log_clear;
        let reply = match result {
            Ok(reply) => Some(reply),
            Err(failed) => failed.1.as_ref(),
        };
        let took_ms = self.clock.now().duration_since(began).as_millis() as i64;
        let status = reply.map(|reply| reply.status.as_u16());
        // The path stays out: what stands in it can be somebody's.
        tracing::info!(vendor = %self.manifest.vendor, purpose = call.purpose, method = %call.method, status, took_ms, "called");
        self.book.record(CallEntry {
            at: began,
            purpose: call.purpose.into(),
            method: call.method.to_string(),
            path: shown(&call.target, url, clear),
            status,
            took_ms,
            request: match &call.body {
                Body::Empty => None,
                Body::Json(document) => Some(redact::json(document, clear)),
                Body::Form(pairs) => {
                    let shown = pairs.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str())));
                    Some(redact::json(&shown.collect::<serde_json::Map<_, _>>().into(), clear))
                }
                Body::Bytes(_, bytes) => Some(length(bytes)),
                Body::Multipart(parts) => Some(
                    parts
                        .iter()
                        .map(|p| Value::from(format!("{} ({} bytes)", p.name, p.bytes.len())))
                        .collect(),
                ),
            },
            response: reply.and_then(|reply| match reply.body.len() {
                ..=LONGEST_LOGGED => {
                    serde_json::from_slice(&reply.body).ok().map(|document| redact::json(&document, clear))
                }
                _ => Some(length(&reply.body)),
            }),
            problem: result.as_ref().err().map(|failed| failed.0.to_string()),
        });
    }
}

/// An address as the log shows it: of a path only clear query values, of a link the host, because the rest is its key.
fn shown(target: &Target, url: &Url, clear: &[String]) -> String {
    if let Target::Link(_) = target {
        return format!("{}/•••", url.host_str().unwrap_or_default());
    }
    let pair = |(name, value): (std::borrow::Cow<str>, std::borrow::Cow<str>)| {
        let shown = clear.iter().any(|clear| *clear == name);
        format!("{name}={}", if shown { &*value } else { "•••" })
    };
    let query: Vec<_> = url.query_pairs().map(pair).collect();
    if query.is_empty() { url.path().into() } else { format!("{}?{}", url.path(), query.join("&")) }
}

fn length(bytes: &Bytes) -> Value {
    format!("{} bytes", bytes.len()).into()
}

/// A call that came to nothing, with the answer where there was one.
type Failed = Box<(VendorError, Option<Reply>)>;

/// Where a link that is read leads on to, with nothing of ours going along.
fn onward(call: &Call, reply: &Reply) -> Option<Url> {
    match &call.target {
        Target::Link(link) if call.effect == Effect::Read && reply.status.is_redirection() => {
            link.join(reply.header("location")?).ok()
        }
        _ => None,
    }
}

/// Statuses that mean the same for every vendor.
fn judge(call: &Call, reply: Reply) -> std::result::Result<Reply, Failed> {
    let status = reply.status;
    let waits = matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE);
    let error = match reply.retry_after() {
        Some(after) if waits => VendorError::RateLimited(after),
        _ if status.is_redirection() && onward(call, &reply).is_none() => {
            VendorError::HostRefused("the vendor answered with a redirect, which is not followed".into())
        }
        _ if status.is_server_error() && status != StatusCode::NOT_IMPLEMENTED => match call.effect {
            Effect::Read => VendorError::Unavailable(format!("the vendor answered {}", status.as_u16())),
            Effect::Write => VendorError::Uncertain(format!("the vendor answered {}", status.as_u16())),
        },
        _ => return Ok(reply),
    };
    Err(Box::new((error, Some(reply))))
}

fn form(parts: &[Part]) -> Result<reqwest::multipart::Form> {
    parts.iter().try_fold(reqwest::multipart::Form::new(), |form, part| {
        let mut piece = reqwest::multipart::Part::bytes(part.bytes.to_vec());
        if let Some(name) = &part.file_name {
            piece = piece.file_name(name.clone());
        }
        if let Some(kind) = &part.content_type {
            piece = piece.mime_str(kind).map_err(|_| {
                VendorError::Rejected(vec![model::hire::FieldProblem {
                    field: part.name.clone(),
                    message: format!("“{kind}” is not a media type."),
                }])
            })?;
        }
        Ok(form.part(part.name.clone(), piece))
    })
}

/// Why a request failed, without its address, which may hold a person's data.
fn reason(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "no answer in time"
    } else if error.is_body() || error.is_decode() {
        "the answer was cut short"
    } else {
        "the connection broke"
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod token_tests;
