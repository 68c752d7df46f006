//! The content of files, behind links that end.

use connect::{Ats as _, VendorError};
use model::remote::RecordKind;

use super::stage::{Stage, application};
use crate::pinpoint::connector::Pinpoint;

#[tokio::test]
async fn a_file_is_fetched_through_a_link_of_its_own_without_the_key() {
    let stage = Stage::with(30).await;
    let page = stage.walk(RecordKind::Application, None).await.remove(0);
    let with_file = page.records.into_iter().find(|one| !application(one.clone()).files.is_empty()).unwrap();
    let (id, file) = (with_file.external_id.clone(), application(with_file).files.remove(0));
    // Any link that came with the page has ended by now.
    stage.wait(24 * 3600);
    let document = Pinpoint.file(&stage.ctx, &id, &file.external_id).await.unwrap();
    assert_eq!((&document.name, document.content_type.as_str()), (&file.name, "application/pdf"));
    assert!(document.bytes.starts_with(b"%PDF"), "{} bytes", document.bytes.len());
    let shown: Vec<_> = stage.ctx.http.calls().into_iter().map(|call| call.path).collect();
    assert!(shown.iter().any(|path| path == "127.0.0.1/•••"), "{shown:?}");
    let gone = Pinpoint.file(&stage.ctx, &id, "pdf_cv/Other.pdf").await;
    assert!(matches!(&gone, Err(VendorError::NotFound(_))), "{gone:?}");
}
