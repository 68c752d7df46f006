/* What was typed into a guarded form survives a session that ran out: it is kept in this tab when the form is sent,
   and put back when the sign-in page leads here again. Any other page forgets it. Secrets and hidden fields are left
   out. */
(() => {
  "use strict";
  const PREFIX = "draft:";
  const here = PREFIX + location.pathname;

  const kept = (field) => field.name && !["password", "hidden", "file", "submit", "button"].includes(field.type);

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-guard]")) return;
    const values = [...form.elements].filter(kept).map((field) => [
      field.name,
      field.type === "checkbox" || field.type === "radio" ? [field.value, field.checked]
        : field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value,
    ]);
    sessionStorage.setItem(here, JSON.stringify(values));
  });

  const put = (form, [name, value]) => {
    for (const field of [...form.elements].filter((field) => field.name === name && kept(field))) {
      if (field.type === "checkbox" || field.type === "radio") {
        if (field.value === value[0]) field.checked = value[1];
      } else if (field.multiple) {
        for (const option of field.options) option.selected = value.includes(option.value);
      } else {
        field.value = value;
      }
    }
  };

  const arrive = () => {
    if (location.pathname === "/sign-in") return;
    const draft = sessionStorage.getItem(here);
    const form = document.querySelector("form[data-guard]");
    const from = document.referrer && new URL(document.referrer);
    if (draft && form && from && from.origin === location.origin && from.pathname === "/sign-in") {
      JSON.parse(draft).forEach((pair) => put(form, pair));
      window.gangway?.toast?.("You are signed in again. What you had typed is back; nothing was sent yet.");
    }
    Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => sessionStorage.removeItem(key));
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", arrive);
  else arrive();
})();
