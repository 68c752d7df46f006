//! A company on each database, with a held clock, for the tests of this folder.

use std::{sync::Arc, time::Duration};

use connect::{Http, clock::HeldClock, hosts::Sandboxes};
use jiff::Timestamp;
use model::{access::Role, workspace::WorkspaceKind};
use secrecy::{ExposeSecret, SecretString};
use store::{
    seal::Vault,
    testing::{Fresh, fresh},
};

use super::{
    NewSession, SignedIn, Visitor,
    accept_invitation::accept_invitation,
    invite::invite,
    password::PasswordCost,
    setup::{self, First},
    who::who,
};
use crate::{App, app::Parts, dice::Dice, screening::reading::InProcess};

/// The administrator's password.
pub(crate) const PASSWORD: &str = "seven quiet otters";

/// The administrator's e-mail address.
pub(crate) const EMAIL: &str = "ingrid.solbakken@example.com";

/// An app on a fresh database in which nobody can sign in yet.
pub(crate) struct Bench {
    pub(crate) app: App,
    pub(crate) clock: Arc<HeldClock>,
    fresh: Fresh,
}

/// One bench for each kind of database that this run has.
pub(crate) async fn benches() -> Vec<Bench> {
    let mut benches = Vec::new();
    for fresh in fresh().await {
        let clock = Arc::new(HeldClock::at("2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap()));
        let app = App::new(Parts {
            db: fresh.db.clone(),
            clock: clock.clone(),
            dice: Dice::from_seed([7; 32]),
            http: Http::new(None).unwrap(),
            connectors: Vec::new(),
            sandboxes: Sandboxes::default(),
            vault: Vault::new(["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]).unwrap(),
            password_cost: PasswordCost::QUICK,
            resumes: Arc::new(InProcess),
        });
        benches.push(Bench { app, clock, fresh });
    }
    benches
}

/// A visitor at an address of the documentation range.
pub(crate) fn visitor(last: u8) -> Visitor {
    Visitor { address: format!("192.0.2.{last}"), user_agent: "Test browser".into() }
}

impl Bench {
    /// Which database this is, for a failure's message.
    pub(crate) fn kind(&self) -> String {
        self.fresh.address.split(':').next().unwrap_or_default().to_owned()
    }

    /// Moves the clock.
    pub(crate) fn later(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// What the first administrator types.
    pub(crate) fn first() -> First {
        First {
            company: "Fjordlys".into(),
            kind: WorkspaceKind::Sandbox,
            name: "Ingrid Solbakken".into(),
            email: EMAIL.into(),
            password: PASSWORD.into(),
        }
    }

    /// Makes the first administrator, who is then signed in.
    pub(crate) async fn administrator(&self) -> SignedIn {
        let token = setup::one_time_link(&self.app).await.unwrap().unwrap();
        let made = setup::create_first(&self.app, token.expose_secret(), &Self::first(), &visitor(1)).await;
        self.signed_in(&made.unwrap()).await
    }

    /// Brings somebody else in, by invitation.
    pub(crate) async fn colleague(&self, by: &SignedIn, email: &str, role: Role) -> SignedIn {
        let (_, token) = invite(&self.app, &by.actor, email, role).await.unwrap();
        let password = SecretString::from("a colleague's password");
        let name = format!("Colleague {email}");
        let made =
            accept_invitation(&self.app, token.expose_secret(), &name, &password, &visitor(2)).await.unwrap();
        self.signed_in(&made).await
    }

    /// Who a session says is signed in.
    pub(crate) async fn signed_in(&self, session: &NewSession) -> SignedIn {
        self.find(session).await.expect("a session that counts")
    }

    /// Who a session says is signed in, if anybody.
    pub(crate) async fn find(&self, session: &NewSession) -> Option<SignedIn> {
        who(&self.app, session.token.expose_secret(), "192.0.2.1").await.unwrap()
    }

    /// The actions of the audit log, newest first.
    pub(crate) async fn actions(&self, who: &SignedIn) -> Vec<String> {
        let lines = store::audit::recent(&self.app.db, who.actor.workspace, 50).await.unwrap();
        lines.into_iter().map(|line| line.action).collect()
    }
}
