//! What is known of the vendor and not built here answers 501; what is not known, 404.

use axum::{extract::Request, response::Response};

use super::errors::{Answer, Refusal};

/// First words of path families of the vendor's API.
const FAMILIES: [&str; 28] = [
    "applicant_tracking",
    "applications",
    "benefit",
    "benefitcoverages",
    "benefits",
    "company-profile-data",
    "company-profile-integrations",
    "company_information",
    "compensation",
    "custom-reports",
    "datasets",
    "employeedependents",
    "employees",
    "files",
    "goals",
    "hris",
    "login",
    "meta",
    "pay-grades-and-bands",
    "performance",
    "reports",
    "scheduling",
    "time-tracking",
    "time_off",
    "time_tracking",
    "timetracking",
    "training",
    "webhooks",
];

/// Answers a call that no route took.
pub async fn answer(request: Request) -> Answer {
    let path = request.uri().path();
    let mut parts = path.split('/').skip(1);
    let version = parts.next().unwrap_or_default();
    let family = parts.next().unwrap_or_default();
    let known = ["v1", "v1_1", "v1_2", "v2"].contains(&version) && FAMILIES.contains(&family);
    let refusal: Result<Response, Refusal> = if known {
        Err(Refusal::unbuilt(path))
    } else {
        Err(Refusal::not_found("There is nothing at this address."))
    };
    refusal
}
