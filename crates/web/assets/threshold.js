// A threshold: the slider and the number field say the same, and the figures below follow without asking the server.
"use strict";
for (const form of document.querySelectorAll("[data-threshold]")) {
  const range = form.querySelector("[type=range]");
  const number = form.elements.threshold;
  const own = form.querySelector('[name="whose"][value="own"]');
  const counts = (form.dataset.counts ?? "").split(",").map(Number);
  const sum = (part) => part.reduce((all, one) => all + one, 0);
  range.hidden = false;
  form.querySelector("[data-try]")?.remove();

  const show = (value) => {
    const threshold = Math.min(100, Math.max(0, Number(value) || 0));
    range.value = threshold;
    if (counts.length < 101) return;
    form.querySelector("[data-below]").textContent = sum(counts.slice(0, threshold));
    form.querySelector("[data-above]").textContent = sum(counts.slice(threshold));
    for (const bar of form.querySelectorAll("[data-from]")) {
      bar.setAttribute("class", Number(bar.dataset.from) >= threshold ? "points-above" : "points-below");
    }
  };
  range.addEventListener("input", () => {
    number.value = range.value;
    if (own) own.checked = true;
    show(range.value);
    number.dispatchEvent(new Event("input", { bubbles: true }));
  });
  number.addEventListener("input", () => {
    if (own) own.checked = true;
    show(number.value);
  });
}
