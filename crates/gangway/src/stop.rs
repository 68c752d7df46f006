//! Being told to stop.

use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// Turns true on Ctrl-C or SIGTERM.
pub fn asked() -> watch::Receiver<bool> {
    let (say, hear) = watch::channel(false);
    tokio::spawn(async move {
        let mut terminate = match signal(SignalKind::terminate()) {
            Ok(terminate) => terminate,
            Err(error) => {
                tracing::warn!(%error, "SIGTERM can't be heard; stop with Ctrl-C");
                let _ = tokio::signal::ctrl_c().await;
                let _ = say.send(true);
                return;
            }
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        let _ = say.send(true);
    });
    hear
}

/// Comes back when it has turned true.
pub async fn wait(mut hear: watch::Receiver<bool>) {
    // An error means that the listener is gone with the runtime: also a reason to stop.
    let _ = hear.wait_for(|stop| *stop).await;
}
