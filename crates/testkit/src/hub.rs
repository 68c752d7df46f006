//! The hub's pages over HTTP, in this process, and a visitor who is signed in.

use std::{net::SocketAddr, sync::Arc};

use reqwest::{
    Client, Response,
    header::{COOKIE, HeaderMap, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use tokio::net::TcpListener;
use web::{Web, router::router, session::cookie_name};

use crate::Stage;

/// A browser without a face: signed in, follows no redirect, so that a test sees it.
pub struct Visitor {
    /// The hub's address, without a slash at the end.
    pub hub: String,
    /// The HTTP client, with the session's cookie.
    pub client: Client,
}

impl Stage {
    /// Serves the hub on a free port and signs the administrator in.
    ///
    /// # Panics
    /// Where no port is free.
    pub async fn visitor(&self) -> Visitor {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let hub = format!("http://{}", listener.local_addr().unwrap());
        let web = Web { app: Arc::clone(&self.app), https: false, metrics: Arc::new(String::new) };
        let service = router(web).into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Visitor::at(hub, &self.session)
    }
}

impl Visitor {
    /// A visitor of a hub with a session's token.
    ///
    /// # Panics
    /// Where the token is none.
    pub fn at(hub: impl Into<String>, session: &SecretString) -> Self {
        let cookie = format!("{}={}", cookie_name(false), session.expose_secret());
        let headers = HeaderMap::from_iter([(COOKIE, HeaderValue::from_str(&cookie).unwrap())]);
        let client = Client::builder().default_headers(headers).redirect(reqwest::redirect::Policy::none());
        Self { hub: hub.into(), client: client.build().unwrap() }
    }

    /// Gets a page.
    ///
    /// # Panics
    /// Where the hub does not answer.
    pub async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.hub)).send().await.unwrap()
    }

    /// Posts a form.
    ///
    /// # Panics
    /// Where the hub does not answer.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        self.client.post(format!("{}{path}", self.hub)).form(form).send().await.unwrap()
    }
}
