// Sends what the page's forms say to the control API, then shows the page anew.
const control = document.body.dataset.control;
const status = document.getElementById("status");

function say(text, bad) {
  status.textContent = text;
  status.classList.toggle("bad", Boolean(bad));
}

async function post(path, body) {
  try {
    const answer = await fetch(control + path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (answer.ok) return location.reload();
    say((await answer.json()).detail, true);
  } catch {
    say("The sandbox does not answer. It may have been stopped.", true);
  }
}

function confirmed(question) {
  const dialog = document.getElementById("confirm");
  document.getElementById("question").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((done) => {
    dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true });
  });
}

function onSubmit(form, send) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(new FormData(form));
  });
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent);
      say("Copied.");
    } catch {
      // Without leave to the clipboard, selecting it saves most of the work.
      getSelection().selectAllChildren(source);
      say("Selected. Copy it with the keyboard.");
    }
  });
}

for (const form of document.querySelectorAll("[data-clock]")) {
  onSubmit(form, (fields) => {
    if (fields.has("real")) return post("/clock", { real: true });
    if (fields.has("now")) return post("/clock", { now: fields.get("now") });
    return post("/clock", { advance_seconds: Number(fields.get("advance_seconds")) });
  });
}

onSubmit(document.getElementById("seed-form"), async (fields) => {
  if (await confirmed("All documents are replaced and the journal is emptied. Seed anew?")) {
    post("/seed", { seed: Number(fields.get("seed")), people: Number(fields.get("people")) });
  }
});

document.getElementById("reset").addEventListener("click", async () => {
  if (await confirmed("All changes to the documents are lost and the journal is emptied. Reset to the seed?")) {
    post("/reset", {});
  }
});

function rule(row) {
  const value = (name) => row.querySelector(`[name=${name}]`)?.value.trim() || undefined;
  const number = (name) => (value(name) === undefined ? undefined : Number(value(name)));
  const rate = number("rate") ?? 0;
  const nth = number("nth");
  if (rate === 0 && nth === undefined) return [];
  return [{ kind: row.dataset.kind, rate, nth, wait_ms: number("wait_ms"), method: value("method"), path: value("path") }];
}

onSubmit(document.getElementById("faults-form"), () => {
  post("/faults", [...document.querySelectorAll("[data-kind]")].flatMap(rule));
});
document.getElementById("calm").addEventListener("click", () => post("/faults", []));
