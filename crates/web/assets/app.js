// What every page can do beyond plain HTML. Each part listens on the document, so that content swapped in by htmx
// works without being wired up. With scripts off the pages still work: these are conveniences, not the way in.
"use strict";

const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];

function svgIcon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `/assets/icons.svg#${name}`);
  svg.append(use);
  return svg;
}

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

// ---- Toasts and announcements -------------------------------------------------------------------------------------

/** Tells people what happened; an error stays until it is dismissed. `kind` is ok, info or error. */
function toast(text, kind = "info") {
  let stack = $(".toasts");
  if (!stack) {
    stack = element("div", "toasts");
    stack.popover = "manual";
    document.body.append(stack);
  }
  // Shown anew each time, so that it lies above a dialog opened since.
  if (stack.matches(":popover-open")) stack.hidePopover();
  stack.showPopover();
  const message = element("div", `toast is-${kind}`);
  message.setAttribute("role", kind === "error" ? "alert" : "status");
  const dismiss = element("button", "dismiss");
  dismiss.type = "button";
  dismiss.dataset.dismiss = "";
  dismiss.setAttribute("aria-label", "Dismiss");
  dismiss.append(svgIcon("x"));
  const icon = { ok: "check", error: "alert" }[kind] ?? "info";
  message.append(svgIcon(icon), element("span", "", text), dismiss);
  stack.append(message);
  if (kind !== "error") setTimeout(() => message.remove(), 6000);
}

/** Says something to a screen reader only. */
function announce(text) {
  let live = $("#announcements");
  if (!live) {
    live = element("div", "visually-hidden");
    live.id = "announcements";
    live.setAttribute("aria-live", "polite");
    document.body.append(live);
  }
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 50);
}

/** The sentence in an error answer: a problem document's detail or title, a short plain text, or our own words. */
async function problemText(response, fallback) {
  const body = await response.text().catch(() => "");
  try {
    const problem = JSON.parse(body);
    return problem.detail ?? problem.title ?? fallback;
  } catch {
    const text = body.trim();
    return text && text.length < 400 && !text.startsWith("<") ? text : fallback;
  }
}

window.gangway = { toast, announce, problemText };

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".toast, .flash, .notice")?.remove();
});

// An htmx request that failed must not look as if nothing had happened.
document.addEventListener("htmx:responseError", (event) => {
  const { responseText = "", status } = event.detail.xhr;
  const fallback = `That did not work (${status}). Nothing was changed; try again, or reload the page.`;
  problemText(new Response(responseText), fallback).then((text) => toast(text, "error"));
});
document.addEventListener("htmx:sendError", () => {
  toast("Gangway could not be reached. Check your connection and try again.", "error");
});

// ---- Menus: <details class="menu"> --------------------------------------------------------------------------------

function closeMenus(except) {
  for (const menu of all("details.menu[open]")) if (menu !== except) menu.open = false;
}

/** Puts an open list into the top layer and beside its button, where no scrolling box cuts it off. */
function placeMenu(menu) {
  const list = $(".menu-list", menu);
  if (!list?.showPopover) return;
  if (!menu.open) return list.hidePopover();
  list.popover = "manual";
  list.showPopover();
  const button = $("summary", menu).getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = list;
  const below = button.bottom + 4 + height <= window.innerHeight || button.top < height;
  const left = Math.max(8, Math.min(button.right - width, window.innerWidth - width - 8));
  list.style.left = `${button.width > width ? button.left : left}px`;
  list.style.top = `${Math.max(8, below ? button.bottom + 4 : button.top - 4 - height)}px`;
}

// `toggle` does not bubble: it is caught on its way down.
document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.matches?.("details.menu")) return;
  if (menu.open) closeMenus(menu);
  placeMenu(menu);
}, true);

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("focusin", (event) => closeMenus(event.target.closest("details.menu")));
document.addEventListener("scroll", (event) => {
  if (!event.target.closest?.(".menu-list")) closeMenus();
}, { capture: true, passive: true });

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu");
  if (!menu?.open) return;
  const items = all(".menu-list :is(a, button, input, select)", menu).filter((item) => !item.disabled);
  const at = items.indexOf(document.activeElement);
  if (event.key === "Escape") {
    menu.open = false;
    $("summary", menu).focus();
    event.stopPropagation();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    items.at(at < 0 && step < 0 ? -1 : (at + step) % items.length)?.focus();
  }
});

// ---- Dialogs: <button data-dialog="#id"> opens; a form method=dialog inside closes ---------------------------------

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  if (!opener) return;
  closeMenus();
  $(opener.dataset.dialog)?.showModal();
});

// ---- Forms: data-confirm, data-once, data-guard -------------------------------------------------------------------

/** Asks in a dialog; resolves to true when the person agrees. */
function confirmDialog({ title, text, action, danger }) {
  const dialog = element("dialog", "dialog");
  const heading = element("h2", "", title);
  heading.id = "confirm-title";
  dialog.setAttribute("aria-labelledby", heading.id);
  const header = element("div", "dialog-header");
  header.append(heading);
  const body = element("div", "dialog-body", text);
  const cancel = element("button", "button", "Cancel");
  const agree = element("button", `button button-primary${danger ? " button-danger" : ""}`, action);
  const actions = element("div", "dialog-actions");
  actions.append(cancel, agree);
  dialog.append(header, body, actions);
  document.body.append(dialog);
  return new Promise((resolve) => {
    cancel.addEventListener("click", () => dialog.close());
    agree.addEventListener("click", () => dialog.close("yes"));
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "yes");
      dialog.remove();
    });
    dialog.showModal();
    cancel.focus();
  });
}

const agreed = new WeakSet();

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const button = event.submitter;
  const asker = button?.dataset.confirm ? button : form;
  if (!asker.dataset.confirm || agreed.delete(form)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const menu = button?.closest("details.menu");
  closeMenus();
  const action = asker.dataset.confirmAction ?? button?.textContent.trim() ?? "Continue";
  const yes = await confirmDialog({
    title: asker.dataset.confirmTitle ?? `${action}?`,
    text: asker.dataset.confirm,
    action,
    danger: "confirmDanger" in asker.dataset,
  });
  if (!yes) return (menu ? $("summary", menu) : button)?.focus();
  agreed.add(form);
  form.requestSubmit(button);
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || !form.matches("[data-once]") || event.submitter?.formMethod === "dialog") return;
  // After the browser has read the form: a disabled button would not send its own name and value.
  setTimeout(() => {
    for (const button of all("button:not([type=button])", form)) {
      button.disabled = true;
      button.setAttribute("aria-busy", "true");
    }
  });
});

// The browser may show a page again from its memory, as it was left: pressed buttons must work again.
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const button of all("[aria-busy=true]")) {
    button.disabled = false;
    button.removeAttribute("aria-busy");
  }
});

const dirty = new Set();
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-guard]")) dirty.add(form);
});
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) dirty.delete(event.target);
});
// htmx stops the submit event on its way; what it has sent is no longer unsaved.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) dirty.delete(event.detail.elt);
});
window.addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});

// Controls that change what a list shows need no button: <select data-submit>.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

// ---- Copy: <button data-copy="text"> or data-copy-from="#id" ------------------------------------------------------

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && $(button.dataset.copyFrom);
  try {
    await navigator.clipboard.writeText(source ? (source.value ?? source.textContent) : button.dataset.copy);
    toast("Copied.", "ok");
  } catch {
    toast("The browser did not allow copying. Select the text and copy it by hand.", "error");
  }
});

// ---- Rows chosen for a bulk action --------------------------------------------------------------------------------
// <form data-bulk> holds .row-check boxes, one .row-check-all, and a .bulk-bar with a .bulk-count.

function countRows(form) {
  const boxes = all(".row-check", form);
  const chosen = boxes.filter((box) => box.checked).length;
  const every = $(".row-check-all", form);
  if (every) {
    every.checked = chosen > 0 && chosen === boxes.length;
    every.indeterminate = chosen > 0 && chosen < boxes.length;
  }
  const bar = $(".bulk-bar", form);
  if (!bar) return;
  bar.hidden = chosen === 0;
  const count = $(".bulk-count", bar);
  if (count) count.textContent = `${chosen} selected`;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-bulk]");
  if (!form || !event.target.matches(".row-check, .row-check-all")) return;
  if (event.target.matches(".row-check-all")) {
    for (const box of all(".row-check", form)) box.checked = event.target.checked;
  }
  countRows(form);
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-clear-rows]")) return;
  const form = event.target.closest("[data-bulk]");
  for (const box of all(".row-check", form)) box.checked = false;
  countRows(form);
  // The pressed button is gone with its bar: without this the keyboard would start from the top of the page.
  ($(".row-check-all", form) ?? $(".row-check", form))?.focus();
});

// ---- After each load and swap -------------------------------------------------------------------------------------

const dateOnly = new Intl.DateTimeFormat(undefined, { dateStyle: "medium" });
const dateAndTime = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

function relativeTime(date) {
  const seconds = (date - Date.now()) / 1000;
  const units = [["day", 86400], ["hour", 3600], ["minute", 60]];
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return relative.format(Math.round(seconds / length), unit);
  }
  return seconds > 0 ? "in a moment" : "just now";
}

/** Rewrites <time datetime data-local[="date|relative"]> in the reader's own zone and language. */
function localTimes(root) {
  for (const time of all("time[data-local]", root)) {
    const date = new Date(time.dateTime);
    if (Number.isNaN(date.valueOf())) continue;
    const near = time.dataset.local === "relative" && Math.abs(date - Date.now()) < 7 * 86400 * 1000;
    time.title = dateAndTime.format(date);
    time.textContent = near ? relativeTime(date) : (time.dataset.local === "date" ? dateOnly : dateAndTime).format(date);
  }
}

function refresh(root) {
  localTimes(root);
  for (const form of all("[data-bulk]")) countRows(form);
}

refresh(document);
document.addEventListener("htmx:afterSettle", (event) => refresh(event.target));
