//! What every handler may use.

use std::{ops::Deref, sync::Arc};

use axum::http::{HeaderMap, header};
use engine::App;

/// What every handler may use: the engine's [`App`], and what only the web knows.
#[derive(Clone)]
pub struct Web {
    /// The engine's means.
    pub app: Arc<App>,
    /// Whether people reach this server over https, so that cookies say so.
    pub https: bool,
    /// Renders the metrics page; the binary passes its recorder.
    pub metrics: Arc<dyn Fn() -> String + Send + Sync>,
}

impl Web {
    /// The address of this hub for a link that is shown to the person who asks: the one that was told, else the one
    /// under which they see it. A letter never begins its links with what a request claims.
    pub fn here(&self, headers: &HeaderMap) -> String {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
        match host {
            Some(host) if !self.public.is_told() => {
                format!("{}://{host}", if self.https { "https" } else { "http" })
            }
            _ => self.public.base().to_owned(),
        }
    }
}

impl Deref for Web {
    type Target = Arc<App>;

    fn deref(&self) -> &Self::Target {
        &self.app
    }
}
