//! `/settings`: what can be set, for whoever may set it.

use askama::Template;
use model::access::Right;

use crate::{
    access::{Access, Route, get},
    failure::Page,
    session::SignedIn,
    shell::{Shell, page},
};

/// The route of this page.
pub fn routes() -> Vec<Route> {
    vec![get("/settings", Access::SignedIn, show)]
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    shell: Shell,
    cards: Vec<&'static Card>,
}

/// A way to a page of settings.
struct Card {
    /// What it needs; nothing where it is for everybody.
    needs: Option<Right>,
    address: &'static str,
    icon: &'static str,
    tone: &'static str,
    name: &'static str,
    text: &'static str,
}

const CARDS: &[Card] = &[
    Card {
        needs: Some(Right::IntegrationsManage),
        address: "/settings/integrations",
        icon: "plug",
        tone: "teal",
        name: "Integrations",
        text: "Connect the HR system, choose its fields, and see every call that was made.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/users",
        icon: "users",
        tone: "blue",
        name: "Users",
        text: "Who can sign in, with which role, and who is invited.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/workflows",
        icon: "board",
        tone: "violet",
        name: "Hiring workflows",
        text: "The stages that a job's applications move through.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/fields",
        icon: "pencil",
        tone: "amber",
        name: "Custom fields",
        text: "What you keep of each candidate beyond the usual.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/tags",
        icon: "tag",
        tone: "green",
        name: "Tags",
        text: "Labels for candidates, in categories with colours.",
    },
    Card {
        needs: Some(Right::IntegrationsManage),
        address: "/settings/webhooks",
        icon: "external",
        tone: "blue",
        name: "Webhooks",
        text: "Which programs are told what happens here, and what they answered.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/mail",
        icon: "mail",
        tone: "teal",
        name: "Mail",
        text: "The server that letters go out by, and the mailbox with every letter that was written.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/referrals",
        icon: "users",
        tone: "green",
        name: "Referrals",
        text: "When employees are asked for people they know, in which words, and what a hire earns them.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/screening-notice",
        icon: "info",
        tone: "violet",
        name: "Notice to applicants",
        text: "What applicants are told about screening, and how they opt out.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/screening",
        icon: "filter",
        tone: "blue",
        name: "Screening",
        text: "The threshold of jobs without one of their own, and who is left out.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/screening-model",
        icon: "search",
        tone: "blue",
        name: "Model for meaning",
        text: "Finds skills that résumés describe in other words. Off until you name a model.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/audit",
        icon: "shield",
        tone: "slate",
        name: "Audit log",
        text: "Who did what, when and from where.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/fairness",
        icon: "users",
        tone: "teal",
        name: "Fairness",
        text: "Impact report by group, voluntary questions, the ledger of screening, and how long people are kept.",
    },
    Card {
        needs: Some(Right::WorkspaceManage),
        address: "/settings/erasures",
        icon: "trash",
        tone: "red",
        name: "Erasures",
        text: "Receipts of people who were erased.",
    },
    Card {
        needs: Some(Right::CandidatesWrite),
        address: "/candidates/import",
        icon: "upload",
        tone: "orange",
        name: "Import candidates",
        text: "Bring people in from a CSV file, with a preview before anything is kept.",
    },
    Card {
        needs: None,
        address: "/account",
        icon: "user",
        tone: "red",
        name: "Your account",
        text: "Your name, password, sessions and API keys.",
    },
];

async fn show(shell: Shell, visitor: SignedIn) -> Page {
    let may = |card: &&Card| card.needs.is_none_or(|right| visitor.actor.role.may(right));
    Ok(page(&SettingsPage { shell: shell.at("settings"), cards: CARDS.iter().filter(may).collect() }))
}
