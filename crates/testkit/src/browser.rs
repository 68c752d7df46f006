//! A real browser, used as a person uses it: by the words that stand on the page.
//!
//! Everything here panics where the page is not as said, with what stands on it instead: that is the test's failure.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, key::Key};
use serde_json::json;

/// How long a person would wait before calling it broken.
const PATIENCE: Duration = Duration::from_secs(30);

/// Headless Chromium with a profile of its own.
pub struct Browser {
    pub(crate) client: Client,
    hub: String,
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts a browser that visits a hub.
    pub async fn start(hub: impl Into<String>) -> Self {
        let (driver, port) = driver();
        let profile = tempfile::tempdir().unwrap();
        let arguments = [
            "--headless=new".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-dev-shm-usage".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--window-size=1400,1000".into(),
            format!("--user-data-dir={}", profile.path().display()),
        ];
        let options = json!({ "goog:chromeOptions": { "args": arguments, "binary": "/usr/bin/chromium" } });
        let serde_json::Value::Object(capabilities) = options else {
            unreachable!("it is written as an object")
        };
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        let session = client.session_id().await.unwrap().unwrap_or_default();
        Self { client, hub: hub.into(), driver, port, session, _profile: profile }
    }

    /// Types an address of the hub.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.hub)).await.unwrap();
    }

    /// Follows the first link that a CSS selector finds.
    pub async fn open_first(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// Clicks the link, button or menu with that text.
    pub async fn click(&self, text: &str) {
        self.shown(&clickable(text), text).await.click().await.unwrap();
    }

    /// There is no link, button or menu with that text, not even in a menu that is shut.
    pub async fn offers_no(&self, text: &str) {
        let found = self.client.find_all(Locator::XPath(&clickable(text))).await.unwrap();
        assert!(found.is_empty(), "“{text}” must not be offered on {}", self.path().await);
    }

    /// Where the links with that text lead.
    pub async fn links(&self, text: &str) -> Vec<String> {
        let mut all = vec![];
        for link in self.client.find_all(Locator::XPath(&clickable(text))).await.unwrap() {
            all.extend(link.attr("href").await.unwrap());
        }
        all
    }

    /// Clicks twice as fast as an impatient person: the second click may hit a page that is already leaving.
    pub async fn click_twice(&self, text: &str) {
        let script = "const b = [...document.querySelectorAll('button')].find(b => b.textContent.trim() === arguments[0]);\
             b.click(); b.click();";
        self.client.execute(script, vec![json!(text)]).await.unwrap();
    }

    /// Types into the field with that label, in place of what stood there.
    pub async fn fill(&self, label: &str, value: &str) {
        let field = self.field(label).await;
        let kind = field.attr("type").await.unwrap().unwrap_or_default();
        if kind == "date" {
            // A date field's own keys depend on the machine's language; its value does not.
            self.set(field, value).await;
            return;
        }
        field.clear().await.unwrap();
        field.send_keys(value).await.unwrap();
    }

    /// Chooses the option with that text in the list with that label.
    pub async fn choose(&self, label: &str, option: &str) {
        self.field(label).await.select_by_label(option).await.unwrap();
    }

    /// Ticks or unticks the box with that label.
    pub async fn tick(&self, label: &str) {
        self.field(label).await.click().await.unwrap();
    }

    /// Chooses the option with that value among those of a question.
    pub async fn tick_option(&self, value: &str) {
        let what = format!("//input[@value={}]", quoted(value));
        self.shown(&what, value).await.click().await.unwrap();
    }

    /// Presses a key where the focus is.
    pub async fn press(&self, key: Key) {
        let focused = self.client.active_element().await.unwrap();
        focused.send_keys(&String::from(char::from(key))).await.unwrap();
    }

    /// What stands in the field with that label.
    pub async fn value(&self, label: &str) -> String {
        self.field(label).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// The words of the option that is chosen in the list with that label.
    pub async fn chosen(&self, label: &str) -> String {
        let list = serde_json::to_value(self.field(label).await).unwrap();
        let script = "return arguments[0].selectedOptions[0].text";
        self.client.execute(script, vec![list]).await.unwrap().as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page shows a text.
    pub async fn sees(&self, text: &str) {
        let begun = Instant::now();
        loop {
            if self.text().await.contains(text) {
                return;
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "“{text}” never appeared on {}:\n{}",
                self.path().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    /// Waits, loading the page again and again, until it shows a text.
    pub async fn sees_in_time(&self, text: &str) {
        let begun = Instant::now();
        while !self.text().await.contains(text) {
            let page = self.text().await;
            assert!(begun.elapsed() < PATIENCE, "“{text}” never came on {}:\n{page}", self.path().await);
            tokio::time::sleep(Duration::from_millis(300)).await;
            self.client.refresh().await.unwrap();
        }
    }

    /// The page does not show a text.
    pub async fn sees_no(&self, text: &str) {
        let page = self.text().await;
        assert!(!page.contains(text), "“{text}” must not stand on {}:\n{page}", self.path().await);
    }

    /// Everything that is written on the page, shown or folded away.
    pub async fn text(&self) -> String {
        let script = "return document.body ? document.body.innerText : ''";
        self.client.execute(script, vec![]).await.unwrap().as_str().unwrap_or_default().to_owned()
    }

    /// Forgets who is signed in, as when a session has run out.
    pub async fn forget_session(&self) {
        self.client.delete_all_cookies().await.unwrap();
    }

    /// A picture of the page at a width, as high as the page is, up to a limit.
    pub async fn picture(&self, width: u32, highest: u32) -> Vec<u8> {
        self.client.set_window_size(width, 900).await.unwrap();
        let script = "return document.documentElement.scrollHeight";
        let height = self.client.execute(script, vec![]).await.unwrap().as_u64().unwrap_or(900);
        let height = u32::try_from(height).unwrap_or(highest).clamp(600, highest);
        self.client.set_window_size(width, height + 140).await.unwrap();
        self.client.screenshot().await.unwrap()
    }

    async fn field(&self, label: &str) -> Element {
        let what = format!(
            "//*[self::input or self::select or self::textarea][@aria-label={0} or \
             @id=//label[normalize-space(translate(., '*', ''))={0} or starts-with(normalize-space(.), concat({0}, ' '))]/@for \
             or ancestor::label[normalize-space(.)={0} or normalize-space(span/text()[1])={0} or span/span[normalize-space(.)={0}]]]",
            quoted(label)
        );
        self.shown(&what, label).await
    }

    async fn set(&self, field: Element, value: &str) {
        let script = "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('change', {bubbles: true}));";
        let element = serde_json::to_value(field).unwrap();
        self.client.execute(script, vec![element, json!(value)]).await.unwrap();
    }

    async fn shown(&self, xpath: &str, name: &str) -> Element {
        let begun = Instant::now();
        loop {
            for element in self.client.find_all(Locator::XPath(xpath)).await.unwrap() {
                if element.is_displayed().await.unwrap_or(false) {
                    return element;
                }
            }
            assert!(
                begun.elapsed() < PATIENCE,
                "there is no “{name}” on {}:\n{}",
                self.path().await,
                self.text().await
            );
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // The driver is asked to close its browser, which would stay behind if the driver alone were killed. Where
        // it does not answer, there is no browser to close.
        let _ = close(self.port, &self.session);
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn close(port: u16, session: &str) -> std::io::Result<()> {
    let mut driver = TcpStream::connect(("127.0.0.1", port))?;
    driver.set_read_timeout(Some(Duration::from_secs(10)))?;
    write!(
        driver,
        "DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )?;
    driver.read_to_end(&mut vec![])?;
    Ok(())
}

/// Starts the driver. It takes a free port of IPv6 and then wants the same one of IPv4: where that is taken, it ends,
/// and another is started.
fn driver() -> (Child, u16) {
    (0..5).find_map(|_| started()).expect("chromedriver says its port")
}

fn started() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .arg("--port=0")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("chromedriver starts; ./test installs it");
    let lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines
        .map_while(Result::ok)
        .find_map(|line| line.split("successfully on port ").nth(1)?.trim_end_matches('.').parse().ok());
    if port.is_none() {
        let _ = driver.wait();
    }
    Some((driver, port?))
}

/// The links, buttons and menus with that text.
fn clickable(text: &str) -> String {
    format!(
        "//*[self::a or self::button or self::summary]\
         [normalize-space(.)={0} or @aria-label={0} or @title={0} or \
          @aria-labelledby=//*[normalize-space(.)={0}]/@id]",
        quoted(text)
    )
}

/// A text as XPath writes it.
fn quoted(text: &str) -> String {
    if text.contains('\'') { format!("\"{text}\"") } else { format!("'{text}'") }
}
