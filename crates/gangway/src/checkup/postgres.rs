//! A PostgreSQL server that is set up to lose what it was given.

use engine::App;

use super::Finding;

/// Each node takes up to this many connections, and somebody has to be able to look, too.
const CONNECTIONS: u32 = 40;

/// The server keeps what it confirmed, and has room for the nodes.
pub async fn postgres(app: &App) -> Result<Option<Finding>, store::Error> {
    let asked = async |name| store::server::setting(&app.db, name).await;
    let Some(fsync) = asked("fsync").await? else { return Ok(None) };
    let most = asked("max_connections").await?.and_then(|most| most.parse().ok()).unwrap_or(0);
    Ok(Some(of(&fsync, most)))
}

fn of(fsync: &str, most: u32) -> Finding {
    let what = "PostgreSQL";
    if fsync != "on" {
        let sentence = "fsync is off: after a power cut it may have lost what was delivered, and then it is delivered again; \
                        switch it on";
        return Finding::broken(what, sentence);
    }
    if most < CONNECTIONS {
        let sentence = format!(
            "it takes {most} connections; set max_connections to {CONNECTIONS} for each node at least"
        );
        return Finding::look(what, sentence);
    }
    Finding::good(what, format!("it keeps what it confirms, and takes {most} connections"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkup::{Verdict, testing::bench};

    #[tokio::test]
    async fn a_server_that_forgets_or_has_no_room_is_pointed_out() {
        assert_eq!(of("off", 100).verdict, Verdict::Broken);
        assert_eq!(of("on", 20).verdict, Verdict::Look);
        assert_eq!(of("on", 100).verdict, Verdict::Good);
        assert_eq!(postgres(&bench().await.app).await.unwrap(), None, "the embedded database is none");
    }
}
