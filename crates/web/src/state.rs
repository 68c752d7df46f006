//! What every handler may use.

use std::{ops::Deref, sync::Arc};

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

impl Deref for Web {
    type Target = Arc<App>;

    fn deref(&self) -> &Self::Target {
        &self.app
    }
}
