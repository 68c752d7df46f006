//! An installation for the tests of the checks.

use connect::hosts::Sandboxes;
use engine::{
    Actor, App,
    people::{Visitor, password::PasswordCost, setup},
};
use model::workspace::WorkspaceKind;
use secrecy::ExposeSecret;

use crate::wire;

/// An app on an empty database.
pub struct Bench {
    pub app: App,
    _folder: tempfile::TempDir,
}

pub async fn bench() -> Bench {
    let folder = tempfile::tempdir().unwrap();
    let app = wire::app_with(folder.path(), None, Sandboxes::default(), None, PasswordCost::QUICK);
    Bench { app: app.await.unwrap(), _folder: folder }
}

impl Bench {
    /// Makes a company, and gives back its only administrator.
    pub async fn company(&self, kind: WorkspaceKind) -> Actor {
        let link = setup::one_time_link(&self.app).await.unwrap().unwrap();
        let first = setup::First {
            company: "Larkmoor".into(),
            kind,
            name: "Ada Byron".into(),
            email: "ada@example.com".into(),
            password: "four patient herons at dusk".into(),
        };
        let visitor = Visitor { address: "local".into(), user_agent: "test".into() };
        setup::create_first(&self.app, link.expose_secret(), &first, &visitor).await.unwrap().actor
    }
}
