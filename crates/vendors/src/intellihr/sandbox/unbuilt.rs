//! What is known of the vendor and not built here answers 501; what is not known, 404.

use axum::extract::Request;

use super::errors::{Answer, Refusal};

/// Families of the vendor's API that no route takes.
const UNBUILT: [&str; 14] = [
    "extended-leave",
    "extended-leave-types",
    "job-requirement-groups",
    "person-documents",
    "qualification-library-items",
    "qualification-statuses",
    "qualification-types",
    "qualifications",
    "representative-types",
    "training-providers",
    "training-statuses",
    "training-types",
    "trainings",
    "skills",
];

/// Answers a call that no route took.
pub async fn answer(request: Request) -> Answer {
    let path = request.uri().path().trim_start_matches('/');
    let parts: Vec<&str> = path.split('/').collect();
    let family = match parts.as_slice() {
        ["people", _, family, ..] => family,
        [family, ..] => family,
        [] => "",
    };
    if UNBUILT.contains(&family) {
        Err(Refusal::unbuilt(path))
    } else {
        Err(Refusal::not_found("There is nothing at this address."))
    }
}

/// Answers a call to a known address with a method that it does not take.
pub async fn method(request: Request) -> Answer {
    let (method, path) = (request.method(), request.uri().path());
    Err(Refusal::not_allowed(format!("{method} can't be done on {path}.")))
}
