//! Guide 3, every step in a real browser: a tracking system is connected, what is missing there is made, its people
//! are scored by what a job asks for, the results stand there in fields and one tag, and disconnecting takes them
//! away. Once with Pinpoint, once with Greenhouse, to show that nothing in it is one vendor's.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use engine::{
    hiring::jobs,
    outgoing::{Filter, list as outgoing},
    screening::{list, rescore},
};
use model::{JobId, handoff::HandoffState};
use serde_json::Value;
use testkit::{Stage, browser::Browser, stage};
use tokio::sync::watch;

/// What stands in our fields there: the application, and each value by its field's name.
type Values = BTreeMap<String, BTreeMap<String, String>>;

/// A tracking system, and where its sandbox keeps what is looked at.
struct System {
    vendor: &'static str,
    name: &'static str,
    /// Skills that its résumés name, to be asked for in place of a held title, where they name no dated position.
    skills: Option<&'static str>,
    /// The records, in the sandbox's documents.
    records: &'static str,
    values: fn(&Value) -> Values,
    /// Our tags, by who has them.
    tags: fn(&Value) -> BTreeMap<String, Vec<String>>,
}

/// The hub with a worker, and a browser in which the administrator is signed in.
struct Desk {
    stage: Stage,
    browser: Browser,
    system: System,
    /// Dropping it stops the worker.
    _stop: watch::Sender<bool>,
}

impl Desk {
    async fn new(system: System) -> Self {
        let stage = Stage::sqlite().await;
        let hub = stage.visitor().await.hub;
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(engine::work::run(Arc::clone(&stage.app), "desk".into(), stopped));
        let browser = Browser::start(hub).await;
        browser.open("/account").await;
        browser.fill("E-mail", stage::EMAIL).await;
        browser.fill("Password", stage::PASSWORD).await;
        browser.click("Sign in").await;
        browser.sees("Sign out").await;
        Self { stage, browser, system, _stop: stop }
    }

    fn records(&self) -> Value {
        self.stage.world(self.system.vendor).read(|documents| documents[self.system.records].clone())
    }

    fn values(&self) -> Values {
        (self.system.values)(&self.records())
    }

    fn tags(&self) -> BTreeMap<String, Vec<String>> {
        (self.system.tags)(&self.records())
    }

    /// Waits until something is so there.
    async fn in_time(&self, what: &str, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..1800 {
            if is_so(self) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("it never came to this: {what}\n{:?}\n{:?}", self.values(), self.tags());
    }

    /// Waits until nothing waits to be scored, nothing is on its way, and nothing changes there any more.
    async fn settles(&self, job: JobId) {
        use HandoffState::{Queued, Retrying, Sending};
        let on_its_way = Filter { connection: None, states: vec![Queued, Sending, Retrying] };
        let mut before = Value::Null;
        for _ in 0..240 {
            tokio::time::sleep(Duration::from_secs(1)).await;
            let (app, actor) = (&self.stage.app, &self.stage.administrator);
            let waiting = rescore::progress(app, actor, job).await.unwrap().waiting;
            let now = self.records();
            let open = outgoing::list(app, actor, &on_its_way).await.unwrap().len();
            if waiting == 0 && open == 0 && now == before {
                return;
            }
            before = now;
        }
        panic!("it never came to rest");
    }

    /// The job that most people applied for.
    async fn busiest(&self) -> (JobId, String) {
        let all = jobs::list(&self.stage.app, &self.stage.administrator).await.unwrap();
        let most = all.into_iter().max_by_key(|counted| counted.total()).unwrap();
        (most.job.id, most.job.title)
    }

    /// Steps 5 and 6: what is missing is told, with how it is made, and made from here.
    async fn set_up(&self) {
        let browser = &self.browser;
        browser.click("Screening").await;
        browser.sees("What the key has to be allowed").await;
        browser.sees("CLARA Score").await;
        browser.sees("How to make it there").await;
        browser.click("Make what is missing").await;
        browser.sees("Made CLARA Score").await;
    }

    /// Step 7: the open jobs arrive.
    async fn sync(&self) {
        let browser = &self.browser;
        browser.click("Disabled").await;
        browser.sees("Enabled").await;
        browser.click("Sync").await;
        browser.sees_in_time("Done").await;
    }

    /// Steps 8, 9 and 12: what the job asks for is suggested, looked at and switched on, and so is the screening.
    async fn ask_for(&self, job: JobId, title: &str) {
        let browser = &self.browser;
        browser.open(&format!("/jobs/{job}")).await;
        browser.click("Screening").await;
        browser.sees("This job does not say yet what it asks for").await;
        browser.click("Criteria").await;
        browser.click("Suggest from the job's text").await;
        browser.sees("The title says:").await;
        browser.click(&format!("Take over: {title}")).await;
        browser.sees("Not saved yet").await;
        if let Some(skills) = self.system.skills {
            browser.choose("What", "Skill").await;
            browser.fill("Any one of, with commas between", skills).await;
        }
        browser.click("Save as draft 1").await;
        browser.sees("Nobody is scored by it until it is switched on").await;
        browser.click("Try on five people").await;
        browser.sees("Tried on the newest applications").await;
        browser.click("Switch on").await;
        browser.sees("Switch version 1 on?").await;
        browser.click("Switch it on").await;
        browser.sees("Version 1 is in use").await;
        browser.click("Preferences").await;
        browser.tick("Screen applications for this job").await;
        browser.tick("Interview").await;
        browser.tick(&format!("Write them into {}", self.system.name)).await;
        browser.click("Save").await;
        browser.sees("switched on").await;
    }

    /// Step 10: every score stands there with its status, and exactly one tag says the same.
    async fn stands_there(&self, job: JobId) {
        self.in_time("scores stand there", |desk| !desk.values().is_empty()).await;
        self.settles(job).await;
        let (app, actor) = (&self.stage.app, &self.stage.administrator);
        let here = list::list(app, actor, job, Default::default(), None, 200).await.unwrap();
        let scored = here.rows.iter().filter(|(one, _)| one.points.is_some()).count();
        let values = self.values();
        assert_eq!(values.values().filter(|one| one.contains_key("CLARA Score")).count(), scored);
        for (application, one) in values.iter().filter(|(_, one)| one.contains_key("CLARA Score")) {
            for name in ["Status", "Summary", "Requirements match", "Version", "Scored at"] {
                assert!(one.contains_key(&format!("CLARA {name}")), "{application}: {one:?}");
            }
        }
        let tags = self.tags();
        assert!(!tags.is_empty() && tags.values().all(|of| of.len() == 1), "exactly one: {tags:?}");
        let mut told: Vec<_> = values
            .values()
            .filter_map(|one| one.get("CLARA Status"))
            .map(|word| word.to_lowercase())
            .collect();
        let mut tagged: Vec<_> = tags.into_values().flatten().collect();
        tagged.iter_mut().for_each(|tag| *tag = tag.replace("CLARA: ", "").to_lowercase());
        told.sort();
        tagged.sort();
        assert_eq!(told, tagged);
    }

    /// Step 11: what is unchanged writes nothing, what a person says goes there, and so does a changed criterion.
    async fn follows(&self, job: JobId) {
        let browser = &self.browser;
        let before = self.records();
        browser.open(&format!("/jobs/{job}/screening")).await;
        browser.click("Score again").await;
        browser.sees("scored again").await;
        self.settles(job).await;
        assert!(before == self.records(), "nothing is new, so nothing is written");

        browser.open(&format!("/jobs/{job}/screening")).await;
        browser.open_first("[data-row] a").await;
        browser.fill("Why", "Met them").await;
        browser.click("Qualified").await;
        browser.sees("says Ada Byron").await;
        let qualified = |desk: &Self| desk.tags().values().flatten().any(|tag| tag == "CLARA: Qualified");
        self.in_time("a person's word stands there", qualified).await;

        browser.open(&format!("/jobs/{job}/screening/criteria")).await;
        browser.fill("Weight", "9").await;
        browser.click("Save as draft 2").await;
        browser.sees("will be scored again").await;
        browser.click("Switch on").await;
        browser.click("Switch it on").await;
        browser.sees("Version 2 is in use").await;
        let versions = |desk: &Self| {
            let values = desk.values();
            let mut all = values.values().filter_map(|one| one.get("CLARA Version"));
            all.all(|version| version.starts_with("criteria 2"))
        };
        self.settles(job).await;
        assert!(versions(self), "{:?}", self.values());
        assert!(self.tags().values().all(|of| of.len() == 1) && qualified(self), "{:?}", self.tags());
    }

    /// Step 13: disconnecting takes away what was written, as asked.
    async fn disconnect(&self) {
        let browser = &self.browser;
        browser.open("/settings/integrations").await;
        browser.click(&format!("View integration {}", self.system.name)).await;
        browser.click("Screening").await;
        browser.sees("Everything is there").await;
        browser.tick_option("remove").await;
        browser.click("Stop writing results").await;
        browser.click("Stop").await;
        browser.sees("What was written is being taken away").await;
        self.in_time("nothing of ours is left there", |desk| {
            desk.tags().is_empty() && desk.values().values().all(BTreeMap::is_empty)
        })
        .await;
        browser.sees_in_time("Nothing of it is left there").await;
    }
}

/// A value as words; nothing where it is empty.
fn told(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) if text.is_empty() => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn pinpoint() -> System {
    System {
        vendor: "pinpoint",
        name: "Pinpoint",
        skills: None,
        records: "resources",
        values: |records| {
            let mut found = Values::new();
            for one in records["custom_attributes"].as_object().into_iter().flat_map(|all| all.values()) {
                let field = one["rels"]["custom_field"].as_str().unwrap_or_default();
                let name = records["custom_fields"][field]["attributes"]["name"].as_str().unwrap_or_default();
                let application = one["rels"]["custom_attributable"]["id"].as_str().unwrap_or_default();
                if let Some(value) = told(&one["attributes"]["value"]).filter(|_| name.starts_with("CLARA "))
                {
                    found.entry(application.into()).or_default().insert(name.into(), value);
                }
            }
            found
        },
        tags: |records| {
            let mut found = BTreeMap::new();
            for (id, one) in records["applications"].as_object().into_iter().flatten() {
                let all = one["attributes"]["tags"].as_array().into_iter().flatten();
                let names =
                    all.filter_map(|tag| tag["name"].as_str()).filter(|name| name.starts_with("CLARA: "));
                let names: Vec<_> = names.map(Into::into).collect();
                if !names.is_empty() {
                    found.insert(id.clone(), names);
                }
            }
            found
        },
    }
}

/// The rows of a table, with their ids.
fn rows<'a>(records: &'a Value, table: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    records[table].as_object().into_iter().flatten()
}

fn greenhouse() -> System {
    System {
        vendor: "greenhouse",
        name: "Greenhouse",
        skills: Some("Route planning, Stock taking"),
        records: "rows",
        values: |records| {
            let mut found = Values::new();
            for (id, one) in rows(records, "applications") {
                for field in one["custom_fields"].as_object().into_iter().flat_map(|all| all.values()) {
                    let name = field["name"].as_str().unwrap_or_default();
                    if let Some(value) = told(&field["value"]).filter(|_| name.starts_with("CLARA ")) {
                        found.entry(id.clone()).or_default().insert(name.into(), value);
                    }
                }
            }
            found
        },
        tags: |records| {
            let names: BTreeMap<_, _> = rows(records, "candidate_tags")
                .filter_map(|(id, tag)| Some((id.clone(), tag["name"].as_str()?.to_owned())))
                .filter(|(_, name)| name.starts_with("CLARA: "))
                .collect();
            let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
            for (_, one) in rows(records, "applied_candidate_tags") {
                if let Some(name) = names.get(&one["candidate_tag_id"].to_string()) {
                    found.entry(one["candidate_id"].to_string()).or_default().push(name.clone());
                }
            }
            found
        },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_pinpoint_are_screened_and_the_results_stand_there() {
    let desk = Desk::new(pinpoint()).await;
    let browser = &desk.browser;
    // Steps 1 to 4: the permissions stand on the page, the key is tested, and each is ticked.
    let given = desk.stage.announcement("pinpoint").credentials;
    browser.open("/settings/integrations/new/pinpoint").await;
    for permission in ["Read jobs", "Read applications", "Write applications"] {
        browser.sees(permission).await;
    }
    browser.fill("Subdomain", &given["subdomain"]).await;
    browser.fill("API key", &given["api_key"]).await;
    browser.click("Save and test").await;
    browser.sees("Saved, and the key works").await;

    desk.set_up().await;
    browser.click("How to make it there: CLARA: Qualified").await;
    browser.sees("Add a category named CLARA and give it a colour").await;
    browser.fill("Colour of the category", "green").await;
    browser.click("Save").await;
    browser.sees("Everything is there").await;
    desk.sync().await;
    let (job, title) = desk.busiest().await;
    desk.ask_for(job, &title).await;
    desk.stands_there(job).await;

    // Somebody finds those who stand well, by their tag.
    browser.open(&format!("/jobs/{job}/screening?standing=pre_qualified")).await;
    browser.sees("Pre-qualified").await;
    desk.follows(job).await;

    // Step 12: questions can be asked at a stage.
    browser.open(&format!("/jobs/{job}/screening")).await;
    browser.click("Questions").await;
    browser.sees("Questions").await;
    desk.disconnect().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_greenhouse_are_screened_in_the_same_way() {
    let desk = Desk::new(greenhouse()).await;
    let browser = &desk.browser;
    browser.open("/settings/integrations/new/greenhouse").await;
    browser.tick_option("v3").await;
    browser.fill("Client id", "sandbox-client-full").await;
    browser.fill("Client secret", "sandbox-client-secret").await;
    browser.fill("Acting user", "1000301").await;
    browser.click("Save and test").await;
    browser.sees("Saved, and the key works").await;
    desk.set_up().await;
    browser.sees("Everything is there").await;
    desk.sync().await;
    let (job, title) = desk.busiest().await;
    desk.ask_for(job, &title).await;
    desk.stands_there(job).await;
    desk.follows(job).await;
    desk.disconnect().await;
}
