//! `/settings/mail`: the mail server, and a letter to try it.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode, response::Response};
use engine::{
    Error,
    mail::{
        Security, Server, mailbox,
        server::{self, Typed as TypedServer},
    },
};
use secrecy::SecretString;
use serde::Deserialize;

use crate::{
    Web,
    failure::{Failure, Page},
    flash::{done, redirect_with},
    pages::{integrations::view::Moment, people::problems::Problems},
    session::SignedIn,
    shell::{Shell, page_with},
};

const HERE: &str = "/settings/mail";

#[derive(Template)]
#[template(path = "mail/server.html")]
struct ServerPage {
    shell: Shell,
    tab: &'static str,
    /// Whether letters go out at all.
    is_set: bool,
    has_password: bool,
    problem: Option<(Moment, String)>,
    /// How many letters wait in the mailbox because there was no server.
    kept: u64,
    email: String,
    public: String,
    is_told: bool,
    form: Typed,
    securities: [(&'static str, &'static str); 3],
    problems: Problems,
}

/// The form as it was typed.
#[derive(Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    host: String,
    port: String,
    security: String,
    user: String,
    password: SecretString,
    from_address: String,
    from_name: String,
}

impl Default for Typed {
    fn default() -> Self {
        let empty = String::new;
        Self {
            host: empty(),
            port: "465".into(),
            security: Security::Tls.as_str().into(),
            user: empty(),
            password: empty().into(),
            from_address: empty(),
            from_name: empty(),
        }
    }
}

impl Typed {
    fn of(server: &Server) -> Self {
        Self {
            host: server.host.clone(),
            port: server.port.to_string(),
            security: server.security.as_str().into(),
            user: server.user.clone(),
            password: SecretString::default(),
            from_address: server.from_address.clone(),
            from_name: server.from_name.clone(),
        }
    }
}

async fn draw(web: &Web, who: &SignedIn, shell: Shell, came: Option<(Typed, Problems)>) -> Page {
    let kept = server::get(web, &who.actor).await?;
    let status = came.as_ref().map_or(StatusCode::OK, |_| StatusCode::UNPROCESSABLE_ENTITY);
    let (form, problems) = came.unwrap_or_else(|| {
        let new = Typed { from_name: shell.workspace_name.clone(), ..Typed::default() };
        (kept.as_ref().map_or(new, Typed::of), Problems::default())
    });
    let page = ServerPage {
        tab: "mail",
        is_set: kept.is_some(),
        has_password: kept.as_ref().is_some_and(|kept| kept.password.is_some()),
        problem: kept.and_then(|kept| kept.problem).map(|(at, why)| (at.into(), why)),
        kept: mailbox::count_kept(web, &who.actor).await?,
        email: who.email.clone(),
        public: web.public.base().to_owned(),
        is_told: web.public.is_told(),
        form,
        securities: Security::ALL.map(|one| (one.as_str(), label(one))),
        problems,
        shell: shell.at("settings"),
    };
    Ok(page_with(status, &page))
}

fn label(security: Security) -> &'static str {
    match security {
        Security::Tls => "TLS (usually port 465)",
        Security::StartTls => "STARTTLS (usually port 587)",
        Security::None => "None, for a server on this machine",
    }
}

pub(super) async fn show(State(web): State<Web>, who: SignedIn, shell: Shell) -> Page {
    draw(&web, &who, shell, None).await
}

pub(super) async fn save(
    State(web): State<Web>,
    who: SignedIn,
    shell: Shell,
    Form(form): Form<Typed>,
) -> Page {
    let typed = TypedServer {
        host: form.host.clone(),
        port: form.port.clone(),
        security: Security::parse(&form.security).unwrap_or(Security::Tls),
        user: form.user.clone(),
        password: form.password.clone(),
        from_address: form.from_address.clone(),
        from_name: form.from_name.clone(),
    };
    match server::set(&web, &who.actor, &typed).await {
        Ok(()) => Ok(done(HERE, "The mail server is kept. Send a test letter to see whether it works.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, &who, shell, Some((form, problems))).await
        }
    }
}

pub(super) async fn try_out(State(web): State<Web>, who: SignedIn) -> Page {
    let good = format!("The mail server took a letter to {}. Look whether it arrived.", who.email);
    said(server::try_out(&web, &who.actor, &who.email).await, &good)
}

pub(super) async fn forget(State(web): State<Web>, who: SignedIn) -> Page {
    said(server::forget(&web, &who.actor).await, "The mail server is forgotten. Letters wait in the mailbox.")
}

fn said(result: engine::Result<()>, good: &str) -> Result<Response, Failure> {
    match result {
        Ok(()) => Ok(done(HERE, good)),
        Err(Error::Conflict(why)) => Ok(redirect_with(HERE, "error", &why)),
        Err(error) => Err(error.into()),
    }
}
