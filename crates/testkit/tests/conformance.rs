//! Each vendor's connector and sandbox keep what their capability promises: one line a vendor.

use testkit::conformance;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bamboohr_is_an_hr_system() {
    conformance::hris("bamboohr").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn intellihr_is_an_hr_system() {
    conformance::hris("intellihr").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pinpoint_is_an_applicant_tracking_system() {
    conformance::ats("pinpoint", None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn greenhouse_is_an_applicant_tracking_system_in_its_third_version() {
    conformance::ats("greenhouse", Some("v3")).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn greenhouse_is_an_applicant_tracking_system_in_its_first_version() {
    conformance::ats("greenhouse", Some("v1")).await;
}

#[tokio::test]
async fn greenhouse_takes_people_in_in_its_third_version() {
    conformance::intake("greenhouse", Some("v3")).await;
}

#[tokio::test]
async fn greenhouse_takes_people_in_in_its_first_version() {
    conformance::intake("greenhouse", Some("v1")).await;
}

#[tokio::test]
async fn slack_is_a_messenger() {
    conformance::messenger("slack").await;
}

#[tokio::test]
async fn clinch_is_a_recruiting_crm() {
    conformance::crm("clinch").await;
}
