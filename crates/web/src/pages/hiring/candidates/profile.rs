//! `/candidates/{id}`: a person's page.

use std::collections::BTreeMap;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use engine::{
    Error,
    handoff::actions::{SendAction, send_actions},
    hiring::{
        Merge, Reason, jobs,
        profile::{Placed, merged_into, profile},
        tags::{self, Coloured},
        workflows,
    },
    sync::origin::fields_from,
};
use model::{
    ApplicationId, CandidateId, CustomFieldId,
    access::Right,
    attachment::{Attachment, AttachmentKind},
    candidate::Candidate,
    field::{CustomField, FieldKind},
    hire::FieldProblem,
    job::{Job, JobStatus},
};

use super::{
    resume::{Resume, Shown, resume},
    story::{Line, lines},
    there::{There, there},
};
use crate::{
    Web,
    failure::Page,
    pages::{handoff::panel, integrations::view::Moment},
    session::SignedIn,
    shell::{Shell, page_with},
};

/// What one of the page's forms brought back, with what is wrong with it.
#[derive(Default)]
pub(super) struct Brought {
    pub(super) comment: String,
    pub(super) fields: BTreeMap<String, String>,
    pub(super) problems: Vec<FieldProblem>,
}

#[derive(Template)]
#[template(path = "hiring/candidates/profile.html")]
struct ProfilePage {
    shell: Shell,
    candidate: Candidate,
    photo: Option<String>,
    may_write: bool,
    may_move: bool,
    /// Where this person may be sent: the menu's first entries.
    send_actions: Vec<SendAction>,
    /// Where this person was sent, as HTML.
    handoff_panel: String,
    there: There,
    application_fields: BTreeMap<ApplicationId, Vec<Field>>,
    applications: Vec<Placed>,
    open_jobs: Vec<Job>,
    lines: Vec<Line>,
    comment: String,
    resume: Option<Resume>,
    files: Vec<(Attachment, String, Moment)>,
    kinds: [AttachmentKind; 3],
    tags: Vec<Coloured>,
    other_tags: Vec<Coloured>,
    fields: Vec<Field>,
    duplicates: Vec<(Candidate, &'static str)>,
    merges: Vec<(Merge, Moment)>,
    problems: Vec<FieldProblem>,
}

/// A custom field with its value, or what was typed for it and what is wrong with that.
struct Field {
    field: CustomField,
    key: String,
    value: String,
    error: Option<String>,
    /// The system that its values come from, where they are changed.
    home: Option<String>,
}

impl Field {
    fn of(field: CustomField, value: String, key: String, brought: &Brought) -> Self {
        let typed = brought.fields.get(&key).cloned();
        let error = brought.problems.iter().find(|problem| problem.field == key);
        let error = error.map(|problem| problem.message.clone());
        Self { value: typed.unwrap_or(value), key, field, error, home: None }
    }

    /// The value as a reader sees it.
    fn shown(&self) -> String {
        match (self.field.kind, self.value.as_str()) {
            (FieldKind::Boolean, "true") => "Yes".into(),
            (FieldKind::Boolean, "false") => "No".into(),
            (FieldKind::Date, value) => value
                .parse::<jiff::civil::Date>()
                .map_or_else(|_| value.to_owned(), |day| day.strftime("%-d %b %Y").to_string()),
            (_, value) => value.replace('\n', ", "),
        }
    }

    fn has(&self, option: &str) -> bool {
        self.value.lines().any(|line| line == option)
    }
}

impl ProfilePage {
    /// The address in one line.
    fn address(&self) -> String {
        let p = &self.candidate.profile;
        let parts = [&p.address_line1, &p.address_line2, &p.city, &p.state, &p.postcode, &p.country];
        parts.into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    }

    /// What was offered, in one line; empty before an offer.
    fn terms(&self, placed: &Placed) -> String {
        let offer = &placed.application.offer;
        let pay = match (offer.salary.as_str(), offer.pay_period.to_lowercase()) {
            ("", _) => None,
            (salary, period) if period.is_empty() => Some(format!("{} {}", grouped(salary), offer.currency)),
            (salary, period) => Some(format!("{} {} a {period}", grouped(salary), offer.currency)),
        };
        let start = offer.start_date.map(|day| format!("starts {}", day.strftime("%-d %b %Y")));
        let manager =
            Some(&offer.manager).filter(|name| !name.is_empty()).map(|name| format!("reports to {name}"));
        [pay, start, manager].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// This page, for a form that comes back to it.
    fn address_of_page(&self) -> String {
        format!("/candidates/{}", self.candidate.id)
    }

    /// Whether an application is edited in the system it comes from.
    fn is_edited_there(&self, application: &ApplicationId) -> bool {
        self.there.origin(application).is_some_and(|origin| !origin.gone)
    }

    fn fields_of(&self, application: &ApplicationId) -> &[Field] {
        self.application_fields.get(application).map_or(&[], Vec::as_slice)
    }

    fn any_own(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| field.home.is_none())
    }

    fn any_wrong(&self, fields: &[Field]) -> bool {
        fields.iter().any(|field| field.error.is_some())
    }

    /// How many of the fields have a value, where any has.
    fn filled(&self, fields: &[Field]) -> Option<usize> {
        Some(fields.iter().filter(|field| !field.value.is_empty()).count()).filter(|count| *count > 0)
    }

    fn problem(&self, field: &str) -> Option<&str> {
        self.problems.iter().find(|problem| problem.field == field).map(|problem| problem.message.as_str())
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    visitor: SignedIn,
    shell: Shell,
    Path(id): Path<CandidateId>,
) -> Page {
    draw(&web, &visitor, shell, id, Brought::default()).await
}

/// The page; with problems where one of its forms was refused.
pub(super) async fn draw(
    web: &Web,
    visitor: &SignedIn,
    shell: Shell,
    id: CandidateId,
    brought: Brought,
) -> Page {
    let actor = &visitor.actor;
    let file = match profile(web, actor, id).await {
        Ok(file) => file,
        Err(Error::NotFound(what)) => match merged_into(web, actor, id).await? {
            // An old address of a person who has another now.
            Some(kept) => return Ok(Redirect::to(&format!("/candidates/{kept}")).into_response()),
            None => return Err(Error::NotFound(what).into()),
        },
        Err(error) => return Err(error.into()),
    };
    let applied = |job: &Job| file.applications.iter().any(|placed| placed.job.id == job.id);
    let open_jobs = jobs::choices(web, actor).await?.into_iter();
    // Whoever applies for a job of another system does so there.
    let own = workflows::list(web, actor).await?;
    let is_own = |job: &Job| own.iter().any(|flow| flow.id == job.workflow);
    let has = |tag: &Coloured| file.tags.iter().any(|held| held.id == tag.id);
    let photo = file.attachments.iter().find(|file| file.kind == AttachmentKind::Photo);
    let ids: Vec<CustomFieldId> = file.fields.iter().map(|(field, _)| field.id).collect();
    let homes = fields_from(web, actor, &ids).await?;
    let field = |(field, value): (CustomField, String)| {
        let (key, home) = (field.id.to_string(), homes.get(&field.id).cloned());
        Field { home, ..Field::of(field, value, key, &brought) }
    };
    let there = there(web, actor, &file).await?;
    let of_application = |placed: &Placed| {
        let id = placed.application.id;
        let fields = there.details(&id).map(|details| details.fields.clone()).unwrap_or_default();
        let fields = fields.into_iter().map(|(field, value)| {
            let key = key_of(id, field.id);
            Field::of(field, value, key, &brought)
        });
        (id, fields.collect())
    };
    let page = ProfilePage {
        shell: shell.at("candidates"),
        photo: photo.map(|photo| format!("/files/{}/view", photo.id)),
        may_write: actor.role.may(Right::CandidatesWrite),
        may_move: actor.role.may(Right::CandidatesMove),
        send_actions: send_actions(web, actor, id).await?,
        handoff_panel: panel::html(web, actor, id).await?,
        open_jobs: open_jobs
            .filter(|job| job.status == JobStatus::Open && is_own(job) && !applied(job))
            .collect(),
        application_fields: file.applications.iter().map(of_application).collect(),
        lines: lines(file.timeline, &there),
        there,
        comment: brought.comment.clone(),
        resume: resume(web, actor, &file.attachments).await?,
        kinds: AttachmentKind::ALL,
        other_tags: tags::list(web, actor).await?.into_iter().filter(|tag| !has(tag)).collect(),
        fields: file.fields.into_iter().map(field).collect(),
        duplicates: file.duplicates.into_iter().map(|(other, why)| (other, reason(why))).collect(),
        merges: file.merges.into_iter().map(|merge| (merge.clone(), merge.created_at.into())).collect(),
        files: file
            .attachments
            .into_iter()
            .map(|file| (file.clone(), size(file.size), file.created_at.into()))
            .collect(),
        applications: file.applications,
        tags: file.tags,
        candidate: file.candidate,
        problems: brought.problems.clone(),
    };
    let status = if page.problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(page_with(status, &page))
}

/// The name of an application's field in the page: several applications have the same fields.
pub(super) fn key_of(application: ApplicationId, field: CustomFieldId) -> String {
    format!("{application}.{field}")
}

/// Why two records may be one person.
pub(super) fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Email => "the same e-mail address",
        Reason::Phone => "the same phone number",
        Reason::NameAndBirth => "the same name and date of birth",
    }
}

/// A size as people say it.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

/// An amount with its thousands apart; cents that are none are left out.
fn grouped(amount: &str) -> String {
    let amount = amount.strip_suffix(".00").unwrap_or(amount);
    let (whole, part) = amount.split_once('.').map_or((amount, None), |(whole, part)| (whole, Some(part)));
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    part.map_or(text.clone(), |part| format!("{text}.{part}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_sizes_read_as_people_write_them() {
        assert_eq!(grouped("84500.00"), "84,500");
        assert_eq!(grouped("1250000.5"), "1,250,000.5");
        assert_eq!(grouped("52"), "52");
        assert_eq!([size(12), size(7_400), size(2_560_000)], ["12 B", "7 kB", "2.5 MB"]);
    }
}
