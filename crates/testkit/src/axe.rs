//! What a page lacks for those who can't see it well, can't use a mouse or read it on a phone: found by axe-core in the
//! browser that shows the page, and by looking whether the page fits a narrow screen.

use std::{fmt, fs};

use fantoccini::{error::CmdError, wd::WebDriverCompatibleCommand};
use http::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use url::{ParseError, Url};

use crate::browser::Browser;

/// Widths in CSS pixels at which a page has to fit: WCAG 2.2 asks for 320 at "Reflow", the product for 360.
const NARROW: u32 = 360;
const WIDE: u32 = 1600;

/// axe-core, to be run in pages.
pub struct Axe {
    script: String,
}

/// One thing that stands in somebody's way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// Which rule it breaks.
    pub rule: String,
    /// How the page was shown.
    pub shown: &'static str,
    /// Where on the page, and what to do.
    pub place: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.rule, self.shown, self.place)
    }
}

#[derive(Deserialize)]
struct Violation {
    id: String,
    places: Vec<String>,
}

impl Axe {
    /// axe-core from the file that `GANGWAY_TEST_AXE` names, as `./test` provides it; `None` without.
    pub fn provided() -> Option<Self> {
        let file = std::env::var_os("GANGWAY_TEST_AXE")?;
        Some(Self {
            script: fs::read_to_string(&file).expect("GANGWAY_TEST_AXE names a file that can be read"),
        })
    }

    /// Everything that is wrong with the page that is shown: in light and dark, wide and narrow.
    pub async fn look(&self, browser: &Browser) -> Vec<Finding> {
        let everything = json!({ "iframes": false, "resultTypes": ["violations"] });
        let contrast =
            json!({ "iframes": false, "resultTypes": ["violations"], "runOnly": ["color-contrast"] });
        browser.screen(WIDE, "light").await;
        let mut found = self.run(browser, "wide, light", &everything).await;
        browser.screen(WIDE, "dark").await;
        found.extend(self.run(browser, "dark", &contrast).await);
        browser.screen(NARROW, "light").await;
        found.extend(too_wide(browser).await);
        found
    }

    async fn run(&self, browser: &Browser, shown: &'static str, options: &Value) -> Vec<Finding> {
        let script = "const [source, options, done] = arguments;
            if (!window.axe) new Function(source)();
            // What is laid out once it comes into sight can be reached by keyboard before; axe-core takes it for hidden.
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('* { content-visibility: visible !important }');
            document.adoptedStyleSheets = [sheet];
            // A change of colours counts once it is drawn.
            const drawn = () => new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)));
            drawn().then(() => document.getAnimations().forEach(a => a.finish())).then(drawn)
                .then(() => axe.run(document, options)).then(
                result => done(result.violations.map(v => ({
                    id: v.id,
                    places: v.nodes.map(n => n.target.join(' ') + ' — ' + n.failureSummary.replace(/\\s+/g, ' ')),
                }))),
                error => done([{ id: 'axe-core itself', places: [String(error)] }]));";
        let arguments = vec![json!(self.script), options.clone()];
        let said = browser.ask(script, arguments).await.expect("axe-core answers");
        let violations: Vec<Violation> = serde_json::from_value(said).expect("axe-core lists violations");
        let finding = |rule: &str, place| Finding { rule: rule.to_owned(), shown, place };
        violations
            .into_iter()
            .flat_map(|v| v.places.into_iter().map(move |place| finding(&v.id, place)))
            .collect()
    }
}

/// What reaches beyond a narrow screen, so that the page has to be pushed sideways to be read.
async fn too_wide(browser: &Browser) -> Option<Finding> {
    let script = "const done = arguments[arguments.length - 1], page = document.documentElement;
        if (page.scrollWidth <= page.clientWidth + 1) return done(null);
        const kept = e => { for (let p = e.parentElement; p; p = p.parentElement)
            if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(p).overflowX)) return true; return false; };
        const out = [...document.body.querySelectorAll('*')]
            .filter(e => e.getBoundingClientRect().right > page.clientWidth + 1 && !kept(e));
        const last = out[out.length - 1];
        done(page.scrollWidth + ' px wide: ' + (last ? last.outerHTML.slice(0, 200) : 'the page itself'));";
    let said = browser.ask(script, vec![]).await.expect("the page can be measured");
    let place = said.as_str()?.to_owned();
    Some(Finding { rule: "fits-narrow-screen".into(), shown: "360 px", place })
}

impl Browser {
    /// Shows pages at a width and in a colour scheme, `light` or `dark`.
    async fn screen(&self, width: u32, scheme: &str) {
        let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        self.tell("Emulation.setDeviceMetricsOverride", size).await;
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        self.tell("Emulation.setEmulatedMedia", media).await;
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Result<Value, CmdError> {
        self.client.execute_async(script, arguments).await
    }

    async fn tell(&self, command: &'static str, parameters: Value) {
        self.client.issue_cmd(Devtools { command, parameters }).await.expect("the browser takes the command");
    }
}

/// A command of Chromium's developer tools, which the driver passes on.
#[derive(Debug)]
struct Devtools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}
