//! Making a field that is to hold what Gangway writes.

use connect::{VendorError, error::Result};
use model::{
    field::FieldKind,
    remote::{FieldSubject, NewField, RemoteField},
};

use super::fields::fields;
use crate::pinpoint::{
    client::Client,
    wire::{Body, FieldType, NewField as Sent, ResourceType},
};

/// Makes sure that the field is there, with its choices. What was made is read back, because the answer tells no
/// choices.
pub async fn field(client: &Client<'_>, new: &NewField) -> Result<RemoteField> {
    match find(client, new).await? {
        None => {
            let options = new.options.as_slice();
            let sent = Sent {
                name: new.name.trim(),
                field_type: field_type(new.kind),
                resource_type: resource_type(new.subject),
                sample_value: sample(new),
                options,
            };
            client.add_field(&Body::new_field(&sent)).await?;
        }
        Some(there) if there.kind != new.kind => {
            let name = &there.name;
            return Err(VendorError::Conflict(format!("a field “{name}” is there and holds something else")));
        }
        Some(there) => {
            let missing = new.options.iter().filter(|option| !there.options.contains(option));
            let missing: Vec<_> = missing.cloned().collect();
            if missing.is_empty() {
                return Ok(there);
            }
            client
                .change_field(&there.external_id, &Body::more_options(&there.external_id, &missing))
                .await?;
        }
    }
    find(client, new).await?.ok_or_else(|| {
        VendorError::Unavailable(format!("the field “{}” was made and can't be seen yet", new.name))
    })
}

/// The field of that name, in whatever case, of that kind of record.
async fn find(client: &Client<'_>, new: &NewField) -> Result<Option<RemoteField>> {
    let same = |field: &RemoteField| {
        field.subject == new.subject && field.name.trim().to_lowercase() == new.name.trim().to_lowercase()
    };
    Ok(fields(client).await?.fields.into_iter().find(same))
}

fn field_type(kind: FieldKind) -> FieldType {
    match kind {
        FieldKind::ShortText => FieldType::Varchar,
        FieldKind::LongText => FieldType::Text,
        FieldKind::Integer => FieldType::Integer,
        FieldKind::Decimal => FieldType::Decimal,
        FieldKind::Date => FieldType::Date,
        FieldKind::Boolean => FieldType::Boolean,
        FieldKind::SingleSelect => FieldType::SingleSelect,
        FieldKind::MultiSelect => FieldType::MultiSelect,
    }
}

fn resource_type(subject: FieldSubject) -> ResourceType {
    match subject {
        FieldSubject::Candidate => ResourceType::Candidate,
        FieldSubject::Application => ResourceType::Application,
        FieldSubject::Job => ResourceType::Job,
    }
}

/// The vendor insists on a value such as the field may hold.
fn sample(new: &NewField) -> String {
    match new.kind {
        FieldKind::ShortText | FieldKind::LongText => "A text".into(),
        FieldKind::Integer => "70".into(),
        FieldKind::Decimal => "70.5".into(),
        FieldKind::Date => "2026-01-31".into(),
        FieldKind::Boolean => "true".into(),
        FieldKind::SingleSelect | FieldKind::MultiSelect => new.options.first().cloned().unwrap_or_default(),
    }
}
