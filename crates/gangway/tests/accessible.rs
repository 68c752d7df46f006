//! Every page of the demo, found by following its links, through axe-core in a real browser: nothing that keeps
//! somebody out, in light and dark, and nothing that reaches beyond a narrow screen.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use serde_json::json;
use testkit::{axe::Axe, browser::Browser};

/// So many pages of one route are looked at: a record's page differs by what the record has.
const OF_A_ROUTE: usize = 2;

/// So many pages the links lead to at least; fewer mean that a part of the product is linked from nowhere.
const ENOUGH: usize = 120;

/// Links that are no pages, and those in letters to somebody who has followed them already.
const NOT_FOLLOWED: &[&str] = &["/assets/", "/api/", "/invite/"];

struct Demo(Child);

impl Drop for Demo {
    fn drop(&mut self) {
        // Fails where it has ended already, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The demo on a fresh folder, and the address it is at.
fn demo(data: &std::path::Path) -> (Demo, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_gangway"))
        .args(["demo", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .env_remove("GANGWAY_KEY")
        .env_remove("GANGWAY_DATABASE")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let hub = lines.find_map(|line| Some(line.split("demo is at").nth(1)?.trim().to_owned())).unwrap();
    // What it says later is read, too, so that it can go on saying it.
    std::thread::spawn(move || lines.for_each(drop));
    (Demo(child), hub)
}

/// A path with what names a record left out, so that two pages of one kind are known as such.
fn pattern(path: &str) -> String {
    let part =
        |part: &str| if part.len() == 36 && part.matches('-').count() == 4 { "{}" } else { part }.to_owned();
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let keys: BTreeSet<_> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    let path: Vec<_> = path.split('/').map(part).collect();
    format!("{}?{}", path.join("/"), keys.into_iter().collect::<Vec<_>>().join("&"))
}

/// The links of the page that is shown that lead to pages of the hub.
async fn links(browser: &Browser, hub: &str) -> Vec<String> {
    let script = "const done = arguments[arguments.length - 1];
        done([...document.querySelectorAll('a[href]')].filter(a => !a.hasAttribute('download')).map(a => a.href));";
    let said = browser.ask(script, vec![]).await.unwrap();
    let of_hub =
        |link: &serde_json::Value| Some(link.as_str()?.strip_prefix(hub)?.split('#').next()?.to_owned());
    said.as_array().unwrap().iter().filter_map(of_hub).filter(|path| path.starts_with('/')).collect()
}

/// What the hub answers to a path: its status, and whether it is a page.
async fn answer(browser: &Browser, path: &str) -> (u64, bool) {
    let script = "const [path, done] = arguments;
        fetch(path).then(a => done([a.status, (a.headers.get('content-type') || '').startsWith('text/html')]));";
    let said = browser.ask(script, vec![json!(path)]).await.unwrap();
    (said[0].as_u64().unwrap(), said[1].as_bool().unwrap())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_can_be_used_by_everybody() {
    let Some(axe) = Axe::provided() else { return };
    let data = tempfile::tempdir().unwrap();
    let (_demo, hub) = demo(data.path());
    let browser = Browser::start(hub.clone()).await;
    let (mut findings, mut looked): (BTreeMap<String, Vec<String>>, Vec<String>) = Default::default();
    browser.open("/sign-in").await;
    let mut keep = |path: &str, found: Vec<testkit::axe::Finding>| {
        for finding in found {
            findings.entry(finding.to_string()).or_default().push(path.to_owned());
        }
    };
    keep("/sign-in", axe.look(&browser).await);
    browser.fill("E-mail", "maya.okafor@larkmoor.example.com").await;
    browser.fill("Password", "gangway-demo-bridge").await;
    browser.click("Sign in").await;
    browser.sees("Larkmoor Robotics").await;

    let mut waiting: VecDeque<(String, String)> = [("/".to_owned(), "the address".to_owned())].into();
    let mut broken = vec![];
    let (mut known, mut of_pattern): (BTreeSet<String>, BTreeMap<String, usize>) = Default::default();
    while let Some((path, from)) = waiting.pop_front() {
        if !known.insert(path.clone()) || NOT_FOLLOWED.iter().any(|begin| path.starts_with(begin)) {
            continue;
        }
        let times = of_pattern.entry(pattern(&path)).or_default();
        if *times >= OF_A_ROUTE {
            continue;
        }
        *times += 1;
        let (status, is_page) = answer(&browser, &path).await;
        if status >= 400 {
            broken.push(format!("{from} leads to {path}, which answers {status}"));
        }
        if status >= 400 || !is_page {
            continue;
        }
        browser.open(&path).await;
        keep(&path, axe.look(&browser).await);
        looked.push(browser.path().await);
        waiting.extend(links(&browser, &hub).await.into_iter().map(|link| (link, path.clone())));
    }

    assert!(
        findings.is_empty(),
        "{} findings on {} pages:\n{}",
        findings.len(),
        looked.len(),
        told(&findings)
    );
    assert!(looked.len() >= ENOUGH, "only {} pages were come to: {looked:#?}", looked.len());
}

fn told(findings: &BTreeMap<String, Vec<String>>) -> String {
    let line = |(finding, paths): (&String, &Vec<String>)| {
        format!("- {finding}\n    on {} pages, such as {}\n", paths.len(), paths[0])
    };
    findings.iter().map(line).collect()
}
