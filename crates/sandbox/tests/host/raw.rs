//! A client of bare TCP, which sees every byte that arrives and how the connection ends.

use std::io::ErrorKind;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::desk::Running;

#[derive(Debug, PartialEq)]
pub enum End {
    Closed,
    Reset,
}

pub fn address(running: &Running) -> String {
    let url = running.at.base_url.as_str();
    url.split('/').nth(2).unwrap().to_owned()
}

/// Adds a person; gives the bytes that came and the way the connection ended.
pub async fn add(running: &Running, name: &str) -> (String, End) {
    let body = format!(r#"{{"name":"{name}"}}"#);
    send(running, &format!(
        "POST /acme/v1/people HTTP/1.1\r\nHost: desk\r\nAuthorization: desk-key-1\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    ))
    .await
}

pub async fn send(running: &Running, request: &str) -> (String, End) {
    let mut stream = TcpStream::connect(address(running)).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = vec![];
    let end = match stream.read_to_end(&mut bytes).await {
        Ok(_) => End::Closed,
        Err(error) if error.kind() == ErrorKind::ConnectionReset => End::Reset,
        Err(error) => panic!("{error}"),
    };
    (String::from_utf8(bytes).unwrap(), end)
}
