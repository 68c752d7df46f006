// The hiring board. A card moves by drag, by Alt + arrow keys, or by its menu (a plain form that needs no script).
// The card moves at once; if the server says no, it goes back and the reason is shown.
"use strict";

{
  const { toast, announce, problemText } = window.gangway;
  const columns = () => [...document.querySelectorAll(".board .column")];
  const cardOf = (target) => target.closest?.(".board .card");
  const nameOf = (card) => card.querySelector(".card-name")?.textContent.trim() ?? "The candidate";
  const stageOf = (column) => column.dataset.stageName ?? "the next stage";

  function writeCounts() {
    for (const column of columns()) {
      const count = column.closest(".board-column")?.querySelector(".count");
      if (count && !count.hasAttribute("data-fixed")) count.textContent = column.children.length;
    }
  }

  async function save(card, column) {
    const response = await fetch(`/applications/${encodeURIComponent(card.dataset.application)}/stage`, {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true" },
      body: new URLSearchParams({ stage: column.dataset.stage }),
    });
    // The server sends a signed-out person to its sign-in page, as an address or as a redirect that fetch follows.
    if (response.redirected || response.headers.has("HX-Redirect")) {
      throw new Error("Your session has ended. Sign in again; the candidate was not moved.");
    }
    if (!response.ok) {
      throw new Error(await problemText(response, `${nameOf(card)} was not moved (${response.status}).`));
    }
  }

  async function move(card, to) {
    const from = card.parentElement;
    const before = card.nextElementSibling;
    if (from === to || card.classList.contains("is-saving")) return;
    const hadFocus = card.contains(document.activeElement);
    const restoreFocus = () => { if (hadFocus) card.focus(); };
    to.prepend(card);
    restoreFocus();
    card.scrollIntoView({ block: "nearest", inline: "nearest" });
    card.classList.add("is-saving");
    writeCounts();
    announce(`${nameOf(card)} moved to ${stageOf(to)}.`);
    try {
      await save(card, to);
    } catch (error) {
      from.insertBefore(card, before?.parentElement === from ? before : null);
      restoreFocus();
      writeCounts();
      const unreachable = error instanceof TypeError;
      toast(unreachable ? `Gangway could not be reached. ${nameOf(card)} was not moved.` : error.message, "error");
      announce(`${nameOf(card)} is back in ${stageOf(from)}.`);
    } finally {
      card.classList.remove("is-saving");
    }
  }

  // ---- Drag ----
  let dragged = null;
  const clearOver = () => columns().forEach((column) => column.classList.remove("is-over"));

  document.addEventListener("dragstart", (event) => {
    dragged = cardOf(event.target);
    if (!dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", nameOf(dragged));
    dragged.classList.add("is-dragged");
  });
  document.addEventListener("dragover", (event) => {
    const column = dragged && event.target.closest?.(".board-column")?.querySelector(".column");
    if (!column) return;
    event.preventDefault();
    if (column.classList.contains("is-over")) return;
    clearOver();
    if (column !== dragged.parentElement) column.classList.add("is-over");
  });
  document.addEventListener("drop", (event) => {
    const column = dragged && event.target.closest?.(".board-column")?.querySelector(".column");
    if (!column) return;
    event.preventDefault();
    move(dragged, column);
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    dragged = null;
    clearOver();
  });

  // ---- Keyboard: one card is in the tab order; arrows walk, Alt + arrows move ----
  function setTabIndex(card, tabIndex) {
    for (const stop of [card, ...card.querySelectorAll("a, summary")]) stop.tabIndex = tabIndex;
  }

  function makeCurrent(card) {
    for (const other of document.querySelectorAll('.board .card[tabindex="0"]')) {
      if (other !== card) setTabIndex(other, -1);
    }
    setTabIndex(card, 0);
  }

  function neighbour(card, key) {
    if (key === "ArrowDown") return card.nextElementSibling;
    if (key === "ArrowUp") return card.previousElementSibling;
    const every = columns();
    const step = key === "ArrowRight" ? 1 : -1;
    const row = [...card.parentElement.children].indexOf(card);
    for (let at = every.indexOf(card.parentElement) + step; every[at]; at += step) {
      const cards = every[at].children;
      if (cards.length) return cards[Math.min(row, cards.length - 1)];
    }
    return null;
  }

  document.addEventListener("focusin", (event) => {
    const card = cardOf(event.target);
    if (card) makeCurrent(card);
  });
  document.addEventListener("keydown", (event) => {
    const card = event.target;
    if (!card.matches?.(".board .card")) return;
    if (event.key === "Enter") return card.querySelector(".card-name")?.click();
    if (!/^Arrow(Left|Right|Up|Down)$/.test(event.key) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.altKey) return neighbour(card, event.key)?.focus();
    const every = columns();
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0;
    const to = every[every.indexOf(card.parentElement) + step];
    if (to) move(card, to);
    else announce("There is no further stage on this side.");
  });

  const cards = document.querySelectorAll(".board .card");
  cards.forEach((card, at) => setTabIndex(card, at === 0 ? 0 : -1));
  for (const link of document.querySelectorAll(".board .card-name")) link.draggable = false;
}
