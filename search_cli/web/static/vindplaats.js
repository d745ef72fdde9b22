// Keys, copying and what is said meanwhile. Everything works without this.
(() => {
  "use strict";
  const $ = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const live = $("#live");
  const say = (text) => { live.textContent = ""; setTimeout(() => { live.textContent = text; }, 30); };
  all(".needs-script").forEach((element) => { element.hidden = false; });
  if (matchMedia("(max-width: 60rem)").matches) all("details.filters").forEach((one) => { one.open = false; });

  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      const area = document.createElement("textarea");
      area.value = button.dataset.copy;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    const label = button.textContent;
    button.textContent = "Gekopieerd";
    say("Gekopieerd: " + button.dataset.copy);
    setTimeout(() => { button.textContent = label; }, 1500);
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  const off = "vindplaats-keys-off";
  const keysOff = () => { try { return localStorage.getItem(off) === "1"; } catch { return false; } };
  const toggle = $("#keys");
  if (toggle) {
    toggle.checked = !keysOff();
    toggle.addEventListener("change", () => { try { localStorage.setItem(off, toggle.checked ? "0" : "1"); } catch { /* private */ } });
  }
  let now = -1;
  const hits = all(".hit");
  const go = (step) => {
    if (!hits.length) return;
    hits[now]?.classList.remove("now");
    now = Math.max(0, Math.min(hits.length - 1, now + step));
    hits[now].classList.add("now");
    $("a.open", hits[now]).focus();
    hits[now].scrollIntoView({ block: "nearest" });
  };
  const here = () => hits[now] ?? document;
  const keys = {
    "/": () => $("#q")?.focus(),
    j: () => go(1),
    k: () => go(-1),
    o: () => $("a.open", here())?.click(),
    c: () => $("[data-copy]", here())?.click(),
    b: () => $("button.note", here())?.click(),
    "?": () => { location.href = "/help#toetsen"; },
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keysOff()) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });
})();
