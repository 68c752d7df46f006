//! `gangway serve`: the hub.

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use engine::{App, public_address::PublicAddress};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use secrecy::ExposeSecret;
use tokio::{net::TcpListener, sync::watch};
use web::Web;

use crate::{cli::Serve, output::Failure, stop, wire};

/// Serves pages and API, and works beside, until told to stop.
pub async fn run(options: Serve) -> Result<ExitCode, Failure> {
    let listener = listen(options.listen).await?;
    let address = listener.local_addr()?;
    let app = wire::app_at(&options.installation, PublicAddress::listening_on(address)).await?;
    println!("Gangway is at http://{address}");
    if let Some(token) = engine::people::setup::one_time_link(&app).await? {
        println!("Make the first administrator here, once: http://{address}/setup/{}", token.expose_secret());
    }
    hub(app, listener, options.https, !options.no_worker, stop::asked()).await?;
    Ok(ExitCode::SUCCESS)
}

/// Listens, or says what stands in the way.
///
/// # Errors
/// Where the address is taken or not allowed.
pub async fn listen(address: SocketAddr) -> Result<TcpListener, Failure> {
    TcpListener::bind(address)
        .await
        .map_err(|error| format!("can't listen on {address}: {error}. Choose another with --listen.").into())
}

/// Serves and works until `stop`; requests and tasks that have begun are finished.
///
/// # Errors
/// Where the listener fails.
pub async fn hub(
    app: Arc<App>,
    listener: TcpListener,
    https: bool,
    worker: bool,
    stop: watch::Receiver<bool>,
) -> Result<(), Failure> {
    let recorder = PrometheusBuilder::new().install_recorder()?;
    let web = Web { app: Arc::clone(&app), https, metrics: metrics_page(recorder) };
    let working = worker.then(|| {
        let name = format!("hub-{}", app.dice.token());
        tokio::spawn(engine::work::run(app, name, stop.clone()))
    });
    let service = web::router::router(web).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(stop::wait(stop)).await?;
    if let Some(working) = working {
        working.await?;
    }
    Ok(())
}

fn metrics_page(recorder: PrometheusHandle) -> Arc<dyn Fn() -> String + Send + Sync> {
    Arc::new(move || recorder.render())
}
