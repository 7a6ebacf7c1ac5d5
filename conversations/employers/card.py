"""All that the team knows of an employer, on one card, with a warning where a colleague was there lately."""

from __future__ import annotations

from conversations.employers.access import CODE, programme_with, today_there
from conversations.employers.fields import FIELDS, TRADE
from conversations.employers.service import Standing, may_release, standing
from conversations.home.menu import home_row
from conversations.packs.trade_words import TRADES
from conversations.press import payload
from conversations.programme_settings import ProgrammeSettings
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Day, Text, Words, staff
from storage.models import ContactAnswer, ContactKind, Employer, EmployerContact

Rows = tuple[tuple[Button, ...], ...]

_KIND_ICONS = {ContactKind.VISIT: "🚪", ContactKind.CALL: "📞", ContactKind.MAIL: "✉️", ContactKind.OTHER: "💬"}


async def standing_for(turn: Turn, employer: Employer) -> Standing:
    """Where the employer stands for the person speaking, now and by the programme's settings."""
    settings = ProgrammeSettings.read(programme_with(turn, employer.programme_id).settings)
    return await standing(
        turn.store,
        employer,
        turn.me.id,
        today=today_there(turn, employer),
        rest_days=settings.employer_rest_days,
    )


async def show_card(turn: Turn, employer: Employer, *before: Line, extra: Rows = ()) -> None:
    """Shows the card under what has just been done; `extra` buttons stand first."""
    now = await standing_for(turn, employer)
    lines = [*before, *_about(employer), last_line(turn, now.last, gap=True), *_release_lines(now)]
    if now.warning is not None:
        lines.append(warning_line(now.warning))
    lines += question_lines(now)
    await turn.show(message(*lines, buttons=(*extra, *_buttons(turn, employer, now))))


def _about(employer: Employer) -> list[Line]:
    lines = [Line(staff("{name}", name=employer.name), "🏢", strong=True)]
    for field in list(FIELDS.values())[1:]:
        said = getattr(employer, field.name)
        if said and field.name == TRADE:
            trade = TRADES.get(said)
            if trade is not None:
                lines.append(Line(staff("{topic}: {words}", topic=field.label, words=trade.name), trade.icon))
        elif said:
            words = Words({"nb": said}) if field.for_pack else said
            lines.append(Line(staff("{topic}: {words}", topic=field.label, words=words), field.icon))
    return lines


def last_line(turn: Turn, last: EmployerContact | None, *, gap: bool = False) -> Line:
    """Who of the team was in contact last, how, and on which day."""
    if last is None:
        return Line(staff("Nobody of the team has noted a contact yet."), "🌱", gap=gap)
    text = _you(last) if last.person_id == turn.me.id else _colleague(last, last.person.name)
    return Line(text, _KIND_ICONS[ContactKind(last.kind)], gap=gap)


def _you(last: EmployerContact) -> Text:
    day = Day(last.on)
    match last.kind:
        case ContactKind.VISIT:
            return staff("You visited them last, on {day}.", day=day)
        case ContactKind.CALL:
            return staff("You called them last, on {day}.", day=day)
        case ContactKind.MAIL:
            return staff("You wrote to them last, on {day}.", day=day)
        case _:
            return staff("You were in contact with them last, on {day}.", day=day)


def _colleague(last: EmployerContact, name: str) -> Text:
    day = Day(last.on)
    match last.kind:
        case ContactKind.VISIT:
            return staff("{name} visited them last, on {day}.", name=name, day=day)
        case ContactKind.CALL:
            return staff("{name} called them last, on {day}.", name=name, day=day)
        case ContactKind.MAIL:
            return staff("{name} wrote to them last, on {day}.", name=name, day=day)
        case _:
            return staff("{name} was in contact with them last, on {day}.", name=name, day=day)


def _release_lines(now: Standing) -> list[Line]:
    if now.last is None or now.last.released_at is None:
        return []
    return [Line(staff("They are free for everybody in the team."), "🟢")]


def warning_line(contact: EmployerContact) -> Line:
    """Whom one steps on the toes of, and since when; the specialist decides."""
    text = staff(
        "{name} was in contact with them on {day}. It may be too early for somebody else.",
        name=contact.person.name,
        day=Day(contact.on),
    )
    return Line(text, "⚠️", strong=True)


def question_lines(now: Standing) -> list[Line]:
    """What the colleague was asked, and what the answer is."""
    if now.question is None:
        return []
    match now.question.answer:
        case ContactAnswer.FINE:
            return [Line(staff("You asked. The answer is: it is fine."), "👍")]
        case ContactAnswer.WAIT:
            return [Line(staff("You asked. The answer is: please wait."), "✋")]
        case _:
            return [Line(staff("You asked. There is no answer yet."), "⏳")]


def ask_button(employer: Employer) -> Button:
    """Asks the colleague of the warning."""
    return Button(staff("Ask the colleague"), payload(CODE, "ask", employer.id), icon="🙋")


def _buttons(turn: Turn, employer: Employer, now: Standing) -> Rows:
    one = employer.id
    rows: list[tuple[Button, ...]] = [
        (Button(staff("I have talked to them"), payload(CODE, "talked", one), icon="🤝"),),
    ]
    if now.warning is not None:
        rows.append((ask_button(employer),))
    if now.last is not None and may_release(now.last, turn.me.id):
        if now.last.released_at is None:
            rows.append((Button(staff("Let the others contact them"), payload(CODE, "free", one), icon="🟢"),))
        else:
            rows.append((Button(staff("Keep the others away again"), payload(CODE, "unfree", one), icon="↩️"),))
    rows += [
        (Button(staff("Change"), payload(CODE, "change", one), icon="✏️"),),
        (Button(staff("All employers"), payload(CODE, "of", employer.programme_id), icon="🏢"), *home_row()),
    ]
    return tuple(rows)
