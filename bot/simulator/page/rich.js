// Text with entities as nodes. Entity offsets count UTF-16 units, as JavaScript strings do.

import { el } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE = /^(https?:|mailto:|tel:)/i;

export function startPayload(address, username) {
  const match = /^(?:https?:\/\/)?(?:www\.)?t(?:elegram)?\.me\/([A-Za-z0-9_]+)\?start=([A-Za-z0-9_-]+)$/.exec(address);
  return match && match[1].toLowerCase() === username.toLowerCase() ? match[2] : null;
}

function link(address, children, context) {
  const payload = startPayload(address, context.username);
  if (payload !== null) {
    return el("button", { type: "button", class: "link", "data-start-link": payload, onclick: () => context.openLink(payload, address) }, ...children);
  }
  const full = SAFE.test(address) ? address : /^[\w.-]+@/.test(address) ? `mailto:${address}` : `https://${address}`;
  if (!SAFE.test(full) || /^tg:/i.test(address)) return el("span", { class: "link" }, ...children);
  return el("a", { href: full, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

function wrap(entity, children, text, context) {
  const own = entity.source ?? text.slice(entity.offset, entity.offset + entity.length);
  if (entity.type === "text_link") return link(entity.url, children, context);
  if (entity.type === "url" || entity.type === "email") return link(own, children, context);
  if (entity.type === "bot_command") {
    return el("button", { type: "button", class: "link", onclick: () => context.say(own) }, ...children);
  }
  if (entity.type === "spoiler") {
    const hidden = el("button", { type: "button", class: "spoiler", "aria-expanded": "false" }, el("span", {}, ...children));
    hidden.addEventListener("click", () => hidden.setAttribute("aria-expanded", "true"));
    return hidden;
  }
  return TAGS[entity.type] ? el(TAGS[entity.type], {}, ...children) : el("span", {}, ...children);
}

const STRONG = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]|\p{L}/u;

// First strong letter outside isolates decides, as the Unicode rules say; the browser's own guess looks inside them.
export function lineDirection(line) {
  const bare = line.replace(/[\u2066-\u2068][^\u2069]*\u2069?/g, "");
  const first = STRONG.exec(bare) ?? STRONG.exec(line);
  if (!first) return null;
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(first[0]) ? "rtl" : "ltr";
}

// One block a line, each in the direction of its own script; a quotation or code block stays whole.
export function paragraphs(text, entities, context) {
  const whole = entities.filter(({ type }) => type === "pre" || type.endsWith("blockquote"));
  const blocks = [];
  let start = 0;
  for (let end = text.indexOf("\n"); start <= text.length; end = text.indexOf("\n", end + 1)) {
    const stop = end < 0 ? text.length : end;
    if (end < 0 || !whole.some((entity) => entity.offset < stop && stop < entity.offset + entity.length)) {
      const inside = entities.filter((entity) => entity.offset < stop && entity.offset + entity.length > start).map((entity) => {
        const from = Math.max(start, entity.offset);
        return { ...entity, offset: from - start, length: Math.min(stop, entity.offset + entity.length) - from, source: entity.source ?? text.slice(entity.offset, entity.offset + entity.length) };
      });
      const line = text.slice(start, stop);
      blocks.push(el("div", { dir: lineDirection(line) }, ...rich(line, inside, context), line ? "" : el("br")));
      start = stop + 1;
    }
    if (end < 0) break;
  }
  return blocks;
}

function rich(text, entities, context) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  let next = 0;
  const build = (from, to) => {
    const nodes = [];
    let position = from;
    while (next < sorted.length && sorted[next].offset < to) {
      const entity = sorted[next];
      next += 1;
      if (entity.offset > position) nodes.push(text.slice(position, entity.offset));
      const end = Math.min(to, entity.offset + entity.length);
      nodes.push(wrap(entity, build(Math.max(position, entity.offset), end), text, context));
      position = end;
    }
    if (position < to) nodes.push(text.slice(position, to));
    return nodes;
  };
  return build(0, text.length);
}
