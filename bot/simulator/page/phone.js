// One phone: header, chat, keyboards and the line to write on.

import { base64, get, post } from "./api.js";
import { bubble, dayName } from "./bubble.js";
import { el, icon } from "./dom.js";
import { direction, nativeName, word } from "./words.js";

const TYPING_MS = 5000;
const TOAST_MS = 4500;
const KEPT = 300;

export class Phone {
  constructor(person, board) {
    this.person = person;
    this.board = board;
    this.views = new Map();
    this.unread = 0;
    this.busy = new Map();
    this.rest = 0;
    this.build();
    this.refresh();
  }

  build() {
    const id = this.person.id;
    this.list = el("ol", { class: "chat", role: "log", "aria-live": "polite", tabindex: "0" });
    this.stick = true;
    this.list.addEventListener("scroll", () => this.scrolled());
    this.list.addEventListener("load", () => this.stick && this.scroll(), true);
    new ResizeObserver(() => this.stick && this.scroll()).observe(this.list);
    this.toast = el("div", { class: "toast", role: "status", "data-toast": true, hidden: true });
    this.alert = el("div", { class: "alert", role: "alertdialog", "data-alert": true, hidden: true });
    this.typing = el("p", { class: "typing", hidden: true }, el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")));
    this.input = el("textarea", { rows: "1", dir: "auto", "data-input": true, enterkeyhint: "send" });
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.submit();
      }
    });
    this.input.addEventListener("input", () => this.grow());
    this.popup = el("div", { class: "popup", "data-popup": true, hidden: true });
    this.below = el("div", { class: "below" });
    this.head = el("header", { class: "head" });
    this.node = el("section", { class: "phone", "data-phone": id, id: `phone-${id}` }, this.head,
      el("div", { class: "screen" }, this.list, this.toast, this.alert, this.popup), this.typing, this.below);
    // Not while a finger is down: the line above what is new goes, and the button under the finger would move away.
    for (const kind of ["click", "focusin"]) this.node.addEventListener(kind, (event) => {
      if (kind === "click" || !event.target.closest("[data-payload]")) this.read();
    });
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.closePopup());
    this.tab = el("button", { type: "button", "data-tab": id, onclick: () => this.show() });
  }

  refresh() {
    const { person } = this;
    this.node.dir = direction(person.language_code);
    this.list.setAttribute("aria-label", `${word("chat")} ${person.label}`);
    this.node.setAttribute("aria-label", person.label);
    const state = person.deactivated ? word("gone") : person.blocked ? word("blocked") : nativeName(person.language_code);
    this.badge = el("span", { class: "badge", hidden: true });
    this.head.replaceChildren(...[
      el("span", { class: "face", "aria-hidden": "true" }, [...person.first_name][0] ?? "?"),
      el("span", { class: "who" }, el("h2", { dir: "auto" }, person.label), el("small", { dir: "auto", lang: person.language_code }, state)),
      this.badge,
      person.started && el("button", { type: "button", class: "plain", "aria-label": `${word("menu")}: ${person.label}`, "data-more": true, onclick: () => this.more() }, icon("more")),
    ].filter(Boolean));
    this.drawBelow();
    this.mark();
  }

  drawBelow() {
    const { person } = this;
    this.node.classList.toggle("closed", !person.started || person.blocked || person.deactivated);
    if (person.deactivated) return this.below.replaceChildren(el("p", { class: "hint" }, word("gone")));
    if (person.blocked) {
      return this.below.replaceChildren(el("button", { type: "button", class: "primary wide", "data-start": true, onclick: () => this.act("start") }, word("unblock")));
    }
    if (!person.started) return this.below.replaceChildren(this.startForm());
    this.input.placeholder = person.keyboard?.input_field_placeholder ?? word("write");
    this.input.setAttribute("aria-label", `${word("write")}: ${person.label}`);
    const line = el("form", { class: "line", onsubmit: (event) => { event.preventDefault(); this.submit(); } },
      el("button", { type: "button", class: "plain", "aria-label": word("attach"), "data-attach": true, onclick: () => this.attach() }, icon("attach")),
      person.commands.length ? el("button", { type: "button", class: "plain", "aria-label": word("commands"), "data-commands": true, onclick: () => this.commands() }, icon("slash")) : "",
      this.input,
      el("button", { type: "submit", class: "send", "aria-label": word("send"), "data-send": true }, icon("send")));
    this.below.replaceChildren(line, ...this.replyKeyboard());
    return undefined;
  }

  startForm() {
    const code = el("input", { dir: "ltr", autocomplete: "off", spellcheck: "false", "data-code": true });
    return el("form", { class: "begin", onsubmit: (event) => { event.preventDefault(); this.act("start", { payload: code.value.trim() }); } },
      el("p", { class: "hint" }, this.board.bot.description || word("noStart")),
      el("label", {}, word("code"), code),
      el("button", { type: "submit", class: "primary wide", "data-start": true }, word("start")));
  }

  replyKeyboard() {
    const rows = this.person.keyboard?.keyboard;
    if (!rows?.length) return [];
    const press = (button) => () => {
      if (button.request_location) return this.act("location");
      if (button.request_contact) return this.act("contact");
      return this.say(button.text);
    };
    return [el("div", { class: "reply-keyboard" }, ...rows.map((row) => el("div", { class: "row" },
      ...row.map((button) => el("button", { type: "button", dir: "auto", "data-reply-button": button.text, onclick: press(button) }, button.text)))))];
  }

  async load() {
    const answer = await get(`users/${this.person.id}/messages`);
    this.views = new Map(answer.messages.slice(-KEPT).map((view) => [view.id, view]));
    this.redraw();
  }

  redraw() {
    this.list.replaceChildren();
    this.day = "";
    for (const view of this.views.values()) this.append(view);
    this.scroll();
  }

  append(view) {
    const day = dayName(new Date(view.date * 1000));
    if (day !== this.day) {
      this.day = day;
      this.list.append(el("li", { class: "day" }, el("span", {}, day)));
    }
    this.list.append(bubble(view, this.context()));
  }

  context() {
    return {
      username: this.board.bot.username,
      botName: () => this.board.bot.name,
      openLink: (payload, address) => this.board.openLink(payload, address),
      say: (text) => this.say(text),
      press: (view, row, column, button, node) => this.press(view, row, column, button, node),
    };
  }

  receive(view) {
    const atEnd = this.stick;
    this.views.set(view.id, view);
    if (view.from_bot) {
      this.hideTyping();
      this.count();
    }
    this.append(view);
    while (this.views.size > KEPT) this.remove(this.views.keys().next().value);
    if (atEnd || !view.from_bot) this.scroll();
  }

  revise(view) {
    this.views.set(view.id, view);
    const old = this.list.querySelector(`[data-message="${view.id}"]`);
    const newest = old && old === this.list.lastElementChild;
    old?.replaceWith(bubble(view, this.context()));
    if (newest && this.stick) this.scroll();
  }

  remove(id) {
    this.views.delete(id);
    this.list.querySelector(`[data-message="${id}"]`)?.remove();
  }

  // Only a person's own scrolling lets go of the end; a growing chat or a picture that arrives late does not.
  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.list;
    if (this.shown === `${scrollHeight}/${clientHeight}`) this.stick = scrollTop > this.rest - 120;
    else if (this.stick) this.scroll();
  }

  // To the end; a message of the bot that is higher than the screen begins at its headline.
  scroll() {
    const { scrollHeight, clientHeight, lastElementChild: last } = this.list;
    this.shown = `${scrollHeight}/${clientHeight}`;
    this.stick = true;
    const top = last ? this.list.scrollTop + last.getBoundingClientRect().top - this.list.getBoundingClientRect().top - 8 : 0;
    this.rest = Math.min(scrollHeight - clientHeight, last?.classList.contains("from-bot") ? top : Infinity);
    this.list.scrollTop = this.rest;
  }

  count() {
    if (this.node.contains(document.activeElement) && document.hasFocus()) return;
    if (!this.unread) {
      this.list.querySelector(".fresh")?.remove();
      this.list.append(el("li", { class: "fresh" }, el("span", {}, word("newMessages"))));
    }
    this.unread += 1;
    this.mark();
  }

  read() {
    if (!this.unread) return;
    this.unread = 0;
    this.list.querySelector(".fresh")?.remove();
    this.mark();
  }

  mark() {
    this.badge.hidden = !this.unread;
    this.badge.textContent = this.unread;
    this.badge.setAttribute("aria-label", `${this.unread} ${word("unread")}`);
    this.tab.replaceChildren(el("span", { dir: "auto" }, this.person.label), this.unread ? el("span", { class: "badge" }, String(this.unread)) : "");
  }

  show() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.node.scrollIntoView({ behavior: still ? "auto" : "smooth", inline: "center", block: "nearest" });
    this.read();
  }

  async act(name, body = {}) {
    this.closePopup();
    try {
      return await post(`users/${this.person.id}/${name}`, body);
    } catch (error) {
      this.say_aloud(error.message);
      return null;
    }
  }

  say(text) {
    return this.act("send", { text });
  }

  submit() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.grow();
    this.say(text);
  }

  grow() {
    this.input.style.height = "auto";
    this.input.style.height = `${Math.min(this.input.scrollHeight, 140)}px`;
  }

  async press(view, row, col, button, node) {
    node.setAttribute("aria-busy", "true");
    const answer = await this.act("press", { message_id: view.id, row, col });
    if (!answer?.query_id) node.removeAttribute("aria-busy");
    if (answer?.query_id) {
      this.busy.set(answer.query_id, node);
      setTimeout(() => node.removeAttribute("aria-busy"), 2 * TYPING_MS);
    }
    if (answer?.url) this.board.openAddress(answer.url);
    if (answer?.copy_text) navigator.clipboard?.writeText(answer.copy_text.text).then(() => this.say_aloud(word("copied")));
  }

  answered(answer) {
    this.busy.get(answer.query_id)?.removeAttribute("aria-busy");
    this.busy.delete(answer.query_id);
    if (answer.url) this.board.openAddress(answer.url);
    if (answer.show_alert && answer.text) {
      const done = el("button", { type: "button", class: "primary", "data-alert-ok": true, onclick: () => { this.alert.hidden = true; } }, word("ok"));
      this.alert.replaceChildren(el("p", { dir: "auto" }, answer.text), done);
      this.alert.hidden = false;
      done.focus();
    } else if (answer.text) this.say_aloud(answer.text);
  }

  say_aloud(text) {
    this.toast.replaceChildren(el("span", { dir: "auto" }, text));
    this.toast.hidden = false;
    clearTimeout(this.toastTimer);
    this.toastTimer = setTimeout(() => { this.toast.hidden = true; }, TOAST_MS);
  }

  showTyping() {
    this.typing.hidden = false;
    this.typing.setAttribute("aria-label", `${this.board.bot.name} ${word("typing")}`);
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.hideTyping(), TYPING_MS);
  }

  hideTyping() {
    this.typing.hidden = true;
  }

  openPopup(...items) {
    const again = !this.popup.hidden && this.popup.dataset.first === items[0]?.textContent;
    this.popup.hidden = again;
    if (again) return;
    this.popup.replaceChildren(...items);
    this.popup.dataset.first = items[0]?.textContent ?? "";
    this.popup.querySelector("button")?.focus();
  }

  closePopup() {
    if (this.popup.contains(document.activeElement)) this.input.focus();
    this.popup.hidden = true;
  }

  attach() {
    const item = (key, run) => el("button", { type: "button", "data-send-kind": key, onclick: run }, word(key));
    const simple = (kind) => item(kind, () => this.act(kind));
    this.openPopup(simple("photo"), item("file", () => this.pickPicture()), simple("voice"), simple("location"), simple("sticker"), simple("document"), simple("contact"));
  }

  pickPicture() {
    const picker = el("input", { type: "file", accept: "image/png,image/jpeg" });
    picker.addEventListener("change", async () => {
      const file = picker.files[0];
      if (file) this.act("photo", { data: await base64(file), name: file.name, mime_type: file.type });
    });
    picker.click();
  }

  commands() {
    this.openPopup(...this.person.commands.map(({ command, description }) => el("button", { type: "button", "data-command": command, onclick: () => this.say(`/${command}`) },
      el("b", { dir: "ltr" }, `/${command}`), " ", el("span", { dir: "auto" }, description))));
  }

  more() {
    const { blocked } = this.person;
    const run = () => { this.closePopup(); post(`users/${this.person.id}`, { blocked: !blocked }); };
    this.openPopup(el("button", { type: "button", "data-block": !blocked, onclick: run }, word(blocked ? "unblock" : "block")));
  }
}
