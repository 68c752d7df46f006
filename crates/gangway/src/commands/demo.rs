//! `gangway demo`: hub, worker and every sandbox in one process, with an invented company that is already connected.

use std::{fs, net::Ipv4Addr, process::ExitCode, sync::Arc};

use connect::{Credentials, clock::SystemClock, hosts::Sandboxes};
use engine::{App, integrations, people::password::PasswordCost, public_address::PublicAddress};
use jiff::tz::TimeZone;
use model::ConnectionId;
use sandbox::{Announcement, Faults, Host, Options};

use super::serve::{hub, listen};
use crate::{
    cli::Demo,
    demo::{company::company, push, seed},
    output::Failure,
    stop, wire,
};

/// How many people already work in each sandbox's company.
const EMPLOYEES: usize = 120;

/// Runs the demo until told to stop. What one does in it is there again the next time.
pub async fn run(options: Demo) -> Result<ExitCode, Failure> {
    if options.fresh && options.data.exists() {
        fs::remove_dir_all(&options.data)
            .map_err(|error| format!("{} can't be thrown away: {error}", options.data.display()))?;
    }
    fs::create_dir_all(&options.data)
        .map_err(|error| format!("the data folder {} can't be made: {error}", options.data.display()))?;
    let listener = listen(options.listen).await?;
    let host = sandboxes(&options).await?;
    let announcements = host.announcements();
    let reach = announcements.iter().map(|a| Ok((a.vendor.clone(), a.base_url.parse()?)));
    let reach = Sandboxes(reach.collect::<Result<_, Failure>>()?);
    // The invented company's password stands in the documentation: hashing it slowly would protect nothing.
    let app =
        wire::app_with(&options.data, options.database.as_deref(), reach, None, PasswordCost::QUICK).await?;
    let here = PublicAddress::listening_on(listener.local_addr()?);
    let app = Arc::new(app.reached_at(options.public_address.unwrap_or(here)));
    let today = app.now().to_zoned_datetime(TimeZone::UTC).date();
    if let Some(administrator) = seed::seed(&app, &company(options.seed, today)).await? {
        for announcement in &announcements {
            let connection = connect_to(&app, &administrator.actor, announcement).await?;
            let hub = listener.local_addr()?;
            let path = if is_messenger(&app, &announcement.vendor) { "messenger" } else { "hooks" };
            host.announce_to(&announcement.vendor, &format!("http://{hub}/{path}/{connection}"));
        }
    }
    greet(&listener.local_addr()?.to_string(), &announcements);
    hub(app, listener, false, true, stop::asked()).await?;
    host.stop().await?;
    Ok(ExitCode::SUCCESS)
}

async fn sandboxes(options: &Demo) -> Result<Host, Failure> {
    let settings = Options {
        listen: (Ipv4Addr::LOCALHOST, 0).into(),
        seed: options.seed,
        people: EMPLOYEES,
        faults: Faults::default(),
        tls: false,
        state: Some(options.data.join("sandboxes.json")),
    };
    Ok(Host::start(vendors::registry::stand_ins(), settings, Arc::new(SystemClock)).await?)
}

fn is_messenger(app: &App, vendor: &str) -> bool {
    app.connector(vendor).is_some_and(|connector| connector.messenger().is_some())
}

/// Connects a sandbox as an administrator would: add, test, enable. A messenger is installed by a person, on its own
/// pages.
async fn connect_to(app: &App, actor: &engine::Actor, to: &Announcement) -> Result<ConnectionId, Failure> {
    let typed = to.credentials.iter().map(|(key, value)| (key.clone(), value.clone().into()));
    let id = integrations::add::add(app, actor, &to.vendor, "", &Credentials::new(typed)).await?;
    if is_messenger(app, &to.vendor) {
        return Ok(id);
    }
    integrations::check::check(app, actor, id).await?;
    integrations::toggle::enable(app, actor, id).await?;
    push::set_up(app, actor, &to.vendor, id).await?;
    Ok(id)
}

fn greet(address: &str, sandboxes: &[Announcement]) {
    println!("Gangway's demo is at  http://{address}");
    println!("  sign in as          maya.okafor@larkmoor.example.com (administrator)");
    println!("              or      tom.lindqvist@larkmoor.example.com (recruiter)");
    println!("  password            {}", seed::PASSWORD);
    for sandbox in sandboxes {
        println!("  sandbox of {:<8} {}", sandbox.vendor, sandbox.control_url);
    }
    println!(
        "Open a hired candidate and choose Send in the ⋮ menu. Stop with Ctrl-C; nothing leaves this machine."
    );
}
