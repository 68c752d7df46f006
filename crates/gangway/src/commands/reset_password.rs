//! `gangway reset-password`: the way back for someone who forgot their password.

use std::process::ExitCode;

use engine::people::reset_password::reset_password;
use secrecy::ExposeSecret;

use crate::{cli::ResetPassword, output::Failure, wire};

/// Prints the new password, once.
pub async fn run(options: ResetPassword) -> Result<ExitCode, Failure> {
    let app = wire::app(&options.installation).await?;
    let new = reset_password(&app, &options.email).await?;
    println!("{}", new.expose_secret());
    eprintln!("{} signs in with this and changes it under Account. All their sessions ended.", options.email);
    Ok(ExitCode::SUCCESS)
}
