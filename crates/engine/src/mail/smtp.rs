//! Handing one letter to a mail server over SMTP.

use std::{
    net::IpAddr,
    time::{Duration, UNIX_EPOCH},
};

use jiff::Timestamp;
use lettre::{
    Message,
    message::{Mailbox, header::ContentType},
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        extension::ClientId,
    },
};
use secrecy::{ExposeSecret, SecretString};
use store::mail::server::{Security, Server};

use super::Letter;

/// How long reaching the server may take.
const REACH: Duration = Duration::from_secs(15);
/// How long the whole of it may take.
const WHOLE: Duration = Duration::from_secs(50);

/// Why a letter was not handed over.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// The server can't be used by any letter.
    Server(String),
    /// Not now; the same letter may be taken later, or was taken without our learning of it.
    Later(String),
    /// Not this letter.
    Never(String),
}

/// The letter with what a mail server needs to know of it.
pub(super) struct Envelope<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// Its Message-ID: the same whenever it is tried, so that whoever gets it twice sees that it is one.
    pub message_id: String,
    /// When it was written.
    pub written_at: Timestamp,
}

/// Hands a letter over; `hello` is the name of this hub.
pub(super) async fn deliver(
    server: &Server,
    password: Option<&SecretString>,
    hello: &str,
    envelope: &Envelope<'_>,
) -> Result<(), Failure> {
    let message = message(server, envelope)?;
    let work = async {
        let mut connection = connect(server, password, hello).await?;
        let handed = connection.send(message.envelope(), &message.formatted()).await;
        let taken = handed.map_err(|error| of_letter(&error, &envelope.letter.to_address));
        // What comes of the farewell changes nothing.
        let _ = connection.quit().await;
        taken.map(|_| ())
    };
    // Real time, whatever clock the app holds: the server on the other side knows no other.
    tokio::time::timeout(WHOLE, work).await.unwrap_or_else(|_| {
        Err(Failure::Later(format!("{} did not answer in time. The letter may have arrived.", server.host)))
    })
}

fn message(server: &Server, envelope: &Envelope<'_>) -> Result<Message, Failure> {
    let Letter { to_name, to_address, subject, text, .. } = envelope.letter;
    let never = |what: &str| Failure::Never(format!("{what} can't be written on a letter."));
    // A name or a subject is one line, whatever it was made of.
    let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = |name: &str| Some(line(name)).filter(|name| !name.is_empty());
    let from = server.from_address.parse().map_err(|_| never("The address that letters come from"))?;
    let to = to_address.parse().map_err(|_| never("The address it goes to"))?;
    let seconds = u64::try_from(envelope.written_at.as_second()).unwrap_or(0);
    Message::builder()
        .from(Mailbox::new(name(&server.from_name), from))
        .to(Mailbox::new(name(to_name), to))
        .subject(line(subject))
        .message_id(Some(envelope.message_id.clone()))
        .date(UNIX_EPOCH + Duration::from_secs(seconds))
        .header(ContentType::TEXT_PLAIN)
        .body(text.clone())
        .map_err(|_| never("What was written"))
}

async fn connect(
    server: &Server,
    password: Option<&SecretString>,
    hello: &str,
) -> Result<AsyncSmtpConnection, Failure> {
    let hello = match hello.parse::<IpAddr>() {
        Ok(IpAddr::V4(ip)) => ClientId::Ipv4(ip),
        Ok(IpAddr::V6(ip)) => ClientId::Ipv6(ip),
        Err(_) => ClientId::Domain(hello.to_owned()),
    };
    let tls = TlsParameters::new_rustls(server.host.clone()).map_err(|error| unreachable(server, &error))?;
    let at_once = (server.security == Security::Tls).then(|| tls.clone());
    let address = (server.host.as_str(), server.port);
    let mut connection = AsyncSmtpConnection::connect_tokio1(address, Some(REACH), &hello, at_once, None)
        .await
        .map_err(|error| unreachable(server, &error))?;
    if server.security == Security::StartTls {
        if !connection.can_starttls() {
            let sentence = format!("{} offers no STARTTLS, and nothing was sent unencrypted.", server.host);
            return Err(Failure::Server(sentence));
        }
        connection.starttls(tls, &hello).await.map_err(|error| unreachable(server, &error))?;
    }
    if let Some(password) = password {
        let credentials = Credentials::new(server.user.clone(), password.expose_secret().to_owned());
        let ways = [Mechanism::Plain, Mechanism::Login];
        connection.auth(&ways, &credentials).await.map_err(|error| refused_entry(server, &error))?;
    }
    Ok(connection)
}

fn unreachable(server: &Server, error: &Error) -> Failure {
    let at = format!("{} on port {}", server.host, server.port);
    Failure::Server(if error.is_tls() {
        format!("No safe connection to {at}: {}.", reason(error))
    } else if error.is_timeout() {
        format!("{at} did not answer in time.")
    } else {
        format!("{at} can't be reached: {}.", reason(error))
    })
}

fn refused_entry(server: &Server, error: &Error) -> Failure {
    Failure::Server(match error.status() {
        Some(code) => format!("{} does not let “{}” in (answer {code}).", server.host, server.user),
        None => format!("Signing in to {} failed: {}.", server.host, reason(error)),
    })
}

/// What came of handing the letter over itself. Their words often repeat the address, which belongs in no note.
fn of_letter(error: &Error, address: &str) -> Failure {
    let words = reason(error).replace(address, "the address");
    match error.status() {
        Some(code) if error.is_permanent() => {
            Failure::Never(format!("The mail server refused it (answer {code}): {words}."))
        }
        Some(code) => Failure::Later(format!("The mail server put it off (answer {code}): {words}.")),
        None => Failure::Later(format!(
            "The connection broke off: {words}. The letter may have arrived; it is sent again under the same number."
        )),
    }
}

/// The innermost reason, which says most.
fn reason(error: &Error) -> String {
    let mut reason: &dyn std::error::Error = error;
    while let Some(deeper) = reason.source() {
        reason = deeper;
    }
    let words = reason.to_string();
    // The system's number for it tells a reader nothing.
    words.split(" (os error").next().unwrap_or_default().trim_end_matches('.').to_owned()
}
