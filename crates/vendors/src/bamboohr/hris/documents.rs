//! Files with an employee.

use connect::{Outcome, Receipt, VendorError, error::Result, hris::Document};
use model::{hire::FieldProblem, note::Note};

use crate::bamboohr::{
    client::{self, Client},
    wire::{FileCategory, Files, YesNo},
};

/// The vendor's limit on a file.
const LARGEST: usize = 20 * 1024 * 1024;

/// Keeps a file in the section for applications, unless one of that name is there already.
pub async fn attach(client: &Client<'_>, id: &str, document: &Document) -> Result<Receipt> {
    if document.bytes.len() >= LARGEST {
        return Err(VendorError::Rejected(vec![FieldProblem {
            field: "file".into(),
            message: format!("{} is larger than the 20 MB that BambooHR takes.", document.name),
        }]));
    }
    let files = client.files(id).await.map_err(|error| match error {
        // The vendor says so also where the employee is there and no section may be seen.
        VendorError::NotFound(_) => {
            VendorError::Forbidden("the key's owner sees no file section of this employee".into())
        }
        other => other,
    })?;
    if let Some((file, section)) = there(&files, &document.name) {
        let note = Note::on("", format!("{} was there already, in {section}.", document.name));
        return Ok(Receipt {
            external_id: file.to_string(),
            outcome: Outcome::AlreadyThere,
            notes: vec![note],
            left: vec![],
        });
    }
    let section = section(&files).ok_or_else(|| {
        VendorError::Forbidden("the key's owner may not add files to any section of this employee".into())
    })?;
    let reply = client.upload(id, section.id, document).await?;
    let note = Note::on("", format!("{} was kept in {}.", document.name, section.name));
    Ok(Receipt {
        external_id: client::made(&reply)?,
        outcome: Outcome::Created,
        notes: vec![note],
        left: vec![],
    })
}

fn there<'a>(files: &'a Files, name: &str) -> Option<(u64, &'a str)> {
    let all =
        files.categories.iter().flat_map(|section| section.files.iter().map(move |file| (section, file)));
    let mut same = all.filter(|(_, file)| file.name == name || file.original_file_name == name);
    same.next().map(|(section, file)| (file.id, section.name.as_str()))
}

/// The section whose name speaks of résumés or applications, or the first that takes files.
pub fn section(files: &Files) -> Option<&FileCategory> {
    let mut open = files.categories.iter().filter(|section| section.can_upload_files == YesNo::Yes);
    let speaks = |section: &&FileCategory| {
        let name = section.name.to_lowercase();
        ["resume", "résumé", "application", "cv"].iter().any(|word| name.contains(word))
    };
    open.clone().find(speaks).or_else(|| open.next())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let fixture: serde_json::Value =
            serde_json::from_str(include_str!("../fixtures/files_view.json")).unwrap();
        serde_json::from_value(fixture["document"].clone()).unwrap()
    }

    #[test]
    fn the_section_for_applications_comes_first() {
        let mut files = files();
        let mut other = files.categories[0].clone();
        (other.id, other.name) = (9, "Contracts".into());
        files.categories.insert(0, other);
        assert_eq!(section(&files).unwrap().id, 18);
        files.categories[1].can_upload_files = YesNo::No;
        assert_eq!(section(&files).unwrap().id, 9);
        files.categories[0].can_upload_files = YesNo::No;
        assert_eq!(section(&files), None);
    }

    #[test]
    fn a_file_is_known_by_either_of_its_names() {
        assert_eq!(there(&files(), "ana.pdf"), Some((401, "Resumes and Applications")));
        assert_eq!(there(&files(), "Ana Lopez résumé.pdf"), Some((401, "Resumes and Applications")));
        assert_eq!(there(&files(), "other.pdf"), None);
    }
}
