//! The real program in processes of its own: a worker that can be killed, a hub that can be measured.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use tokio::process::{Child, Command};

use crate::Stage;

/// The built program beside this test or tool.
///
/// # Panics
/// Where it was not built.
pub fn binary() -> PathBuf {
    let this = env::current_exe().unwrap();
    let folders = this.ancestors().skip(1).take(2);
    let found = folders.map(|folder| folder.join("gangway")).find(|path| path.is_file());
    found.unwrap_or_else(|| {
        panic!(
            "the program gangway is not beside {}: run `cargo build -p gangway` with the same profile first",
            this.display()
        )
    })
}

/// A process of the program, killed when it is dropped.
pub struct Process {
    child: Child,
    /// Its identifier.
    pub pid: u32,
    /// What it says on stderr.
    pub log: PathBuf,
}

impl Process {
    /// Starts the program. Its log goes to a file of that name in the folder, its stdout to another.
    ///
    /// # Panics
    /// Where it can't be started.
    pub fn start(folder: &Path, name: &str, arguments: &[String], environment: &[(&str, &str)]) -> Self {
        let log = folder.join(format!("{name}.log"));
        let child = Command::new(binary())
            .args(arguments)
            .env_clear()
            .envs(environment.iter().copied())
            .current_dir(folder)
            .stdin(Stdio::null())
            .stdout(fs::File::create(folder.join(format!("{name}.out"))).unwrap())
            .stderr(fs::File::create(&log).unwrap())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let pid = child.id().unwrap();
        Self { child, pid, log }
    }

    /// Kills it at once: SIGKILL, which no program can hear coming.
    ///
    /// # Panics
    /// Where it can't be killed.
    pub async fn kill(&mut self) {
        self.child.kill().await.unwrap();
    }

    /// Whether it ended by itself.
    ///
    /// # Panics
    /// Where the system won't say.
    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// What it said on stderr so far.
    pub fn said(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }

    /// The address that it prints after these words, once it does.
    ///
    /// # Panics
    /// Where it ends before.
    pub async fn address(&mut self, after: &str) -> String {
        for _ in 0..10_000 {
            let printed = self.printed();
            let whole = printed.lines().filter(|_| printed.ends_with('\n'));
            if let Some(address) = whole.filter_map(|line| line.strip_prefix(after)).next() {
                return address.trim().to_owned();
            }
            assert!(!self.has_ended(), "it ended: {}", self.said());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("no address was printed: {}", self.said());
    }

    /// What it printed so far.
    pub fn printed(&self) -> String {
        fs::read_to_string(self.log.with_extension("out")).unwrap_or_default()
    }

    /// CPU time it took so far, in user and system mode.
    ///
    /// # Panics
    /// Where it is no longer there.
    pub fn cpu(&self) -> Duration {
        cpu(&self.pid.to_string())
    }

    /// Memory it holds now, in KiB.
    ///
    /// # Panics
    /// Where it is no longer there.
    pub fn memory_kib(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

/// CPU time that a process took so far, in user and system mode; `self` for this one.
///
/// # Panics
/// Where it is no longer there.
pub fn cpu(pid: &str) -> Duration {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    // The name in brackets may hold blanks; the fields after it are counted from the third.
    let fields: Vec<_> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: u64 = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
    // Linux counts in hundredths of a second on every machine that this runs on.
    Duration::from_millis(ticks * 10)
}

/// A worker of its own, with the name by which it claims tasks.
pub struct Worker {
    /// The process.
    pub process: Process,
    /// The name in its claims.
    pub name: String,
}

impl Stage {
    /// Starts a worker on this stage's database and comes back when it works.
    ///
    /// # Panics
    /// Where it does not start.
    pub async fn worker(&self, label: &str) -> Worker {
        let mut process = self.process(label, "work", &[]);
        for _ in 0..2_000 {
            if let Some(name) = name(&process.said()) {
                return Worker { process, name };
            }
            assert!(!process.has_ended(), "the worker ended: {}", process.said());
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        panic!("the worker did not start in 10 s: {}", process.said());
    }

    /// Starts a command of the program on this stage's database and sandboxes.
    pub fn process(&self, label: &str, command: &str, more: &[&str]) -> Process {
        self.talkative_process(label, command, more, "info")
    }

    /// The same with a log as detailed as this.
    pub fn talkative_process(&self, label: &str, command: &str, more: &[&str], log: &str) -> Process {
        let data = self.folder.path().display().to_string();
        let mut arguments: Vec<String> =
            [command, "--data", &data, "--database", &self.database].map(String::from).into();
        for one in self.host.announcements() {
            arguments.extend(["--sandboxes".into(), format!("{}={}", one.vendor, one.base_url)]);
        }
        arguments.extend(more.iter().map(|word| (*word).to_owned()));
        let environment = [("GANGWAY_KEY", self.key.as_str()), ("GANGWAY_LOG", log)];
        Process::start(self.folder.path(), label, &arguments, &environment)
    }
}

/// The name that a worker says at its start.
fn name(log: &str) -> Option<String> {
    let lines = log.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let started = lines.map(|line| line["fields"].clone()).find(|f| f["message"] == "a worker started")?;
    started["name"].as_str().map(str::to_owned)
}
