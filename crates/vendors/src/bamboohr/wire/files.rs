//! An employee's files.

use serde::{Deserialize, Serialize};

use super::YesNo;

/// The answer of `employees/{id}/files/view`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// Whose they are.
    pub employee: FilesOwner,
    /// The sections that the key's user may see.
    pub categories: Vec<FileCategory>,
}

/// Whose files they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesOwner {
    /// The employee.
    pub id: u64,
}

/// A section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileCategory {
    /// Its identifier, which an upload names.
    pub id: u64,
    /// The name people read.
    pub name: String,
    /// Whether the key's user may rename it.
    pub can_rename_category: YesNo,
    /// Whether the key's user may delete it.
    pub can_delete_category: YesNo,
    /// Whether the key's user may add files.
    pub can_upload_files: YesNo,
    /// Whether it is shown without files.
    pub display_if_empty: YesNo,
    /// What it holds.
    pub files: Vec<FileEntry>,
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FileEntry {
    /// Its identifier.
    pub id: u64,
    /// The name people read.
    pub name: String,
    /// The name it was uploaded under.
    pub original_file_name: String,
    /// In bytes.
    pub size: u64,
    /// For example `2024-01-15T12:30:00+0000`.
    pub date_created: String,
    /// Who uploaded it.
    pub created_by: String,
    /// Whether the employee sees it.
    pub share_with_employee: YesNo,
    /// Whether the key's user may rename it.
    pub can_rename_file: YesNo,
    /// Whether the key's user may delete it.
    pub can_delete_file: YesNo,
    /// Whether the key's user may share it.
    pub can_change_share_with_employee_field_value: YesNo,
}
