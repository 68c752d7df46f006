//! Whose token it is, for whom it acts, and what it may do.

use axum::{
    extract::Request,
    http::{header, uri::Scheme},
};
use jiff::Timestamp;
use serde_json::Value;

use super::errors::Refusal;
use crate::greenhouse::sandbox::{
    rows,
    token::{holder::Holder, jwt},
};

/// Who calls, and where the call came in.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The credential behind the token, by which calls are counted.
    pub client: String,
    /// The user for whom it acts.
    pub user: u64,
    holder: Holder,
    is_site_admin: bool,
    /// Scheme and host as the caller wrote them.
    pub base: String,
}

impl Caller {
    /// Who calls.
    ///
    /// # Errors
    /// 401 where there is no token, or one that is not good any more.
    pub fn of(documents: &Value, request: &Request, now: Timestamp) -> Result<Self, Refusal> {
        let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = bearer
            .and_then(|value| value.split_once(' '))
            .and_then(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer").then_some(token.trim()));
        let claims = token.and_then(|token| jwt::read(documents, token));
        let claims = claims.ok_or_else(|| Refusal::unauthorized("Token could not be decoded"))?;
        if now.as_second() >= claims.ends {
            return Err(Refusal::unauthorized("Token has expired"));
        }
        let holder = Holder::find(documents, &claims.client)
            .ok_or_else(|| Refusal::unauthorized("The credential was revoked"))?;
        let user = rows::find(documents, "users", claims.user).filter(|user| user["deactivated"] != true);
        let user = user.ok_or_else(|| Refusal::unauthorized("The user of the token is not active"))?;
        Ok(Self {
            client: claims.client,
            user: claims.user,
            holder,
            is_site_admin: user["site_admin"] == true,
            base: base(request),
        })
    }

    /// Insists on a scope.
    ///
    /// # Errors
    /// 403 with a sentence of ours that names the scope: the vendor's is not known.
    pub fn insist(&self, scope: &str) -> Result<(), Refusal> {
        if self.holder.may(scope) {
            return Ok(());
        }
        Err(Refusal::forbidden(format!("The token lacks the scope {scope}.")))
    }

    /// Insists on a user who may read lists.
    ///
    /// # Errors
    /// 403 where the user is no Site Admin.
    pub fn insist_on_site_admin(&self) -> Result<(), Refusal> {
        if self.is_site_admin {
            return Ok(());
        }
        Err(Refusal::forbidden("Lists are read to Site Admins only; the user of the token is none."))
    }
}

/// Scheme and host of a call. A host that ends TLS says so by putting the scheme among the extensions.
fn base(request: &Request) -> String {
    let told = request.extensions().get::<Scheme>().or_else(|| request.uri().scheme());
    let scheme = told.map_or("http", Scheme::as_str);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}
