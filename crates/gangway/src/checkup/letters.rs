//! Letters that go nowhere.

use engine::App;
use model::workspace::WorkspaceKind;

use super::Finding;

/// Each company that is for real has a mail server, and it takes letters.
pub async fn letters(app: &App) -> Result<Vec<Finding>, store::Error> {
    let what = "letters";
    let servers = store::mail::server::of_all_workspaces(&app.db).await?;
    let mut findings = vec![];
    for workspace in store::workspace::all(&app.db).await? {
        let name = &workspace.name;
        let server = servers.iter().find(|(of, _)| *of == workspace.id).map(|(_, server)| server);
        findings.push(match server {
            Some(server) => match &server.problem {
                Some((_, sentence)) => Finding::broken(
                    what,
                    format!("the mail server of “{name}” takes none: {sentence}; an administrator looks at Settings, Mail"),
                ),
                None => Finding::good(what, format!("those of “{name}” go out by {}", server.host)),
            },
            None if workspace.kind == WorkspaceKind::Production => Finding::look(
                what,
                format!("those of “{name}” wait in its mailbox; an administrator names a server under Settings, Mail"),
            ),
            None => Finding::good(what, format!("those of “{name}” stay in its mailbox")),
        });
    }
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use store::mail::server::{Security, Server, note, put};

    use super::*;
    use crate::checkup::{Verdict, testing::bench};

    #[tokio::test]
    async fn a_missing_server_and_one_that_takes_nothing_are_pointed_out() {
        let bench = bench().await;
        let (app, ada) = (&bench.app, bench.company(WorkspaceKind::Production).await);
        let found = async || letters(app).await.unwrap()[0].clone();
        assert_eq!(found().await.verdict, Verdict::Look);
        let server = Server {
            host: "mail.example.com".into(),
            port: 587,
            security: Security::StartTls,
            user: String::new(),
            password: None,
            from_address: "hiring@example.com".into(),
            from_name: "Larkmoor".into(),
            problem: None,
        };
        let tx = app.db.begin().await.unwrap();
        put(&tx, ada.workspace, &server).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(found().await.verdict, Verdict::Good);
        let tx = app.db.begin().await.unwrap();
        note(&tx, ada.workspace, Some("It can't be reached."), app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let sick = found().await;
        assert!(sick.verdict == Verdict::Broken && sick.sentence.contains("can't be reached"), "{sick:?}");
    }
}
