//! Every operation that the vendor's API has, and which of them a call is.

use axum::http::Method;

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// `GET` of many.
    List,
    /// `GET` of one.
    Get,
    /// `POST`.
    Create,
    /// `PUT`, and `PATCH`, which the vendor's framework leads to the same place.
    Update,
    /// `DELETE`.
    Delete,
}

impl Operation {
    /// What a method does, with an id in the path or without.
    pub fn of(method: &Method, one: bool) -> Option<Self> {
        match (method, one) {
            (&Method::GET | &Method::HEAD, false) => Some(Self::List),
            (&Method::GET | &Method::HEAD, true) => Some(Self::Get),
            (&Method::POST, false) => Some(Self::Create),
            (&Method::PUT | &Method::PATCH, true) => Some(Self::Update),
            (&Method::DELETE, true) => Some(Self::Delete),
            _ => None,
        }
    }

    /// The permission it needs.
    pub fn verb(self) -> &'static str {
        match self {
            Self::List | Self::Get => "read",
            Self::Create | Self::Update => "write",
            Self::Delete => "delete",
        }
    }

    fn letter(self) -> char {
        match self {
            Self::List => 'L',
            Self::Get => 'G',
            Self::Create => 'C',
            Self::Update => 'U',
            Self::Delete => 'D',
        }
    }

    fn methods(self) -> &'static str {
        match self {
            Self::List | Self::Get => "GET, HEAD",
            Self::Create => "POST",
            Self::Update => "PUT, PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Each address of the vendor's API, with its operations by their first letters.
const OPERATIONS: &[(&str, &str)] = &[
    ("access_groups", "LG"),
    ("answers", "GCUD"),
    ("applications", "LGCUD"),
    ("background_checks", "LGCU"),
    ("candidate_assessments", "LGCU"),
    ("candidate_surveys", "LG"),
    ("candidates", "LGU"),
    ("comments", "LGCD"),
    ("custom_attributes", "LGCUD"),
    ("custom_fields", "LGCUD"),
    ("departments", "LGCUD"),
    ("divisions", "LGCUD"),
    ("equality_monitoring_categories", "LG"),
    ("hiring_workflows", "LG"),
    ("interviews", "LGU"),
    ("job_postings", "LG"),
    ("job_seekers", "LGCUD"),
    ("job_templates", "L"),
    ("jobs", "LGCUD"),
    ("locations", "LGCUD"),
    ("onboarding_applications", "LG"),
    ("one_way_video_interviews", "LG"),
    ("positions", "LG"),
    ("questions", "L"),
    ("reference_checks", "LG"),
    ("requisition_templates", "LG"),
    ("requisitions", "LGCUD"),
    ("scorecards", "LG"),
    ("structure_custom_group_ones", "LGCUD"),
    ("structure_links", "LGCUD"),
    ("structured_section_responses", "CUD"),
    ("structured_sections", "LG"),
    ("users", "LGCUD"),
];

/// Whether the vendor's API has the operation.
pub fn known(resource: &str, operation: Operation) -> bool {
    OPERATIONS.iter().any(|(name, letters)| *name == resource && letters.contains(operation.letter()))
}

/// The methods of an address, for `Allow`; `None` where there is no such address.
pub fn allowed(resource: &str, one: bool) -> Option<String> {
    let (_, letters) = OPERATIONS.iter().find(|(name, _)| *name == resource)?;
    let here = if one {
        [Operation::Get, Operation::Update, Operation::Delete].as_slice()
    } else {
        &[Operation::List, Operation::Create]
    };
    let methods = here.iter().filter(|operation| letters.contains(operation.letter()));
    Some(methods.map(|operation| operation.methods()).chain(["OPTIONS"]).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_as_the_vendor_documents() {
        let count: usize = OPERATIONS.iter().map(|(_, letters)| letters.len()).sum();
        assert_eq!(count, 111);
    }

    #[test]
    fn a_call_is_what_its_method_and_path_say() {
        assert_eq!(Operation::of(&Method::PATCH, true), Some(Operation::Update));
        assert_eq!(Operation::of(&Method::POST, true), None);
        assert!(known("candidates", Operation::Update) && !known("candidates", Operation::Create));
        assert!(!known("stages", Operation::List));
        assert_eq!(allowed("candidates", true).as_deref(), Some("GET, HEAD, PUT, PATCH, OPTIONS"));
    }
}
