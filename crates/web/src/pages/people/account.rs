//! One's own account: name, password, sessions.

use askama::Template;
use axum::{Form, extract::State, http::StatusCode};
use engine::people::{change_password, list_sessions, rename};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;

use super::{problems::Problems, sessions::person};
use crate::{
    Web,
    failure::Page,
    flash::done,
    session::SignedIn,
    shell::{Shell, page_with},
};

#[derive(Template)]
#[template(path = "people/account.html")]
struct AccountPage {
    shell: Shell,
    email: String,
    name: String,
    problems: Problems,
    sessions: Vec<SessionLine>,
}

struct SessionLine {
    browser: String,
    address: String,
    here: bool,
    since: String,
    since_text: String,
    seen: String,
    seen_text: String,
}

/// A moment as the script reads it, and as it stands without the script.
pub(super) fn moment(at: Timestamp) -> (String, String) {
    (at.to_string(), at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}

/// What a browser calls itself, in two words.
fn browser(agent: &str) -> String {
    let find = |names: &[(&str, &'static str)]| {
        names.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    // The order matters: each browser also claims to be those below it.
    let program = find(&[
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (program, system) {
        (Some(program), Some(system)) => format!("{program} on {system}"),
        (Some(one), None) | (None, Some(one)) => one.into(),
        (None, None) => "Another program".into(),
    }
}

/// What a form of the page brought back.
#[derive(Default)]
struct Typed {
    name: Option<String>,
    problems: Problems,
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, status: StatusCode, typed: Typed) -> Page {
    let sessions = list_sessions::list_sessions(web, &who.actor).await?;
    let sessions = sessions.into_iter().map(|session| {
        let ((since, since_text), (seen, seen_text)) =
            (moment(session.created_at), moment(session.last_seen_at));
        let (browser, here) = (browser(&session.user_agent), Some(session.id) == who.session);
        SessionLine { browser, address: session.address, here, since, since_text, seen, seen_text }
    });
    let page = AccountPage {
        shell,
        email: who.email.clone(),
        name: typed.name.unwrap_or_else(|| who.actor.name.clone()),
        problems: typed.problems,
        sessions: sessions.collect(),
    };
    Ok(page_with(status, &page))
}

const WRONG: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, StatusCode::OK, Typed::default()).await
}

/// A name that was typed.
#[derive(Deserialize)]
pub(super) struct NewName {
    name: String,
}

pub(super) async fn rename(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(new): Form<NewName>,
) -> Page {
    match rename::rename(&web, &who.actor, &new.name).await {
        Ok(()) => Ok(done("/account", "Your name is saved.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, shell, &who, WRONG, Typed { name: Some(new.name), problems }).await
        }
    }
}

/// The two passwords that were typed.
#[derive(Deserialize)]
pub(super) struct Passwords {
    current: SecretString,
    new: SecretString,
}

pub(super) async fn change_password(
    State(web): State<Web>,
    shell: Shell,
    who: SignedIn,
    Form(typed): Form<Passwords>,
) -> Page {
    match change_password::change_password(&web, &person(&who)?, &typed.current, &typed.new).await {
        Ok(_) => Ok(done("/account", "Your password is changed, and your other sessions have ended.")),
        Err(error) => {
            let problems = Problems::from_error(error)?;
            draw(&web, shell, &who, WRONG, Typed { problems, ..Typed::default() }).await
        }
    }
}

#[cfg(test)]
mod tests {
    use super::browser;

    #[test]
    fn browsers_are_told_apart_by_their_own_mark() {
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0";
        assert_eq!(browser(edge), "Edge on Windows");
        assert_eq!(browser("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Firefox/127.0"), "Firefox on Linux");
        assert_eq!(browser("curl/8.0"), "Another program");
    }
}
