//! Who is asking: a person by the session's cookie, a program by its key.

use axum::{
    body::{Body, to_bytes},
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use axum_extra::extract::CookieJar;
use engine::{
    Actor,
    people::{
        self,
        api_key::{ApiKey, signed::Signature},
    },
};
use model::SessionId;

use crate::{Web, client::address, failure::Failure, router::LARGEST_BODY, signature};

/// Someone who is signed in; handlers take it as an argument.
#[derive(Clone)]
pub struct SignedIn {
    /// Who, for the engine.
    pub actor: Actor,
    /// Their e-mail address; empty for a program.
    pub email: String,
    /// Their session; none for a program.
    pub session: Option<SessionId>,
    /// The session's token, so that it can be ended; none for a program.
    pub token: Option<String>,
    /// The key of a program.
    pub key: Option<ApiKey>,
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::UNAUTHORIZED)
    }
}

/// The name of the session's cookie. Over https the browser itself then keeps it to this host.
pub fn cookie_name(https: bool) -> &'static str {
    if https { "__Host-gangway" } else { "gangway" }
}

/// What a request shows of who it is from.
enum Proof {
    /// A session's token, by cookie.
    Session(String),
    /// An API key.
    Key(String),
    /// The signature of the call by a key's secret.
    Signature(Signature),
}

/// Finds out who is asking and says so to everything behind it.
pub async fn identify(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let origin = address(request.extensions(), request.headers(), web.https);
    let mut proof = proof(request.headers(), web.https);
    if request.headers().contains_key(signature::INPUT) {
        // A call that says it is signed is believed by its signature or not at all.
        let (parts, body) = request.into_parts();
        let Ok(body) = to_bytes(body, LARGEST_BODY).await else {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        proof = signature::read(&parts, &body).map(Proof::Signature);
        request = Request::from_parts(parts, Body::from(body));
    }
    let found = match proof {
        Some(proof) => visitor(&web, proof, &origin).await,
        None => Ok(None),
    };
    match found {
        Ok(Some(visitor)) => {
            request.extensions_mut().insert(visitor);
        }
        Ok(None) => {}
        // Said as what it is: someone who is signed in must not be told that they are not.
        Err(error) => return Failure(error).into_response(),
    }
    next.run(request).await
}

fn proof(headers: &HeaderMap, https: bool) -> Option<Proof> {
    let bearer =
        headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
    if let Some(key) = bearer {
        return Some(Proof::Key(key.trim().to_owned()));
    }
    let jar = CookieJar::from_headers(headers);
    Some(Proof::Session(jar.get(cookie_name(https))?.value().to_owned()))
}

async fn visitor(web: &Web, proof: Proof, origin: &str) -> engine::Result<Option<SignedIn>> {
    Ok(match proof {
        Proof::Session(token) => people::who::who(web, &token, origin).await?.map(|found| SignedIn {
            actor: found.actor,
            email: found.email,
            session: Some(found.session),
            token: Some(token),
            key: None,
        }),
        Proof::Signature(signature) => {
            people::api_key::signed::who_signed(web, &signature, origin).await?.map(program)
        }
        Proof::Key(key) => people::api_key::who(web, &key, origin).await?.map(program),
    })
}

fn program(caller: people::api_key::Caller) -> SignedIn {
    let (actor, key) = (caller.actor, Some(caller.key));
    SignedIn { actor, email: String::new(), session: None, token: None, key }
}
