//! A person's export and erasure, as an administrator goes through them.

use crate::screened::house;
use axum::http::{Method, StatusCode};
use model::access::Role;

const BOSS: Role = Role::Administrator;

#[tokio::test]
async fn what_goes_and_stays_is_named_before_and_receipted_after() {
    let house = house().await.asking().await;
    let ana = house.scored("Ana", 90).await;
    let stage = &house.stage;
    let profile = format!("/candidates/{}", ana.candidate);
    let (erase, export) = (format!("{profile}/erase"), format!("{profile}/export"));
    let page = stage.get(BOSS, &profile).await.body;
    assert!(page.contains(&erase) && page.contains(&export));
    assert!(!stage.get(Role::Recruiter, &profile).await.body.contains(&erase));
    assert_eq!(stage.get(Role::Recruiter, &erase).await.status, StatusCode::FORBIDDEN);

    let archive = stage.get(BOSS, &export).await;
    assert_eq!(archive.headers["content-type"], "application/zip");
    assert!(archive.body.starts_with("PK"));

    let ask = stage.get(BOSS, &erase).await.body;
    for part in ["Erase Ana Lopez", "1 record", "1 application", "1 result of screening", "Backups"] {
        assert!(ask.contains(part), "{part}: {ask}");
    }
    let unsure = stage.post(BOSS, &erase, "").await;
    assert_eq!(unsure.location(), erase);
    assert_eq!(stage.get(BOSS, &profile).await.status, StatusCode::OK, "nothing was erased");

    let done = stage.post(BOSS, &erase, "sure=yes").await;
    let receipt = format!("/settings/erasures/{}", ana.candidate);
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, receipt.as_str()));
    let told = stage.get(BOSS, &receipt).await.body;
    assert!(told.contains("The person was erased.") && told.contains("1 application"), "{told}");
    assert!(!told.contains("Ana") && !told.contains("Lopez"));
    assert!(stage.get(BOSS, "/settings/erasures").await.body.contains(&receipt));
    for gone in [&profile, &erase, &export, &format!("/applications/{}/screening", ana.id)] {
        assert_eq!(stage.get(BOSS, gone).await.status, StatusCode::NOT_FOUND, "{gone}");
    }
    for page in
        ["/candidates", "/settings/audit", "/fairness/ledger", &format!("/jobs/{}/screening", house.job)]
    {
        let shown = stage.ask(Some(BOSS), Method::GET, page, None).await;
        assert!(shown.status == StatusCode::OK && !shown.body.contains("Ana Lopez"), "{page}");
    }
}
