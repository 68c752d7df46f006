//! The commands as a shell runs them: what they print, and how they end.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Output, Stdio},
};

use serde_json::Value;

fn gangway(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gangway"));
    command.args(arguments).env_remove("GANGWAY_KEY").env_remove("GANGWAY_DATABASE");
    command
}

fn run(arguments: &[&str]) -> Output {
    gangway(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A command that runs until it is told to stop, and the first lines that it printed.
struct Running {
    child: Child,
    lines: Vec<String>,
    /// Kept open: a command whose reader has gone can't print its next line, and ends.
    _out: BufReader<ChildStdout>,
}

impl Running {
    fn start(arguments: &[&str], lines: usize) -> Self {
        Self::of(gangway(arguments), lines)
    }

    fn of(mut command: Command, lines: usize) -> Self {
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let lines = out.by_ref().lines().take(lines).map(Result::unwrap).collect();
        Self { child, lines, _out: out }
    }

    /// Asks it to stop as a service manager does, and waits for its end.
    fn stop(mut self) -> Option<i32> {
        let id = self.child.id().to_string();
        // It may have ended already, where it was told before.
        let _ = Command::new("kill").args(["-TERM", &id]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Fails where it has ended already, which is what is wanted.
        let _ = self.child.kill();
    }
}

fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_sandbox_says_in_one_line_how_to_reach_it_and_stops_when_told() {
    let running = Running::start(&["sandbox", "--people", "5"], 1);
    let line: Value = serde_json::from_str(&running.lines[0]).unwrap();
    let keys: Vec<_> = line.as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["base_url", "control_url", "credentials", "vendor"]);
    let control = line["control_url"].as_str().unwrap().trim_start_matches("http://");
    let (address, path) = control.split_once('/').unwrap();
    assert!(get(address, &format!("/{path}/state")).starts_with("HTTP/1.1 200"));
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn a_sandbox_over_tls_says_where_its_certificate_lies() {
    let running = Running::start(&["sandbox", "--tls", "--people", "5"], 1);
    let line: Value = serde_json::from_str(&running.lines[0]).unwrap();
    assert!(line["base_url"].as_str().unwrap().starts_with("https://"));
    let certificate = std::fs::read_to_string(line["ca_certificate"].as_str().unwrap()).unwrap();
    assert!(certificate.starts_with("-----BEGIN CERTIFICATE-----"));
}

#[test]
fn an_unknown_vendor_and_a_fault_that_is_none_are_refused_with_a_sentence() {
    let unknown = run(&["sandbox", "nobody"]);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(said(&unknown).contains("there is no sandbox of “nobody”"), "{}", said(&unknown));
    let fault = run(&["sandbox", "--faults", "earthquake=1"]);
    assert_eq!(fault.status.code(), Some(1));
    assert!(said(&fault).contains("earthquake"), "{}", said(&fault));
}

#[test]
fn the_first_start_prints_a_one_time_link_and_the_hub_answers() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let running = Running::start(&["serve", "--data", data, "--listen", "127.0.0.1:0"], 2);
    let address = running.lines[0].rsplit("http://").next().unwrap().to_owned();
    assert!(running.lines[1].contains("/setup/"), "{:?}", running.lines);
    assert!(get(&address, "/health").contains("alive"));
    assert!(get(&address, "/ready").contains("ready"));
    let link = running.lines[1].rsplit(&address).next().unwrap();
    assert!(get(&address, link).starts_with("HTTP/1.1 200"));
    assert!(get(&address, "/account").contains("/sign-in"));
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn a_hub_that_is_told_to_stop_finishes_what_has_begun_and_takes_nothing_new() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let running = Running::start(&["serve", "--data", data, "--listen", "127.0.0.1:0"], 2);
    let address = running.lines[0].rsplit("http://").next().unwrap().to_owned();
    let body = "email=nobody%40example.com&password=wrong";
    let mut begun = TcpStream::connect(&address).unwrap();
    let head = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Length: {}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\n\r\n",
        body.len()
    );
    write!(begun, "{head}{}", &body[..5]).unwrap();
    // The head has to be read before the end is announced, or the request has not begun.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let id = running.child.id().to_string();
    assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    let refused = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        TcpStream::connect(&address).is_err()
    });
    assert!(refused, "nothing new is taken");
    write!(begun, "{}", &body[5..]).unwrap();
    let mut answer = String::new();
    begun.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("don&#39;t go together") || answer.contains("go together"), "{answer}");
    assert_eq!(running.stop(), Some(0));
}

#[test]
fn the_log_tells_a_request_by_the_name_that_its_answer_has() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let data = folder.path().to_str().unwrap();
    let mut command = gangway(&["serve", "--data", data, "--listen", "127.0.0.1:0"]);
    command.env("GANGWAY_LOG", "info").stderr(std::fs::File::create(&log).unwrap());
    let running = Running::of(command, 2);
    let address = running.lines[0].rsplit("http://").next().unwrap().to_owned();
    let link = running.lines[1].rsplit(&address).next().unwrap().to_owned();
    let answer = get(&address, &link);
    let name = answer.lines().find_map(|line| line.strip_prefix("x-request-id: ")).unwrap().to_owned();
    assert_eq!(running.stop(), Some(0));
    let log = std::fs::read_to_string(log).unwrap();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let answered = lines.iter().find(|line| line["span"]["request"] == name.as_str()).unwrap();
    assert_eq!(answered["span"]["route"], "/setup/{token}", "{answered}");
    assert_eq!(answered["fields"]["status"], 200, "{answered}");
    let token = link.rsplit('/').next().unwrap();
    assert!(!log.contains(token), "what lets somebody in is in no log");
}

#[test]
fn a_backup_comes_back_in_an_empty_database_and_in_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (one, two, file) = (path("one"), path("two"), path("backup"));
    assert!(run(&["migrate", "--data", &one]).status.success());
    let made = run(&["backup", &file, "--data", &one]);
    assert!(made.status.success(), "{}", said(&made));
    assert!(Path::new(&file).exists());
    let restored = run(&["restore", &file, "--data", &two]);
    assert!(restored.status.success(), "{}", said(&restored));
    let damaged = path("damaged");
    std::fs::write(&damaged, "not a backup").unwrap();
    let refused = run(&["restore", &damaged, "--data", &path("three")]);
    assert_eq!(refused.status.code(), Some(1), "{}", said(&refused));
}

#[test]
fn a_doctor_points_at_a_key_that_others_can_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let rotated = run(&["rotate-key", "--data", data]);
    assert!(rotated.status.success(), "{}", said(&rotated));
    let healthy = run(&["doctor", "--data", data, "--json"]);
    let findings: Value = serde_json::from_slice(&healthy.stdout).unwrap();
    assert!(findings.as_array().unwrap().iter().any(|finding| finding["what"] == "sealing key"));
    assert_ne!(healthy.status.code(), Some(1), "{}", said(&healthy));
    let key = folder.path().join("key");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let sick = run(&["doctor", "--data", data]);
    assert_eq!(sick.status.code(), Some(1));
    assert!(said(&sick).contains("chmod 600"), "{}", said(&sick));
}

#[test]
fn a_doctor_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let path = data.to_str().unwrap();
    let nothing = run(&["doctor", "--data", path]);
    assert_eq!(nothing.status.code(), Some(3), "{}", said(&nothing));
    assert!(!data.exists(), "a look makes no folder, no database and no key");
    assert!(run(&["migrate", "--data", path]).status.success());
    let empty = run(&["doctor", "--data", path]);
    assert_eq!(empty.status.code(), Some(3), "{}", said(&empty));
    assert!(!data.join("key").exists(), "a look makes no key");
}

#[test]
fn a_doctor_says_that_the_key_of_stored_secrets_is_lost_and_makes_no_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let demo = Running::start(&["demo", "--data", path, "--listen", "127.0.0.1:0"], 6);
    demo.stop();
    std::fs::remove_file(folder.path().join("key")).unwrap();
    let lost = run(&["doctor", "--data", path]);
    assert_eq!(lost.status.code(), Some(1), "{}", said(&lost));
    assert!(said(&lost).contains("bring the key back"), "{}", said(&lost));
    assert!(!folder.path().join("key").exists(), "a new key would hide the loss");
}

#[test]
fn a_connection_says_what_its_key_may_do_and_what_is_missing_waits_for_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let start = || Running::start(&["demo", "--data", path, "--listen", "127.0.0.1:0"], 8);
    let check = |demo: &Running, more: &[&str]| {
        let mut lines = demo.lines.iter();
        let sandbox = lines.find_map(|line| line.trim().strip_prefix("sandbox of bamboohr ")).unwrap();
        let sandbox = format!("bamboohr={}", sandbox.trim().trim_end_matches("/_gangway"));
        run(&[&["connection", "check", "bamboohr", "--data", path, "--sandboxes", &sandbox], more].concat())
    };
    let demo = start();
    let shown = check(&demo, &[]);
    assert_eq!(shown.status.code(), Some(0), "{}", said(&shown));
    assert!(said(&shown).contains("granted  See the users"), "{}", said(&shown));
    assert!(said(&shown).contains("0 missing"), "{}", said(&shown));
    demo.stop();
    // An administrator there takes a right away.
    let tenants = folder.path().join("sandboxes.json");
    let known = std::fs::read_to_string(&tenants).unwrap().replace("\"users\":true", "\"users\":false");
    std::fs::write(&tenants, known).unwrap();
    let demo = start();
    let missing = check(&demo, &["--json"]);
    assert_eq!(missing.status.code(), Some(3), "{}", said(&missing));
    let json: Value = serde_json::from_slice(&missing.stdout).unwrap();
    assert_eq!(json["missing"], 1);
    let users = json["permissions"].as_array().unwrap().iter().find(|one| one["key"] == "users").unwrap();
    assert!(users["state"] == "missing" && users["lost_at"].is_string(), "{users}");
}

#[test]
fn wrong_words_are_refused_with_what_would_be_right() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    let nobody = run(&["send", "not-an-id", "--to", "x", "--data", data]);
    assert_eq!(nobody.status.code(), Some(1));
    assert!(said(&nobody).contains("is not a candidate's id"), "{}", said(&nobody));
    assert_eq!(run(&["launch"]).status.code(), Some(2));
    let elsewhere = run(&["migrate", "--data", data, "--database", "mysql://localhost/x"]);
    assert!(said(&elsewhere).contains("sqlite:PATH or postgres://"), "{}", said(&elsewhere));
}

#[test]
fn completions_know_every_command() {
    let shown = run(&["completions", "bash"]);
    let text = said(&shown);
    for command in [
        "demo",
        "serve",
        "work",
        "sandbox",
        "send",
        "sync",
        "connection",
        "doctor",
        "backup",
        "restore",
        "rotate-key",
    ] {
        assert!(text.contains(command), "{command}");
    }
}
