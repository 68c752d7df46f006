//! A browser's session: its cookie, and its end.

use std::time::Duration;

use axum::{
    extract::{FromRequestParts, State},
    http::{HeaderValue, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::cookie::{Cookie, SameSite};
use engine::people::{self, NewSession, Visitor, sign_out};
use secrecy::ExposeSecret;

use crate::{
    Web,
    client::address,
    failure::{Failure, Page},
    flash::done,
    session::{SignedIn, cookie_name},
};

/// From where somebody asks who may have no session.
pub(crate) struct Caller(pub(crate) Visitor);

impl FromRequestParts<Web> for Caller {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Self::Rejection> {
        let agent = parts.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let user_agent = agent.unwrap_or_default().to_owned();
        let address = address(&parts.extensions, &parts.headers, web.https);
        Ok(Self(Visitor { address, user_agent }))
    }
}

fn cookie(web: &Web, value: String, lifetime: Duration) -> Option<HeaderValue> {
    let cookie = Cookie::build((cookie_name(web.https), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(web.https)
        .max_age(lifetime.try_into().ok()?);
    HeaderValue::from_str(&cookie.to_string()).ok()
}

fn with_cookie(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Gives the browser its new session and goes to a page. The session it had before, if any, ends.
pub(super) async fn begin(web: &Web, session: NewSession, before: Option<&SignedIn>, to: &str) -> Page {
    if let Some(old) = before.and_then(in_engine) {
        sign_out::sign_out(web, &old).await?;
    }
    let cookie = cookie(web, session.token.expose_secret().to_owned(), session.lifetime);
    Ok(with_cookie(Redirect::to(to).into_response(), cookie))
}

/// The engine's view of who is signed in by a session; none for a program with a key.
pub(super) fn in_engine(who: &SignedIn) -> Option<people::SignedIn> {
    let (actor, email) = (who.actor.clone(), who.email.clone());
    who.session.map(|session| people::SignedIn { actor, session, email })
}

/// Who is signed in by a session.
///
/// # Errors
/// For a program: what is asked is for people.
pub(super) fn person(who: &SignedIn) -> Result<people::SignedIn, Failure> {
    in_engine(who).ok_or_else(Failure::denied)
}

/// Ends this browser's session.
pub(super) async fn sign_out(State(web): State<Web>, who: SignedIn) -> Page {
    sign_out::sign_out(&web, &person(&who)?).await?;
    Ok(with_cookie(Redirect::to("/sign-in").into_response(), cookie(&web, String::new(), Duration::ZERO)))
}

/// Ends all other sessions of whoever asks.
pub(super) async fn sign_out_everywhere(State(web): State<Web>, who: SignedIn) -> Page {
    let ended = sign_out::sign_out_everywhere(&web, &person(&who)?).await?;
    let sessions =
        if ended == 1 { "One other session was".into() } else { format!("{ended} other sessions were") };
    Ok(done("/account", &format!("{sessions} ended. You stay signed in here.")))
}
