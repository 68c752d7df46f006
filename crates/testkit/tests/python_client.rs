//! A public client that knows nothing of us works against the sandbox: lists, adds, reads and changes employees and
//! uploads a file.
//!
//! `GANGWAY_TEST_PYTHON` names a Python that has the client, as `./test` installs one; `./test` refuses to run without.

use std::process::Command;

use testkit::Stage;

#[tokio::test(flavor = "multi_thread")]
async fn a_public_python_client_works_against_the_sandbox() {
    let Some(python) = std::env::var_os("GANGWAY_TEST_PYTHON") else {
        eprintln!("passed over: GANGWAY_TEST_PYTHON is not set; run ./test");
        return;
    };
    let stage = Stage::sqlite().await;
    let sandbox = stage.announcement("bamboohr");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../vendors/tests/python_client.py");
    let mut command = Command::new(python);
    command.args([script, &sandbox.base_url, &sandbox.credentials["api_key"]]);
    let ran = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    assert!(
        ran.status.success(),
        "{}{}",
        String::from_utf8_lossy(&ran.stdout),
        String::from_utf8_lossy(&ran.stderr)
    );
    stage.world("bamboohr").read(|documents| {
        let emails = documents["emails"].as_object().unwrap();
        let (_, id) =
            emails.iter().find(|(address, _)| address.starts_with("solveig.")).expect("someone was added");
        let files = &documents["employees"][id.as_str().unwrap()]["files"];
        assert!(files.to_string().len() > 2, "a file was uploaded: {files}");
    });
}
