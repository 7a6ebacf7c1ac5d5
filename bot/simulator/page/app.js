// The board of phones: loads the state, follows events, moves the clock.

import { get, post } from "./api.js";
import { closeDialog, el, openDialog } from "./dom.js";
import { Phone } from "./phone.js";
import { startPayload } from "./rich.js";
import { LANGUAGES, language, locale, switchLanguage, word } from "./words.js";

const HOUR = 3600;
const WAIT_S = 25;
const find = (selector) => document.querySelector(selector);

const board = {
  bot: { username: "", name: "", description: "" },
  phones: new Map(),
  ahead: 0,
  seq: 0,

  openLink(payload, address) {
    const phones = [...this.phones.values()].sort((a, b) => a.person.started - b.person.started);
    const choose = (phone) => async () => {
      closeDialog();
      phone.show();
      await phone.act("start", { payload });
    };
    openDialog(word("openOn"), el("p", { class: "address", dir: "ltr" }, address),
      el("div", { class: "choices" }, ...phones.map((phone) => el("button", { type: "button", "data-open-on": phone.person.id, onclick: choose(phone) },
        el("span", { dir: "auto" }, phone.person.label), phone.person.started ? el("small", {}, word("startedAlready")) : ""))),
      el("button", { type: "button", class: "plain", onclick: closeDialog }, word("cancel")));
  },

  openAddress(address) {
    const payload = startPayload(address, this.bot.username);
    if (payload !== null) return this.openLink(payload, address);
    return openDialog(word("otherPlace"), el("p", { class: "address", dir: "ltr" }, address),
      el("div", { class: "choices" }, el("a", { href: /^https?:/.test(address) ? address : "#", target: "_blank", rel: "noopener noreferrer", onclick: closeDialog }, word("otherPlace"))),
      el("button", { type: "button", class: "plain", onclick: closeDialog }, word("cancel")));
  },
};

function setClock(clock) {
  board.ahead = Date.parse(clock.now) - Date.now();
  tick();
}

function tick() {
  const now = new Date(Date.now() + board.ahead);
  const day = new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "Europe/Oslo" }).format(now);
  const time = new Intl.DateTimeFormat("nb-NO", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Oslo" }).format(now);
  const shown = `${day} ${time}`;
  const node = find("[data-now]");
  if (node.dataset.shown === shown) return;
  node.dataset.shown = shown;
  node.dateTime = now.toISOString();
  node.replaceChildren(el("span", { class: "day-name" }, day), el("b", {}, time));
}

async function addOrUpdate(person) {
  const known = board.phones.get(person.id);
  if (known) {
    known.person = person;
    known.refresh();
    return;
  }
  const phone = new Phone(person, board);
  board.phones.set(person.id, phone);
  find("[data-phones]").append(phone.node);
  find("[data-tabs]").append(phone.tab);
  find("[data-phones] > .empty")?.remove();
  watch.observe(phone.node);
  await phone.load();
}

const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const phone = board.phones.get(Number(entry.target.dataset.phone));
    phone?.tab.setAttribute("aria-current", String(entry.isIntersecting));
    if (entry.isIntersecting && phone) phone.tab.parentElement.scrollLeft = phone.tab.offsetLeft - phone.tab.parentElement.clientWidth / 2 + phone.tab.offsetWidth / 2;
  }
}, { threshold: 0.6 });

async function loadAll() {
  const state = await get("state");
  Object.assign(board, { bot: state.bot, seq: state.seq });
  board.phones.clear();
  find("[data-phones]").replaceChildren(...(state.users.length ? [] : [el("p", { class: "empty" }, word("empty"))]));
  find("[data-tabs]").replaceChildren();
  find("[data-bot-name]").textContent = state.bot.name;
  setClock(state.clock);
  for (const person of state.users.slice(0, 60)) await addOrUpdate(person);
}

async function refreshPeople() {
  const { users } = await get("users");
  for (const person of users) if (board.phones.has(person.id)) await addOrUpdate(person);
}

async function follow(event) {
  const phone = board.phones.get(event.user);
  switch (event.kind) {
    case "message": return phone?.views.has(event.message.id) ? undefined : phone?.receive(event.message);
    case "edited": return phone?.revise(event.message);
    case "deleted": return phone?.remove(event.message_id);
    case "typing": return phone?.showTyping();
    case "answer": return phone?.answered(event.answer);
    case "keyboard":
      if (phone) {
        phone.person.keyboard = event.keyboard;
        phone.drawBelow();
      }
      return undefined;
    case "user": return addOrUpdate(event.person);
    case "clock": return setClock(event.clock);
    case "commands": return refreshPeople();
    case "profile":
      board.bot = event.bot;
      find("[data-bot-name]").textContent = event.bot.name;
      return undefined;
    case "reset": return loadAll();
    default: return undefined;
  }
}

async function followForever() {
  const offline = find("[data-offline]");
  for (;;) {
    try {
      const answer = await get(`events?since=${board.seq}&timeout=${WAIT_S}`);
      if (!offline.hidden || answer.missed) {
        offline.hidden = true;
        await loadAll();
        continue;
      }
      board.seq = answer.next;
      for (const event of answer.events) await follow(event);
    } catch {
      offline.hidden = false;
      offline.textContent = word("offline");
      await new Promise((resolve) => { setTimeout(resolve, 1000); });
    }
  }
}

function addPhone() {
  const name = el("input", { name: "first_name", required: true, maxlength: "64", autocomplete: "off", dir: "auto" });
  const label = el("input", { name: "label", maxlength: "64", autocomplete: "off", dir: "auto" });
  const code = el("select", { name: "language_code" }, ...LANGUAGES.map(([value, text]) => el("option", { value }, text)));
  const create = async (event) => {
    event.preventDefault();
    const shown = label.value.trim() || name.value.trim();
    closeDialog();
    const person = await post("users", { first_name: name.value.trim(), language_code: code.value, label: shown });
    await addOrUpdate(person);
    board.phones.get(person.id).show();
  };
  openDialog(word("addPhone"), el("form", { class: "fields", "data-add-form": true, onsubmit: create },
    el("label", {}, word("firstName"), name), el("label", {}, word("languageCode"), code), el("label", {}, word("label"), label),
    el("div", { class: "actions" }, el("button", { type: "button", class: "plain", onclick: closeDialog }, word("cancel")),
      el("button", { type: "submit", class: "primary" }, word("addPhone")))));
  name.focus();
}

function translatePage() {
  document.documentElement.lang = language();
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word(node.dataset.word);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word(node.dataset.label));
  const toggle = find("[data-language]");
  toggle.textContent = word("language");
  toggle.setAttribute("aria-label", word("languageLabel"));
  find("[data-large]").setAttribute("aria-label", word("large"));
  find("[data-large]").title = word("large");
}

function enlarge(on) {
  document.documentElement.toggleAttribute("data-large-text", on);
  find("[data-large]").setAttribute("aria-pressed", String(on));
  localStorage.setItem("large", on ? "yes" : "");
}

async function jump(kind) {
  const wish = kind === "+1h" ? { advance: HOUR } : kind === "+1w" ? { advance: 7 * 24 * HOUR } : { named: kind };
  setClock(await post("clock", wish));
}

for (const node of document.querySelectorAll("[data-clock]")) node.addEventListener("click", () => jump(node.dataset.clock));
find("[data-add-phone]").addEventListener("click", addPhone);
find("[data-large]").addEventListener("click", () => enlarge(!document.documentElement.hasAttribute("data-large-text")));
find("[data-language]").addEventListener("click", () => {
  switchLanguage();
  translatePage();
  find("[data-now]").dataset.shown = "";
  tick();
  for (const phone of board.phones.values()) {
    phone.refresh();
    phone.redraw();
  }
});

translatePage();
enlarge(localStorage.getItem("large") === "yes");
setInterval(tick, 1000);
await loadAll().catch(() => undefined);
document.documentElement.dataset.ready = "yes";
followForever();
