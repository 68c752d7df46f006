//! Whose token it is, and what it may do.

use axum::http::{HeaderMap, header};
use serde_json::Value;

use super::{args::Args, errors::Refusal};

/// The token behind a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The token itself.
    pub token: String,
    /// What it may do.
    pub scopes: Vec<String>,
}

impl Caller {
    /// Who calls: by the Authorization header, or by the argument `token` of a form.
    ///
    /// # Errors
    /// `not_authed`, `invalid_auth`, `token_revoked`.
    pub fn of(documents: &Value, headers: &HeaderMap, args: &Args) -> Result<Self, Refusal> {
        let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| value.strip_prefix("Bearer ")).or_else(|| args.text("token"));
        let token = token.filter(|token| !token.is_empty()).ok_or(Refusal::Word("not_authed"))?;
        match &documents["tokens"][token] {
            Value::Null => Err(Refusal::Word("invalid_auth")),
            known if known["revoked"] == true => Err(Refusal::Word("token_revoked")),
            known => {
                let scopes = known["scopes"].as_array().into_iter().flatten();
                let scopes = scopes.filter_map(|scope| scope.as_str().map(str::to_owned)).collect();
                Ok(Self { token: token.to_owned(), scopes })
            }
        }
    }

    /// Insists on a scope.
    ///
    /// # Errors
    /// `missing_scope`.
    pub fn insist(&self, scope: &'static str) -> Result<(), Refusal> {
        if scope.is_empty() || self.scopes.iter().any(|has| has == scope) {
            return Ok(());
        }
        Err(Refusal::Scope(scope, self.scopes.join(",")))
    }
}
