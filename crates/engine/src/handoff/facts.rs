//! What is known of a hire, by the words that a mapping uses.

use std::collections::BTreeMap;

use model::{
    WorkspaceId,
    application::{Application, Offer},
    candidate::Profile,
    hire::Source,
    job::Job,
    remote::FieldSubject,
};
use store::{
    Conn,
    hiring::{field, field_value},
};

use crate::error::Result;

/// What is known, by source. What is not known is absent.
#[derive(Debug, Default)]
pub(super) struct Facts {
    values: BTreeMap<String, String>,
    /// The names of the workspace's own fields, by source.
    names: BTreeMap<String, String>,
}

impl Facts {
    /// Everything known of one hire.
    pub async fn load(
        conn: &impl Conn,
        workspace: WorkspaceId,
        profile: &Profile,
        application: &Application,
        job: &Job,
    ) -> Result<Self> {
        let mut facts = Self::default();
        facts.of_candidate(profile);
        facts.of_job(job);
        facts.of_offer(&application.offer, job);
        for subject in FieldSubject::ALL {
            for field in field::of(conn, workspace, subject).await? {
                facts.names.insert(format!("custom.{}", field.id), field.name);
            }
        }
        let own = field::values(conn, workspace, application.candidate).await?;
        let of_application = field_value::of_applications(conn, workspace, &[application.id]).await?;
        let of_job = field_value::of_jobs(conn, workspace, &[job.id]).await?;
        let others = of_application.into_values().chain(of_job.into_values()).flatten();
        for (id, value) in own.into_iter().chain(others) {
            facts.set(&format!("custom.{id}"), &value);
        }
        Ok(facts)
    }

    /// The value of a source.
    pub fn get<'a>(&'a self, source: &'a Source) -> Option<&'a str> {
        match source.0.strip_prefix("text:") {
            Some(constant) => Some(constant).filter(|text| !text.trim().is_empty()),
            None => self.values.get(&source.0).map(String::as_str),
        }
    }

    /// What people call a source.
    pub fn label(&self, source: &Source) -> String {
        if source.0.starts_with("text:") {
            return "A fixed value of the mapping".into();
        }
        let known = Source::KNOWN.iter().find(|(word, _)| *word == source.0);
        match (known, self.names.get(&source.0)) {
            (Some((_, label)), _) => (*label).into(),
            (None, Some(name)) => format!("Own field: {name}"),
            (None, None) => "A field that no longer exists".into(),
        }
    }

    fn set(&mut self, source: &str, value: &str) {
        if !value.trim().is_empty() {
            self.values.insert(source.into(), value.trim().into());
        }
    }

    fn of_candidate(&mut self, profile: &Profile) {
        let born = profile.date_of_birth.map(|date| date.to_string()).unwrap_or_default();
        for (field, value) in [
            ("first_name", &profile.first_name),
            ("middle_name", &profile.middle_name),
            ("last_name", &profile.last_name),
            ("preferred_name", &profile.preferred_name),
            ("email", &profile.email),
            ("phone", &profile.phone),
            ("date_of_birth", &born),
            ("gender", &profile.gender),
            ("address_line1", &profile.address_line1),
            ("address_line2", &profile.address_line2),
            ("city", &profile.city),
            ("state", &profile.state),
            ("postcode", &profile.postcode),
            ("country", &profile.country),
            ("profile_url", &profile.profile_url),
        ] {
            self.set(&format!("candidate.{field}"), value);
        }
    }

    fn of_job(&mut self, job: &Job) {
        self.set("job.title", &job.title);
        self.set("job.department", &job.department);
        self.set("job.division", &job.division);
        self.set("job.location", &job.location);
        self.set("job.employment_type", &job.employment_type);
    }

    fn of_offer(&mut self, offer: &Offer, job: &Job) {
        if let Some(date) = offer.start_date {
            self.set("offer.start_date", &date.to_string());
        }
        // The offer names a title only where it differs from the job's.
        let title = if offer.job_title.trim().is_empty() { &job.title } else { &offer.job_title };
        self.set("offer.job_title", title);
        if !offer.salary.trim().is_empty() && !offer.currency.trim().is_empty() {
            self.set("offer.pay", &format!("{} {}", offer.salary.trim(), offer.currency.trim()));
        }
        self.set("offer.pay_period", &offer.pay_period);
        self.set("offer.pay_type", &offer.pay_type);
        self.set("offer.manager", &offer.manager);
    }
}

#[cfg(test)]
impl Facts {
    /// Facts out of pairs, for the tests of what is done with them.
    pub fn of(values: &[(&str, &str)]) -> Self {
        let mut facts = Self::default();
        values.iter().for_each(|(source, value)| facts.set(source, value));
        facts
    }
}
