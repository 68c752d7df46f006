//! Settings > Users: who can sign in, with which role, and who is invited.

use askama::Template;
use axum::{extract::State, http::StatusCode};
use engine::people::{invite, list_users};
use model::{InvitationId, UserId, access::Role};

use super::{account::moment, problems::Problems};
use crate::{
    Web,
    failure::Page,
    session::SignedIn,
    shell::{Shell, page_with},
};

pub(super) mod change;

#[derive(Template)]
#[template(path = "people/users.html")]
struct UsersPage {
    shell: Shell,
    tab: &'static str,
    email: String,
    role: Role,
    roles: [Role; 4],
    new_link: Option<(String, String)>,
    /// Whether a letter with the link goes out by itself.
    is_sent: bool,
    problems: Problems,
    users: Vec<UserLine>,
    invitations: Vec<InvitationLine>,
}

struct UserLine {
    id: UserId,
    name: String,
    initials: String,
    email: String,
    role: Role,
    since: String,
    since_text: String,
    disabled: bool,
    you: bool,
}

struct InvitationLine {
    id: InvitationId,
    email: String,
    role: &'static str,
    until: String,
    until_text: String,
}

/// What the invitation's form brought back.
struct Typed {
    email: String,
    role: Role,
    new_link: Option<(String, String)>,
    problems: Problems,
}

impl Default for Typed {
    fn default() -> Self {
        Self { email: String::new(), role: Role::Recruiter, new_link: None, problems: Problems::default() }
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}

async fn draw(web: &Web, shell: Shell, who: &SignedIn, status: StatusCode, typed: Typed) -> Page {
    let users = list_users::list_users(web, &who.actor).await?.into_iter().map(|user| {
        let (since, since_text) = moment(user.created_at);
        UserLine {
            id: user.id,
            initials: initials(&user.name),
            name: user.name,
            email: user.email,
            role: user.role,
            since,
            since_text,
            disabled: user.disabled,
            you: who.actor.user == Some(user.id),
        }
    });
    let invitations = invite::list_open(web, &who.actor).await?.into_iter().map(|invitation| {
        let (until, until_text) = moment(invitation.expires_at);
        let (id, email, role) = (invitation.id, invitation.email, invitation.role.label());
        InvitationLine { id, email, role, until, until_text }
    });
    let page = UsersPage {
        shell: shell.at("settings"),
        tab: "users",
        email: typed.email,
        role: typed.role,
        roles: Role::ALL,
        new_link: typed.new_link,
        is_sent: engine::mail::server::get(web, &who.actor).await?.is_some(),
        problems: typed.problems,
        users: users.collect(),
        invitations: invitations.collect(),
    };
    Ok(page_with(status, &page))
}

pub(super) async fn show(State(web): State<Web>, shell: Shell, who: SignedIn) -> Page {
    draw(&web, shell, &who, StatusCode::OK, Typed::default()).await
}
