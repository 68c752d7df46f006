//! Starts stand-ins and stops them.

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use connect::{Clock, StandIn, World};
use serde_json::{Map, Value};
use tokio::{net::TcpListener, sync::Notify, task::JoinHandle};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

pub use crate::tls::TlsError;
use crate::{
    announcement::Announcement,
    control,
    faults::Faults,
    messages,
    running::{Origin, Running},
    serve::Door,
    state::{self, StateFile},
    tls::Authority,
};

/// How long a stop waits for requests that are being answered.
const LAST_ANSWERS: Duration = Duration::from_secs(5);

/// How stand-ins are served.
#[derive(Clone, Debug)]
pub struct Options {
    /// The first stand-in's address; the next ones take the ports that follow, or free ones where the port is 0.
    pub listen: SocketAddr,
    /// The seed of the documents and of the faults.
    pub seed: u64,
    /// How many people each tenant has.
    pub people: usize,
    /// What goes wrong from the start.
    pub faults: Faults,
    /// Whether to serve HTTPS, with a certificate authority made for the run.
    pub tls: bool,
    /// The file in which documents outlive the process.
    pub state: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            seed: 1,
            people: 50,
            faults: Faults::default(),
            tls: false,
            state: None,
        }
    }
}

/// Why the host could not start, or not save.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// A port is taken or not allowed.
    #[error("the sandbox of {vendor} can't listen on {address}: {source}. Choose another address or port.")]
    Listen {
        /// Whose.
        vendor: String,
        /// Where.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// There are not as many ports above the given one as vendors.
    #[error("the ports end at 65535, before every vendor has one. Choose a lower port.")]
    NoPort,
    /// The state file is there and can't be used. It was not touched.
    #[error("the state file {path} can't be read: {source}. It was left as it is; mend it, or name another.")]
    Load {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The state could not be written.
    #[error("the state could not be saved to {path}: {source}. What was saved before is still there.")]
    Save {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// TLS could not be set up.
    #[error("TLS could not be set up: {0}")]
    Tls(#[from] TlsError),
    /// The client that sends the stand-ins' own messages could not be made.
    #[error("the sandbox can't send messages: {0}")]
    Client(#[from] reqwest::Error),
}

/// Stand-ins that are being served. Dropping it without [`Host::stop`] loses what was not yet saved.
pub struct Host {
    running: Vec<Arc<Running>>,
    stopping: CancellationToken,
    tasks: TaskTracker,
    saving: Option<Saving>,
    /// Keeps the temporary certificate file in place.
    _authority: Option<Authority>,
}

struct Saving {
    file: Arc<StateFile>,
    task: JoinHandle<()>,
}

impl Saving {
    /// Saves once at the start, so that a file that can't be written is said before anybody relies on it.
    async fn start(
        path: PathBuf,
        others: Map<String, Value>,
        running: &[Arc<Running>],
        changed: Arc<Notify>,
        stopping: CancellationToken,
    ) -> Result<Self, HostError> {
        let worlds = running.iter().map(|one| (one.announcement.vendor.clone(), one.world.clone()));
        let file = Arc::new(StateFile::new(path, others, worlds.collect()));
        save(file.clone()).await?;
        let task = tokio::spawn(file.clone().follow(changed, stopping));
        Ok(Self { file, task })
    }

    async fn end(self) -> Result<(), HostError> {
        if let Err(error) = self.task.await {
            tracing::error!(%error, "the saving task had failed; all is saved now");
        }
        save(self.file).await
    }
}

async fn save(file: Arc<StateFile>) -> Result<(), HostError> {
    let path = file.path.clone();
    let saved = tokio::task::spawn_blocking(move || file.save()).await;
    saved.map_err(io::Error::other).flatten().map_err(|source| HostError::Save { path, source })
}

impl Host {
    /// Serves each stand-in on a port of its own. `clock` is the machine's time; each world's clock follows it
    /// until its control page moves it.
    ///
    /// # Errors
    /// [`HostError`]; nothing is left running then.
    pub async fn start(
        stand_ins: Vec<Arc<dyn StandIn>>,
        options: Options,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, HostError> {
        let mut saved = load(options.state.as_ref())?;
        let authority =
            options.tls.then(|| Authority::new(options.listen.ip(), options.state.as_deref())).transpose()?;
        let client = messages::client()?;
        let listeners = listen(&stand_ins, options.listen).await?;

        let mut running = vec![];
        let (changed, origin) =
            (Arc::new(Notify::new()), Origin { seed: options.seed, people: options.people });
        for (stand_in, (_, address)) in stand_ins.into_iter().zip(&listeners) {
            let certificate = authority.as_ref().map(|authority| authority.certificate.path().to_owned());
            let announcement = Announcement::new(&*stand_in, *address, certificate);
            let documents = saved.remove(&announcement.vendor);
            let (faults, machine, changed) = (options.faults.clone(), clock.clone(), changed.clone());
            let one = Running::new(stand_in, announcement, origin, faults, documents, machine, changed);
            running.push(Arc::new(one));
        }

        let stopping = CancellationToken::new();
        let saving = match options.state {
            Some(path) => Some(Saving::start(path, saved, &running, changed, stopping.clone()).await?),
            None => None,
        };
        let tasks = TaskTracker::new();
        for (one, (listener, address)) in running.iter().zip(listeners) {
            let door = Door {
                running: one.clone(),
                control: control::router(one.clone(), address.ip()),
                tls: authority.as_ref().map(|authority| authority.acceptor.clone()),
                stopping: stopping.clone(),
                tasks: tasks.clone(),
            };
            tasks.spawn(door.open(listener));
            tasks.spawn(messages::carry(one.clone(), client.clone(), stopping.clone()));
        }
        Ok(Self { running, stopping, tasks, saving, _authority: authority })
    }

    /// Where each stand-in is and how to sign in, in the order in which they were given.
    pub fn announcements(&self) -> Vec<Announcement> {
        self.running.iter().map(|one| one.announcement.clone()).collect()
    }

    /// The documents of one vendor, for a test in the same process.
    pub fn world(&self, vendor: &str) -> Option<Arc<World>> {
        self.running.iter().find(|one| one.announcement.vendor == vendor).map(|one| one.world.clone())
    }

    /// Has a vendor announce its events to this address, as a person sets it up on the vendor's own pages.
    pub fn announce_to(&self, vendor: &str, address: &str) {
        for one in self.running.iter().filter(|one| one.announcement.vendor == vendor) {
            one.stand_in.announce_to(&one.world, address);
            one.changed();
        }
    }

    /// Takes no more requests, lets those under way end for up to five seconds, and saves the state.
    ///
    /// # Errors
    /// [`HostError::Save`] when the state file can't be written.
    pub async fn stop(mut self) -> Result<(), HostError> {
        self.stopping.cancel();
        self.tasks.close();
        if tokio::time::timeout(LAST_ANSWERS, self.tasks.wait()).await.is_err() {
            tracing::warn!("requests still under way were left");
        }
        match self.saving.take() {
            Some(saving) => saving.end().await,
            None => Ok(()),
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        self.stopping.cancel();
    }
}

fn load(path: Option<&PathBuf>) -> Result<Map<String, Value>, HostError> {
    let Some(path) = path else { return Ok(Map::new()) };
    state::load(path).map_err(|source| HostError::Load { path: path.clone(), source })
}

/// All listeners before anything is served, so that a port that is taken stops the whole start.
async fn listen(
    stand_ins: &[Arc<dyn StandIn>],
    first: SocketAddr,
) -> Result<Vec<(TcpListener, SocketAddr)>, HostError> {
    let mut listeners = vec![];
    for (place, stand_in) in stand_ins.iter().enumerate() {
        let mut address = first;
        if first.port() != 0 {
            let port = u16::try_from(usize::from(first.port()) + place).map_err(|_| HostError::NoPort)?;
            address.set_port(port);
        }
        let bound = async {
            let listener = TcpListener::bind(address).await?;
            let address = listener.local_addr()?;
            Ok((listener, address))
        };
        listeners.push(bound.await.map_err(|source| HostError::Listen {
            vendor: stand_in.manifest().vendor.clone(),
            address,
            source,
        })?);
    }
    Ok(listeners)
}
