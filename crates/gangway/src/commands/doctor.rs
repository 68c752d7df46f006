//! `gangway doctor`: looks for the likely mistakes of an installation, without changing anything.

use std::process::ExitCode;

use crate::{
    checkup::{self, Verdict},
    cli::Doctor,
    output::{self, FAILED, Failure, WAITS},
};

/// Looks at everything and prints what it found. Fails where something is broken.
pub async fn run(options: Doctor) -> Result<ExitCode, Failure> {
    let findings = checkup::all(&options).await;
    if options.json {
        output::json(&findings)?;
    } else {
        for finding in &findings {
            let mark = match finding.verdict {
                Verdict::Good => "ok    ",
                Verdict::Look => "look  ",
                Verdict::Broken => "BROKEN",
            };
            println!("{mark}  {}: {}", finding.what, finding.sentence);
        }
    }
    let worst = findings.iter().map(|finding| finding.verdict).max();
    Ok(match worst {
        Some(Verdict::Broken) => ExitCode::from(FAILED),
        Some(Verdict::Look) => ExitCode::from(WAITS),
        _ => ExitCode::SUCCESS,
    })
}
