//! The reader of résumés can't be started.

use engine::{
    App,
    screening::reading::{ReadError, ResumeReader},
};

use super::Finding;

/// Files are read in a process of its own, which the machine has to allow.
pub async fn readers(app: &App) -> Finding {
    of(app.resumes.as_ref()).await
}

async fn of(reader: &dyn ResumeReader) -> Finding {
    let what = "reader of résumés";
    match reader.read(b"Ten years of welding.").await {
        Err(ReadError::NoReader(error)) => Finding::broken(
            what,
            format!(
                "it can't be started ({error}): no résumé is read; give the service processes and memory"
            ),
        ),
        // What it says of these few words does not matter: it was started, and answered.
        Ok(_) | Err(ReadError::Unreadable(_)) => Finding::good(what, "it starts"),
    }
}

#[cfg(test)]
mod tests {
    use engine::screening::reading::{InProcess, Limits, Readers};

    use super::*;
    use crate::checkup::Verdict;

    #[tokio::test]
    async fn a_reader_that_is_not_there_is_pointed_out() {
        assert_eq!(of(&InProcess).await.verdict, Verdict::Good);
        let nowhere = Readers::new("/nowhere/gangway".into(), vec![], Limits::default());
        assert_eq!(of(&nowhere).await.verdict, Verdict::Broken);
    }
}
