//! What exactly will be sent, before it is.

use model::{
    CandidateId, ConnectionId,
    access::Right,
    attachment::AttachmentKind,
    hire::{FieldProblem, HireField, HireFieldKind, HireRecord},
};
use store::hiring::attachment;

use super::form::{tenant_form, usable};
use crate::{Actor, App, Result, integrations};

/// What will be sent.
#[derive(Debug)]
pub struct Preview {
    /// The values by section, in the form's order.
    pub sections: Vec<(String, Vec<Line>)>,
    /// The file that goes along as the résumé.
    pub resume: Option<String>,
    /// The file that goes along as the photo.
    pub photo: Option<String>,
    /// What keeps it from being sent.
    pub problems: Vec<FieldProblem>,
}

/// One value.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// The field's key there.
    pub key: String,
    /// The field's name.
    pub label: String,
    /// The value as it is sent.
    pub value: String,
    /// The value as people read it, where it is another.
    pub shown: String,
}

/// What will be sent if these values are.
pub async fn preview(
    app: &App,
    actor: &Actor,
    candidate: CandidateId,
    connection: ConnectionId,
    record: &HireRecord,
) -> Result<Preview> {
    actor.require(Right::HandoffsSend)?;
    let connection = integrations::find(&app.db, actor.workspace, connection).await?;
    usable(app, &connection)?;
    let tenant = tenant_form(app, actor.kind, &connection, false).await?;
    let sections = tenant
        .form
        .sections
        .iter()
        .map(|section| {
            let lines = section.fields.iter().filter_map(|field| line(field, record)).collect();
            (section.label.clone(), lines)
        })
        .filter(|(_, lines): &(String, Vec<Line>)| !lines.is_empty())
        .collect();
    let files = attachment::of_candidate(&app.db, actor.workspace, candidate).await?;
    let newest = |kind| files.iter().find(|file| file.kind == kind).map(|file| file.name.clone());
    Ok(Preview {
        sections,
        resume: newest(AttachmentKind::Resume).filter(|_| connection.options.resume),
        photo: newest(AttachmentKind::Photo).filter(|_| connection.options.photo),
        problems: tenant.form.problems(record),
    })
}

fn line(field: &HireField, record: &HireRecord) -> Option<Line> {
    let value = record.get(&field.key)?;
    let label_of = |value: &str| {
        let choice = field.choices.iter().find(|choice| choice.value == value);
        choice.map_or(value, |choice| choice.label.as_str()).to_owned()
    };
    let shown = match field.kind {
        HireFieldKind::Choice => label_of(value),
        HireFieldKind::MultiChoice => value.lines().map(label_of).collect::<Vec<_>>().join(", "),
        _ => value.to_owned(),
    };
    Some(Line { key: field.key.clone(), label: field.label.clone(), value: value.to_owned(), shown })
}
