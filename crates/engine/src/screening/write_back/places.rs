//! Where each part of a result is written in a connected system: into the field that somebody chose, or the one of its
//! name.

use std::collections::BTreeMap;

use model::{
    CustomFieldId, WorkspaceId,
    field::{CustomField, FieldKind},
    remote::FieldSubject,
};
use store::{
    Conn,
    hiring::field,
    screening::target::Target,
    sync::mirror::{self, Kind, Mirror},
};

use super::names::{self, Part};
use crate::Result;

/// A field there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its identifier there.
    pub external_id: String,
    /// The name people read there.
    pub name: String,
    /// The field here that stands for it.
    pub local: CustomFieldId,
    /// What it holds.
    pub kind: FieldKind,
    /// What can be chosen.
    pub options: Vec<String>,
}

/// Why a part has no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lacks {
    /// There is no such field.
    Field,
    /// The field holds something else.
    Kind(Place),
    /// The field lacks choices.
    Options(Place, Vec<String>),
}

/// Where parts are written, and why others are not.
pub type Places = BTreeMap<Part, std::result::Result<Place, Lacks>>;

/// The fields of applications in a connected system, as they were last seen.
pub async fn fields(conn: &impl Conn, workspace: WorkspaceId, target: &Target) -> Result<Vec<Place>> {
    let own = field::of(conn, workspace, FieldSubject::Application).await?;
    let own: BTreeMap<CustomFieldId, CustomField> = own.into_iter().map(|field| (field.id, field)).collect();
    let rows = mirror::all(conn, target.connection, Kind::Field).await?;
    let place = |row: Mirror| {
        let field = own.get(&CustomFieldId(row.local?))?;
        Some(Place {
            name: row.state["name"].as_str().unwrap_or(&field.name).to_owned(),
            external_id: row.external_id,
            local: field.id,
            kind: field.kind,
            options: field.options.clone(),
        })
    };
    Ok(rows.into_iter().filter(|row| row.gone_at.is_none()).filter_map(place).collect())
}

/// Where each part is written, of the fields that are there.
pub fn places(target: &Target, fields: &[Place]) -> Places {
    let alike = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
    let of = |part: Part| {
        let found = match target.fields.get(part.as_str()) {
            Some(chosen) => fields.iter().find(|field| field.external_id == *chosen),
            None => fields.iter().find(|field| alike(&field.name, &names::field(target, part))),
        };
        let Some(found) = found.cloned() else { return Err(Lacks::Field) };
        if !part.fits(found.kind) {
            return Err(Lacks::Kind(found));
        }
        let missing: Vec<_> =
            part.options().into_iter().filter(|option| !found.options.contains(option)).collect();
        if missing.is_empty() { Ok(found) } else { Err(Lacks::Options(found, missing)) }
    };
    Part::ALL.into_iter().map(|part| (part, of(part))).collect()
}

/// Why parts are not written, in sentences.
pub fn problems(target: &Target, places: &Places) -> Vec<String> {
    let said = places.iter().filter_map(|(part, place)| {
        let name = names::field(target, *part);
        Some(match place.as_ref().err()? {
            Lacks::Field => format!("“{name}” is not written: applications have no such field there."),
            Lacks::Kind(place) => {
                format!("“{name}” is not written: the field “{}” there holds something else.", place.name)
            }
            Lacks::Options(place, missing) => {
                format!(
                    "“{name}” is not written: the field “{}” there lacks {}.",
                    place.name,
                    missing.join(", ")
                )
            }
        })
    });
    said.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(id: &str, name: &str, kind: FieldKind, options: &[&str]) -> Place {
        let options = options.iter().map(|option| (*option).to_owned()).collect();
        let local = CustomFieldId(uuid::Uuid::nil());
        Place { external_id: id.into(), name: name.into(), local, kind, options }
    }

    #[test]
    fn a_part_goes_into_the_chosen_field_or_the_one_of_its_name() {
        let mut target = Target::of(model::ConnectionId(uuid::Uuid::nil()));
        let fields = [
            field("1", "clara score", FieldKind::Decimal, &[]),
            field("2", "Standing", FieldKind::SingleSelect, &["Pre_Qualified", "Qualified", "Not_Qualified"]),
            field("3", "CLARA Status", FieldKind::SingleSelect, &["Qualified"]),
            field("4", "CLARA Summary", FieldKind::ShortText, &[]),
        ];
        let found = places(&target, &fields);
        assert_eq!(found[&Part::Score].as_ref().unwrap().external_id, "1");
        assert!(matches!(&found[&Part::Status], Err(Lacks::Options(_, missing)) if missing.len() == 2));
        assert!(matches!(&found[&Part::Summary], Err(Lacks::Kind(_))));
        assert_eq!(found[&Part::Link], Err(Lacks::Field));
        target.fields.insert("status".into(), "2".into());
        assert_eq!(places(&target, &fields)[&Part::Status].as_ref().unwrap().external_id, "2");
        target.fields.insert("status".into(), "9".into());
        let found = places(&target, &fields);
        assert_eq!(
            found[&Part::Status],
            Err(Lacks::Field),
            "the chosen one is gone, and no other is guessed"
        );
        assert_eq!(problems(&target, &found).len(), 6);
    }
}
