//! Sending the floor on its errand, in a process of its own.

use std::path::PathBuf;

use connect::{
    http::{Auth, Body, Target},
    token::Exchange,
};
use reqwest::header::HeaderMap;
use tokio::process::Command;

use super::{
    Measured,
    floor::{Errand, Floor, Grant},
};

impl Measured<'_> {
    /// The best of so many floors, so that the hub is held against a good one.
    pub async fn floor(&self, addresses: &[String], times: usize) -> Option<Floor> {
        let mut best: Option<Floor> = None;
        for nth in 0..times {
            let one = self.one_floor(addresses, nth).await;
            if best.as_ref().is_none_or(|best| one.seconds < best.seconds) {
                best = Some(one);
            }
        }
        best
    }

    async fn one_floor(&self, addresses: &[String], nth: usize) -> Floor {
        let auth = self.stage.connector(self.ats.vendor).auth(&self.credentials);
        let token = match &auth {
            Auth::Token(exchange) => Some(self.grant(exchange)),
            _ => None,
        };
        let folder = self.stage.folder.path();
        let database = folder.join(format!("floor-{nth}.sqlite"));
        let errand =
            Errand { addresses: addresses.to_vec(), headers: pairs(&auth.headers()), token, database };
        let file: PathBuf = folder.join(format!("errand-{nth}.json"));
        std::fs::write(&file, serde_json::to_vec(&errand).unwrap()).unwrap();
        let this = std::env::current_exe().unwrap();
        let done = Command::new(this).arg("--floor").arg(&file).output().await.unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// The call that asks for a token; the sandbox serves every host of the vendor's at one address.
    fn grant(&self, exchange: &Exchange) -> Grant {
        let (Target::Path(path) | Target::Host(_, path)) = &exchange.call.target else {
            panic!("a token is asked for on a host of the vendor's")
        };
        let Body::Form(form) = &exchange.call.body else { panic!("a token is asked for with a form") };
        let base = self.stage.announcement(self.ats.vendor).base_url;
        Grant {
            address: format!("{}{path}", base.trim_end_matches('/')),
            headers: pairs(&exchange.proof.headers()),
            form: form.clone(),
        }
    }
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    headers.iter().map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect()
}
