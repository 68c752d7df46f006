//! A certificate authority for one run, and the server's certificate signed by it.

use std::{
    io::{self, Write},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    path::{Path, PathBuf},
    sync::Arc,
};

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, SanType,
};
use rustls::{
    ServerConfig,
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer},
};
use tempfile::NamedTempFile;
use tokio_rustls::TlsAcceptor;

use crate::state::folder;

/// Why TLS could not be set up.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A certificate could not be made.
    #[error("a certificate could not be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// The TLS library took it not.
    #[error("the certificate was refused: {0}")]
    Setup(#[from] rustls::Error),
    /// The authority's certificate could not be written for callers to trust.
    #[error("the authority's certificate could not be written: {0}")]
    File(#[from] io::Error),
}

/// The authority of one run. Its key is forgotten once it has signed.
pub(crate) struct Authority {
    pub acceptor: TlsAcceptor,
    pub certificate: CertificateFile,
}

/// Where the authority's certificate lies.
pub(crate) enum CertificateFile {
    /// Beside the state file, where it stays until the next run.
    Beside(PathBuf),
    /// Among the temporary files; it goes with the host.
    Temporary(NamedTempFile),
}

impl CertificateFile {
    pub fn path(&self) -> &Path {
        match self {
            Self::Beside(path) => path,
            Self::Temporary(file) => file.path(),
        }
    }

    fn write(pem: &str, state: Option<&Path>) -> io::Result<Self> {
        match state {
            Some(state) => {
                let path = folder(state).join("gangway-sandbox-ca.pem");
                std::fs::write(&path, pem)?;
                Ok(Self::Beside(path))
            }
            None => {
                let mut file =
                    tempfile::Builder::new().prefix("gangway-sandbox-ca-").suffix(".pem").tempfile()?;
                file.write_all(pem.as_bytes())?;
                Ok(Self::Temporary(file))
            }
        }
    }
}

impl Authority {
    /// Makes an authority and a certificate for this machine and the listen address.
    pub fn new(listen: IpAddr, state: Option<&Path>) -> Result<Self, TlsError> {
        let authority = CertifiedIssuer::self_signed(authority_params(), KeyPair::generate()?)?;
        let key = KeyPair::generate()?;
        let certificate = server_params(listen)?.signed_by(&key, &authority)?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = server_config(certificate.der().clone(), key)?;
        Ok(Self {
            acceptor: TlsAcceptor::from(Arc::new(config)),
            certificate: CertificateFile::write(&authority.pem(), state)?,
        })
    }
}

fn authority_params() -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, "Sandbox authority of one run");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn server_params(listen: IpAddr) -> Result<CertificateParams, rcgen::Error> {
    let mut params = CertificateParams::new(["localhost".to_owned()])?;
    params.distinguished_name.push(DnType::CommonName, "localhost");
    let mut addresses = vec![IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
    if !listen.is_unspecified() && !addresses.contains(&listen) {
        addresses.push(listen);
    }
    params.subject_alt_names.extend(addresses.into_iter().map(SanType::IpAddress));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    // Strict verifiers, such as that of Python 3.13, ask for it.
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

fn server_config(
    certificate: CertificateDer<'static>,
    key: PrivateKeyDer<'static>,
) -> Result<ServerConfig, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(config)
}
