// Single keys on the pages of screening. They work only while something of the list (or of the form that decides) has
// the focus, so that they get into nobody's way who speaks to the browser or types. Each presses what can be pressed.
"use strict";
{
  const press = (root, key) => root?.querySelector(`[data-key="${key}"]`);
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const focusRow = (row) => row?.querySelector('[data-key="o"]')?.focus();

  /** After a decision the next row is in focus: the form comes back with its name in the address. */
  function remember(row) {
    const every = rows();
    const after = every[every.indexOf(row) + 1] ?? every[every.indexOf(row) - 1];
    const back = row.closest("form").elements.back;
    if (after && back) back.value = `${back.value.split("#")[0]}#${after.id}`;
  }

  function compare(form) {
    const chosen = form.querySelectorAll(".row-check:checked").length;
    if (chosen === 2) return form.querySelector("[data-compare]").click();
    gangway.toast(`Select two people to compare them; ${chosen} selected.`);
  }

  function inList(event, row) {
    const at = rows().indexOf(row);
    switch (event.key) {
      case "j": return focusRow(rows()[at + 1]);
      case "k": return focusRow(rows()[at - 1]);
      case "x": return row.querySelector(".row-check")?.click();
      case "c": return row.querySelector(".row-check") && compare(row.closest("form"));
      case "q":
      case "n":
        remember(row);
        return press(row, event.key)?.click();
      default: return press(row, event.key)?.click();
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[a-z]$/.test(event.key)) return;
    if (event.target.matches("input:not([type=checkbox]), textarea, select")) return;
    const row = event.target.closest?.("[data-row]");
    if (!row && event.target.closest?.("[data-zone]") && /^[jcqn]$/.test(event.key)) {
      return press(document, event.key)?.click();
    }
    if (!row || !/^[jkoxcqn]$/.test(event.key)) return;
    event.preventDefault();
    inList(event, row);
  });

  // After the browser has gone to the place in the address, which takes the focus away.
  const place = location.hash.startsWith("#a-") && document.getElementById(location.hash.slice(1));
  if (place) addEventListener("load", () => setTimeout(() => focusRow(place)));
}
