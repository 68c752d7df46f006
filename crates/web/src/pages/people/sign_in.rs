//! The page where people sign in.

use askama::Template;
use axum::{
    Extension, Form,
    extract::{Query, State},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use engine::people::sign_in::{SignInError, sign_in};
use secrecy::SecretString;
use serde::Deserialize;

use super::sessions::{Caller, begin};
use crate::{Web, failure::Page, session::SignedIn, shell::page_with};

#[derive(Template)]
#[template(path = "people/sign_in.html")]
struct SignInPage {
    email: String,
    return_to: String,
    wrong: Option<String>,
    wait: Option<String>,
}

impl SignInPage {
    /// What a field is for, and whether the cursor starts there: whoever comes back has only the password to type.
    fn attrs(&self, field: &str) -> &'static str {
        match (field, self.email.is_empty()) {
            ("username", true) => r#"autocomplete="username" autofocus"#,
            ("username", false) => r#"autocomplete="username""#,
            (_, true) => r#"autocomplete="current-password""#,
            (_, false) => r#"autocomplete="current-password" autofocus"#,
        }
    }
}

/// Where to go after signing in.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Target {
    return_to: String,
}

/// What was typed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    email: String,
    password: SecretString,
    return_to: String,
}

/// A page of this server; anything that could lead elsewhere becomes the start page.
pub(crate) fn local(path: &str) -> String {
    let good = path.starts_with('/')
        && !path.starts_with("//")
        && !path.starts_with("/sign-in")
        && !path.chars().any(|c| c == '\\' || c.is_control());
    if good { path.to_owned() } else { "/".to_owned() }
}

pub(super) async fn show(who: Option<Extension<SignedIn>>, Query(target): Query<Target>) -> Response {
    let return_to = local(&target.return_to);
    if who.is_some() {
        return Redirect::to(&return_to).into_response();
    }
    page_with(StatusCode::OK, &SignInPage { email: String::new(), return_to, wrong: None, wait: None })
}

pub(super) async fn submit(
    State(web): State<Web>,
    Caller(visitor): Caller,
    before: Option<Extension<SignedIn>>,
    Form(typed): Form<Typed>,
) -> Page {
    let return_to = local(&typed.return_to);
    let error = match sign_in(&web, &typed.email, &typed.password, &visitor).await {
        Ok(session) => return begin(&web, session, before.as_deref(), &return_to).await,
        Err(SignInError::Other(error)) => return Err(error.into()),
        Err(error) => error,
    };
    let said = Some(error.to_string());
    let (status, wrong, wait) = match error {
        SignInError::TooOften(_) => (StatusCode::TOO_MANY_REQUESTS, None, said),
        _ => (StatusCode::UNPROCESSABLE_ENTITY, said, None),
    };
    Ok(page_with(status, &SignInPage { email: typed.email, return_to, wrong, wait }))
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_pages_of_this_server_are_returned_to() {
        assert_eq!(local("/jobs/7?stage=offer"), "/jobs/7?stage=offer");
        for away in [
            "",
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "javascript:alert(1)",
            "/sign-in",
        ] {
            assert_eq!(local(away), "/", "{away}");
        }
    }
}
