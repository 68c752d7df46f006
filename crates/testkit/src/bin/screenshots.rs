//! Takes the pictures of the documentation: `cargo run -p testkit --bin screenshots -- http://127.0.0.1:7300`, beside
//! a demo that runs there.

use std::{fs, path::PathBuf, time::Duration};

use clap::Parser;
use testkit::browser::Browser;

/// Takes the pictures of the documentation from a running demo.
#[derive(Parser)]
struct Options {
    /// The demo's address
    hub: String,
    /// Where the pictures go
    #[arg(long, default_value = "docs/screenshots")]
    into: PathBuf,
    /// Who signs in
    #[arg(long, default_value = "maya.okafor@larkmoor.example.com")]
    email: String,
    /// The demo's password
    #[arg(long, default_value = "gangway-demo-bridge")]
    password: String,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let options = Options::parse();
    fs::create_dir_all(&options.into)?;
    let browser = Browser::start(options.hub.clone()).await;
    browser.open("/candidates?stage=hired").await;
    browser.fill("E-mail", &options.email).await;
    browser.fill("Password", &options.password).await;
    browser.click("Sign in").await;
    browser.sees("Candidates").await;
    let keep = async |name: &str| {
        fs::write(options.into.join(format!("{name}.png")), browser.picture(1280, 900).await)
    };
    keep("candidates").await?;
    browser.open_first("main tbody a[href^='/candidates/']").await;
    // The browser draws the résumé in a part of its own, which can't be asked whether it is done.
    tokio::time::sleep(Duration::from_secs(3)).await;
    keep("profile").await?;
    browser.click("Actions for this candidate").await;
    browser.click("Send to BambooHR").await;
    browser.sees("Required there").await;
    keep("send").await?;
    browser.open("/jobs").await;
    keep("jobs").await?;
    browser.open("/settings/integrations").await;
    keep("integrations").await
}
