//! Takes connections for one stand-in.
//!
//! The loop is our own, because a fault must be able to end a connection without a byte of an answer: the
//! service then returns an error, and hyper gives the connection up instead of writing.

use std::{error::Error, sync::Arc, time::Duration};

use axum::{Router, body::Body, response::Response};
use http::{Request, uri::Scheme};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

use crate::{
    control,
    exchange::{Cut, exchange},
    running::Running,
};

/// What every connection of one stand-in shares.
#[derive(Clone)]
pub(crate) struct Door {
    pub running: Arc<Running>,
    pub control: Router,
    pub tls: Option<TlsAcceptor>,
    pub stopping: CancellationToken,
    pub tasks: TaskTracker,
}

impl Door {
    /// Takes connections until told to stop.
    pub async fn open(self, listener: TcpListener) {
        loop {
            let accepted = tokio::select! {
                () = self.stopping.cancelled() => return,
                accepted = listener.accept() => accepted,
            };
            match accepted {
                Ok((stream, _)) => {
                    self.tasks.spawn(self.clone().connection(stream));
                }
                Err(error) => {
                    // Mostly too many open files: a moment later some are closed.
                    tracing::warn!(%error, "a connection could not be taken");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        }
    }

    async fn connection(self, stream: TcpStream) {
        // Without it small answers wait for the caller's acknowledgement; where it fails they only come later.
        let _ = stream.set_nodelay(true);
        let Some(tls) = self.tls.clone() else {
            if let Some(stream) = self.talk(stream).await {
                reset(&stream);
            }
            return;
        };
        let shaken = tokio::select! {
            () = self.stopping.cancelled() => return,
            shaken = tls.accept(stream) => shaken,
        };
        match shaken {
            Ok(stream) => {
                if let Some(stream) = self.talk(stream).await {
                    reset(stream.get_ref().0);
                }
            }
            Err(error) => tracing::debug!(%error, "a TLS handshake failed"),
        }
    }

    /// Speaks HTTP/1.1 until one side ends it. Gives the stream back where it is to be reset.
    async fn talk<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(&self, stream: S) -> Option<S> {
        let service = service_fn(|request| self.clone().answer(request));
        let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
        let mut told = false;
        let ended = loop {
            tokio::select! {
                ended = &mut connection => break ended,
                () = self.stopping.cancelled(), if !told => {
                    told = true;
                    std::pin::Pin::new(&mut connection).graceful_shutdown();
                }
            }
        };
        let cut = ended.as_ref().err().and_then(|error| error.source()?.downcast_ref::<Cut>());
        (cut == Some(&Cut::Reset)).then(|| connection.into_parts().io.into_inner())
    }

    async fn answer(self, mut request: Request<Incoming>) -> Result<Response, Cut> {
        // A stand-in that answers with its own address has to know how it was reached.
        request.extensions_mut().insert(if self.tls.is_some() { Scheme::HTTPS } else { Scheme::HTTP });
        if control::is_control(request.uri().path()) {
            let Ok(response) = self.control.oneshot(request.map(Body::new)).await;
            return Ok(response);
        }
        // In a task of its own: a caller that hangs up does not undo what it asked for, as with the real thing.
        let running = self.running.clone();
        let task = self.tasks.spawn(async move { exchange(&running, request).await });
        task.await.unwrap_or_else(|error| {
            tracing::error!(%error, "a request was given up");
            Err(Cut::Close)
        })
    }
}

/// Makes the end of a connection a reset instead of an orderly close.
fn reset(stream: &TcpStream) {
    if let Err(error) = stream.set_zero_linger() {
        tracing::warn!(%error, "a connection is closed instead of reset");
    }
}
