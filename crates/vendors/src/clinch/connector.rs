//! The connector: how calls are signed, and what a key may do.

use async_trait::async_trait;
use connect::{
    Connector, Credentials, Crm, Ctx, Manifest, Reply, VendorError, error::Result, http::Auth,
    sign::SigningKey,
};
use model::connection::{CheckReport, PermissionFinding, Probe};

use super::{SCHEME, client::Client, errors::clock_ahead, manifest, wire::Many};

/// The connector. It keeps nothing: all it needs comes with each call.
pub struct Clinch;

/// The lists that show whether something may be read: permission, path, what for, and what its rows are.
const READS: [(&str, &str, &str, &str); 4] = [
    ("candidates.read", "candidates", "see whether candidates may be read", "candidates"),
    (
        "custom_fields.read",
        "candidate_custom_fields",
        "see whether custom fields may be read",
        "custom fields",
    ),
    ("lists.read", "lists", "see whether lists may be read", "lists"),
    ("projects.read", "projects", "see whether projects may be read", "projects"),
];

#[async_trait]
impl Connector for Clinch {
    fn manifest(&self) -> &'static Manifest {
        manifest()
    }

    fn auth(&self, credentials: &Credentials) -> Auth {
        let (key, secret) = (credentials.get("key").to_owned(), credentials.get("secret").into());
        Auth::Signature(SigningKey { scheme: SCHEME, key, secret })
    }

    async fn check(&self, ctx: &Ctx) -> Result<CheckReport> {
        let client = Client(ctx);
        let mut report = CheckReport::default();
        for permission in &manifest().permission {
            let key = permission.key.as_str();
            let (probe, detail) = match READS.iter().find(|read| read.0 == key) {
                Some((_, path, purpose, rows)) => {
                    reading(client.first(purpose, path).await, rows, |reply| {
                        report.clock_ahead = clock_ahead(ctx, reply);
                    })?
                }
                None => (Probe::Unknown, "Only writing would show this, so it was not tried.".to_owned()),
            };
            report.permissions.push(PermissionFinding { key: key.into(), probe, detail });
        }
        // No call tells the company's name.
        report.account = ctx.settings.get("credential").cloned().unwrap_or_default();
        Ok(report)
    }

    fn crm(&self) -> Option<&dyn Crm> {
        Some(self)
    }
}

fn reading(reply: Result<Reply>, rows: &str, answered: impl FnOnce(&Reply)) -> Result<(Probe, String)> {
    let reply = match reply {
        Ok(reply) => reply,
        Err(VendorError::Forbidden(why) | VendorError::NotFound(why)) => {
            return Ok((Probe::Missing, format!("Clinch refused: {why}.")));
        }
        // A path that we assumed and that is not there is no fault of the key.
        Err(error @ VendorError::Contract { .. }) => return Ok((Probe::Unknown, error.to_string())),
        Err(error) => return Err(error),
    };
    answered(&reply);
    Ok((
        Probe::Granted,
        match reply.json::<Many>()?.meta.total {
            Some(total) => format!("It shows {total} {rows}."),
            None => format!("It shows {rows}."),
        },
    ))
}
