//! The letters of referrals: the workspace's words, with what this one is about put in.

use std::collections::BTreeMap;

use model::{
    contact::normal_email,
    referral::{Person, Template, TemplateKind},
};
use store::{
    Conn, Tx,
    hiring::job,
    people::user::{self, User},
    referrals::settings,
    workspace,
};

use super::Referral;
use crate::{
    App,
    error::{Error, Result},
    mail::{self, Letter},
};

/// What letters about a referral have to say.
pub(super) struct Facts {
    pub employee: User,
    pub recruiter: Option<User>,
    pub job: String,
    pub company: String,
}

impl Facts {
    pub async fn of(conn: &impl Conn, one: &Referral) -> Result<Self> {
        let space = one.workspace;
        let employee = user::get(conn, space, one.employee).await?.ok_or(Error::NotFound("employee"))?;
        let recruiter = match one.asked_by {
            Some(id) => user::get(conn, space, id).await?,
            None => None,
        };
        let job = job::get(conn, space, one.job).await?.map(|job| job.title).unwrap_or_default();
        let company = workspace::get(conn, space).await?.map(|space| space.name).unwrap_or_default();
        Ok(Self { employee, recruiter, job, company })
    }

    /// What stands for each variable, but the link.
    pub fn values(&self, person: &Person, note: &str) -> BTreeMap<&'static str, String> {
        let recruiter = self.recruiter.as_ref().map_or(&self.company, |one| &one.name);
        BTreeMap::from([
            ("candidate_name", person.full_name()),
            ("candidate_first_name", person.first_name.trim().to_owned()),
            ("employee_name", self.employee.name.clone()),
            ("recruiter_name", recruiter.clone()),
            ("job_title", self.job.clone()),
            ("company", self.company.clone()),
            ("note", note.to_owned()),
        ])
    }
}

/// The words of a letter in this workspace.
pub(super) async fn words(conn: &impl Conn, one: &Referral, kind: TemplateKind) -> Result<Template> {
    let mut all = settings::templates(conn, one.workspace).await?;
    Ok(all.remove(&kind).unwrap_or_else(|| kind.built_in()))
}

/// To whom a letter goes.
pub(super) struct To<'a> {
    pub name: &'a str,
    pub address: &'a str,
}

/// Keeps a letter for the mail server in the caller's transaction.
pub(super) async fn send(
    app: &App,
    tx: &Tx,
    one: &Referral,
    to: To<'_>,
    filled: Template,
    kind: TemplateKind,
) -> Result<()> {
    let letter = Letter {
        to_name: to.name.into(),
        to_address: to.address.into(),
        subject: filled.subject,
        text: filled.body,
        kind: format!("referral_{}", kind.as_str()),
        about: one.application,
    };
    mail::send(app, tx, one.workspace, letter).await?;
    Ok(())
}

/// The person's e-mail address, where there is one to write to.
pub(super) fn address(person: &Person) -> Option<String> {
    normal_email(&person.email)
}
