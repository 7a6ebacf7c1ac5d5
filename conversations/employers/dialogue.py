"""Asking about an employer, one thing at a time: the name first, the rest as far as one knows it."""

from __future__ import annotations

from typing import Any

from conversations.employers.access import CODE, own_employer, part, programme_with
from conversations.employers.card import show_card
from conversations.employers.choosing import same_name
from conversations.employers.fields import FIELDS, NAME, TRADE, Field, after, problem_with, written
from conversations.employers.register import show_list
from conversations.home.menu import home_row
from conversations.packs.trade_words import ANY_WORK, TRADES
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.programme.places import programmes_of
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import Text, staff
from storage.models import Employer

Rows = tuple[tuple[Button, ...], ...]

_ASKED = "asked"


@part.button("new")
async def new_employer(turn: Turn, press: Press) -> None:
    """Begins with the name."""
    programme = programme_with(turn, press.number(0))
    await _ask(turn, NAME, {"programme": programme.id})


@part.button("edit")
async def edit_employer(turn: Turn, press: Press) -> None:
    """Asks for one thing anew."""
    employer = await own_employer(turn, object_id(press))
    name = press.word(1)
    if name not in FIELDS:
        raise BadPressError
    await _ask(turn, name, {"employer": employer.id})


async def _ask(turn: Turn, name: str, draft: dict[str, Any], problem: Text | None = None) -> None:
    await turn.open(CODE, name, {**draft, _ASKED: name})
    field = FIELDS[name]
    lines = [Line(problem)] if problem else []
    lines.append(Line(field.question, field.icon, strong=True))
    if field.for_pack:
        lines.append(Line(staff("Participants read it in their first-day pack.")))
        lines.append(Line(staff("Short and simple words, in Norwegian. They are not translated.")))
    await turn.show(message(*lines, buttons=(*(_trades() if name == TRADE else ()), *_ways_on(field, draft))))


def _trades() -> Rows:
    buttons = [
        Button(trade.name, payload(CODE, "trade", trade.code), icon=trade.icon)
        for trade in TRADES.values()
        if trade.code != ANY_WORK
    ]
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))


def _ways_on(field: Field, draft: dict[str, Any]) -> Rows:
    cancel = Button(staff("Cancel"), payload(CODE, "cancel"), icon="✖️")
    if field.name == NAME:
        return ((cancel,),)
    if "employer" in draft:
        return ((Button(staff("Leave it empty"), payload(CODE, "skip", field.name), icon="🗑"), cancel),)
    skip = Button(staff("Skip"), payload(CODE, "skip", field.name), icon="⏭")
    return ((skip, Button(staff("That is all"), payload(CODE, "save"), icon="✅")), (cancel,))


@part.step("name")
@part.step("contact")
@part.step("phone")
@part.step("rules")
@part.step("ill")
async def take_words(turn: Turn) -> None:
    """Takes what was typed for the open field, or asks again."""
    field = FIELDS[_asked(turn)]
    words = written(field, turn.text)
    problem = problem_with(field, words)
    if problem is not None:
        await _ask(turn, field.name, turn.draft, problem)
    elif field.name == NAME and "employer" not in turn.draft:
        await _take_new_name(turn, words)
    else:
        await _take(turn, field.name, words)


@part.step("trade")
async def take_trade_words(turn: Turn) -> None:
    """A trade is chosen, not typed."""
    await _ask(turn, TRADE, turn.draft, staff("Please press one of the buttons."))


async def _take_new_name(turn: Turn, name: str) -> None:
    """One firm stands in the register once, or nobody sees who was there last."""
    draft = turn.draft
    programme = programme_with(turn, int(draft.get("programme", 0)))
    known = same_name(await turn.store.employers.of_programme(programme.id), name)
    away = None if known else same_name(await turn.store.employers.put_away_of(programme.id), name)
    if known is None and away is None:
        await _take(turn, NAME, name)
        return
    await turn.open(CODE, NAME, {**draft, NAME: name})
    if known is not None:
        text = staff("There is an employer of this name already.")
        use = Button(staff("{name}", name=known.name), payload(CODE, "open", known.id), icon="🏢")
    else:
        text = staff("An employer of this name was put away.")
        use = Button(staff("Bring it back"), payload(CODE, "again", away.id if away else 0), icon="↩️")
    twice = Button(staff("Add another one"), payload(CODE, "twice"), icon="➕")
    cancel = Button(staff("Cancel"), payload(CODE, "cancel"), icon="✖️")
    await turn.say(message(Line(text, "👀", strong=True), buttons=((use,), (twice,), (cancel,))))


@part.button("twice")
async def take_all_the_same(turn: Turn, _press: Press) -> None:
    """It is another firm of the same name."""
    name = turn.draft.get(NAME)
    if _asked(turn) != NAME or "employer" in turn.draft or not name:
        raise BadPressError
    await _take(turn, NAME, str(name))


@part.button("trade")
async def take_trade(turn: Turn, press: Press) -> None:
    """Takes the trade."""
    trade = press.word(0)
    if _asked(turn) != TRADE or trade not in TRADES or trade == ANY_WORK:
        raise BadPressError
    await _take(turn, TRADE, trade)


@part.button("skip")
async def skip(turn: Turn, press: Press) -> None:
    """Nothing for this field; a second tap of an older question changes nothing."""
    name = _asked(turn)
    if name != press.word(0) or name == NAME:
        raise BadPressError
    await _take(turn, name, None)


@part.button("save")
async def save_now(turn: Turn, _press: Press) -> None:
    """Enough for now; the rest can be added on the card."""
    if _asked(turn) == NAME or not turn.draft.get(NAME):
        raise BadPressError
    await _save(turn, turn.draft)


def _asked(turn: Turn) -> str:
    """The field that is open; its buttons still work when the dialogue was left for the menu."""
    dialogue = turn.dialogue
    name = str(turn.draft.get(_ASKED, ""))
    if dialogue is None or dialogue.flow != CODE or dialogue.expires_at <= turn.now or name not in FIELDS:
        raise BadPressError
    return name


async def _take(turn: Turn, name: str, value: str | None) -> None:
    draft = turn.draft
    if "employer" in draft:
        await _change(turn, int(draft["employer"]), name, value)
        return
    draft[name] = value
    following = after(name)
    if following is None:
        await _save(turn, draft)
    else:
        await _ask(turn, following, draft)


async def _change(turn: Turn, employer_id: int, name: str, value: str | None) -> None:
    await turn.close()
    try:
        employer = await own_employer(turn, employer_id)
    except BadPressError:
        await turn.show(message(staff("This employer is not on the list any more."), buttons=(home_row(),)))
        return
    setattr(employer, name, value)
    await turn.store.flush()
    await turn.store.audit.note("employer.changed", turn.now, subject="employer", subject_id=employer.id, field=name)
    await show_card(turn, employer, Line(staff("Saved."), "✅", strong=True))


async def _save(turn: Turn, draft: dict[str, Any]) -> None:
    await turn.close()
    if draft["programme"] not in {programme.id for programme in programmes_of(turn)}:
        await turn.show(message(staff("You do not work in this programme any more."), buttons=(home_row(),)))
        return
    known = {name: draft.get(name) for name in FIELDS}
    employer = Employer(
        programme_id=draft["programme"], active=True, created_at=turn.now, created_by_id=turn.me.id, **known
    )
    await turn.store.employers.add(employer)
    await turn.store.audit.note("employer.added", turn.now, subject="employer", subject_id=employer.id)
    await show_card(turn, employer, Line(staff("Saved."), "✅", strong=True))


@part.button("cancel")
async def cancel(turn: Turn, _press: Press) -> None:
    """Leaves it; nothing is saved."""
    draft = turn.draft if turn.dialogue is not None and turn.dialogue.flow == CODE else {}
    if draft:
        await turn.close()
    turn.toast(staff("Nothing was saved."))
    if "employer" in draft:
        await show_card(turn, await own_employer(turn, int(draft["employer"])))
        return
    programmes = [programme for programme in programmes_of(turn) if programme.id == draft.get("programme")]
    await show_list(turn, (programmes or programmes_of(turn))[0])
