// The page's own words. What people and the bot write is never touched.

const WORDS = {
  en: {
    addPhone: "Add phone", attach: "Attach", block: "Block the bot", blocked: "blocked the bot", cancel: "Cancel",
    chat: "Chat on the phone of", clock: "Simulated time", code: "Code from an invitation (if you have one)",
    commands: "Commands", contact: "My contact card", copied: "Copied", document: "Document", download: "Download",
    edited: "edited", empty: "No phones yet. Add one to begin.", evening: "To this evening", file: "Picture from this computer…",
    firstName: "First name", forwarded: "Forwarded", gone: "account deleted", hour: "+1 h", label: "Shown on the phone as",
    language: "Norsk", languageLabel: "Vis siden på norsk", large: "Larger text", languageCode: "Language of the phone",
    location: "Place", menu: "More for this phone", newMessages: "New", noStart: "This phone has not opened the chat yet.",
    offline: "No connection to the server. Trying again…", ok: "OK", openOn: "Open on phone…", otherPlace: "Open the link in the browser",
    phones: "Phones", photo: "Picture", place: "Place", practice: "practice phones", send: "Send", settled: "Simulated time is now",
    start: "Start", startedAlready: "already in the chat", sticker: "Sticker", tomorrow: "To tomorrow 08:00",
    typing: "is writing…", unblock: "Let the bot in again", unread: "unread", voice: "Voice message", week: "+1 week",
    write: "Message", you: "You",
  },
  nb: {
    addPhone: "Ny telefon", attach: "Legg ved", block: "Blokker boten", blocked: "har blokkert boten", cancel: "Avbryt",
    chat: "Samtalen på telefonen til", clock: "Simulert tid", code: "Kode fra en invitasjon (hvis du har en)",
    commands: "Kommandoer", contact: "Kontaktkortet mitt", copied: "Kopiert", document: "Dokument", download: "Last ned",
    edited: "endret", empty: "Ingen telefoner ennå. Legg til en.", evening: "Til i kveld", file: "Bilde fra denne maskinen …",
    firstName: "Fornavn", forwarded: "Videresendt", gone: "kontoen er slettet", hour: "+1 t", label: "Navn på telefonen",
    language: "English", languageLabel: "Show the page in English", large: "Større tekst", languageCode: "Språket på telefonen",
    location: "Sted", menu: "Mer for denne telefonen", newMessages: "Nytt", noStart: "Denne telefonen har ikke åpnet samtalen ennå.",
    offline: "Ingen kontakt med tjeneren. Prøver igjen …", ok: "OK", openOn: "Åpne på telefon …", otherPlace: "Åpne lenken i nettleseren",
    phones: "Telefoner", photo: "Bilde", place: "Sted", practice: "øvingstelefoner", send: "Send", settled: "Simulert tid er nå",
    start: "Start", startedAlready: "er alt i samtalen", sticker: "Klistremerke", tomorrow: "Til i morgen 08:00",
    typing: "skriver …", unblock: "Slipp boten inn igjen", unread: "uleste", voice: "Talemelding", week: "+1 uke",
    write: "Melding", you: "Du",
  },
};

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"]);

export const LANGUAGES = [
  ["nb", "Norsk bokmål"], ["en", "English"], ["ar", "العربية"], ["ckb", "کوردیی ناوەندی"], ["ku", "Kurmancî"],
  ["fa-AF", "دری"], ["fa", "فارسی"], ["ps", "پښتو"], ["so", "Soomaali"], ["sw", "Kiswahili"], ["ti", "ትግርኛ"],
  ["tr", "Türkçe"], ["uk", "Українська"], ["ur", "اردو"],
];

let current = localStorage.getItem("language") === "nb" ? "nb" : "en";

export const language = () => current;
export const locale = () => (current === "nb" ? "nb-NO" : "en-GB");
export const word = (key) => WORDS[current][key] ?? key;

export function switchLanguage() {
  current = current === "nb" ? "en" : "nb";
  localStorage.setItem("language", current);
}

export const direction = (code) => (RIGHT_TO_LEFT.has(code.split("-")[0]) ? "rtl" : "ltr");

export const nativeName = (code) => {
  const known = LANGUAGES.find(([candidate]) => candidate === code) ?? LANGUAGES.find(([candidate]) => candidate === code.split("-")[0]);
  return known ? known[1] : code;
};
