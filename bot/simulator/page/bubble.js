// One message as a bubble.

import { el, icon } from "./dom.js";
import { paragraphs } from "./rich.js";
import { locale, word } from "./words.js";

const ZONE = "Europe/Oslo";

export const clockTime = (date) => new Intl.DateTimeFormat("nb-NO", { hour: "2-digit", minute: "2-digit", timeZone: ZONE }).format(date);
export const dayName = (date) => new Intl.DateTimeFormat(locale(), { weekday: "long", day: "numeric", month: "long", timeZone: ZONE }).format(date);

function size(bytes) {
  return bytes < 1024 ? `${bytes} B` : bytes < 1024 * 1024 ? `${Math.round(bytes / 1024)} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

function place(view) {
  const point = view.venue ? view.venue.location : view.location;
  const title = view.venue ? view.venue.title : word("place");
  const address = view.venue ? view.venue.address : "";
  const where = `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}`;
  return el("div", { class: "card" }, el("span", { class: "sign pin" }, icon("pin")),
    el("span", { class: "lines" }, el("strong", { dir: "auto" }, title), address ? el("span", { dir: "auto" }, address) : "", el("small", { dir: "ltr" }, where)));
}

function content(view) {
  const file = view.file;
  switch (view.kind) {
    case "photo":
      return el("a", { class: "picture", href: file.url, target: "_blank", rel: "noopener" },
        el("img", { src: file.url, alt: view.text || word("photo"), width: file.width || null, height: file.height || null }));
    case "sticker":
      return el("img", { class: "sticker", src: file.url, alt: word("sticker"), width: 96, height: 96 });
    case "voice":
    case "audio":
      return el("audio", { controls: true, src: file.url, preload: "none", "aria-label": word("voice") });
    case "document":
      return el("a", { class: "card", href: file.url, download: file.name || "file", "aria-label": `${word("download")}: ${file.name}` },
        el("span", { class: "sign" }, icon("paper")), el("span", { class: "lines" }, el("strong", { dir: "auto" }, file.name), el("small", {}, size(file.size))));
    case "location":
    case "venue":
      return place(view);
    case "contact":
      return el("div", { class: "card" }, el("span", { class: "sign" }, icon("person")),
        el("span", { class: "lines" }, el("strong", { dir: "auto" }, view.contact.first_name), el("small", { dir: "ltr" }, view.contact.phone_number)));
    default:
      return null;
  }
}

function keyboard(view, context) {
  if (!view.buttons.length) return null;
  const rows = view.buttons.map((row, rowIndex) => el("div", { class: "row" }, ...row.map((button, column) => {
    const node = el("button", { type: "button", "data-button": button.text, "data-payload": button.callback_data ?? null, dir: "auto", class: button.style ? `style-${button.style}` : null }, button.text,
      button.url ? el("span", { class: "away", "aria-hidden": "true" }, "↗") : "");
    node.addEventListener("click", () => context.press(view, rowIndex, column, button, node));
    return node;
  })));
  return el("div", { class: "buttons" }, ...rows);
}

export function bubble(view, context) {
  const date = new Date(view.date * 1000);
  const body = el("div", { class: `bubble kind-${view.kind}` });
  if (view.forwarded) body.append(el("small", { class: "forwarded" }, word("forwarded")));
  if (view.reply_to) body.append(el("div", { class: "quoted", dir: "auto" }, view.reply_to.text.slice(0, 80)));
  const shown = content(view);
  if (shown) body.append(shown);
  if (view.text) body.append(el("div", { class: "text", dir: "auto" }, ...paragraphs(view.text, view.entities, context)));
  body.append(el("span", { class: "meta" }, view.edited ? `${word("edited")} ` : "", el("time", { datetime: date.toISOString() }, clockTime(date))));
  return el("li", { class: view.from_bot ? "from-bot" : "own", "data-message": view.id, "data-from": view.from_bot ? "bot" : "person" },
    el("span", { class: "unseen" }, view.from_bot ? `${context.botName()}: ` : `${word("you")}: `), body, keyboard(view, context));
}
