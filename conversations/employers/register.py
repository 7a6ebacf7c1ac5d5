"""The register: the list by the alphabet, finding by a few letters, one employer, and putting one away."""

from __future__ import annotations

from collections.abc import Sequence

from conversations.employers.access import CODE, own_employer, part, programme_with
from conversations.employers.card import show_card
from conversations.employers.choosing import alphabetical, found
from conversations.employers.fields import FIELDS
from conversations.home.menu import home_row
from conversations.packs.trade_words import TRADES
from conversations.people.own import object_id
from conversations.press import BadPressError, Press, payload
from conversations.programme.places import programmes_of
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from locales.user_text import clean
from storage.models import Employer, Programme

PAGE = 7


@part.button("list")
async def list_employers(turn: Turn, _press: Press) -> None:
    """The employers; with several programmes, which one first."""
    turn.park()
    programmes = programmes_of(turn)
    if len(programmes) == 1:
        await show_list(turn, programmes[0])
        return
    rows = tuple(
        (Button(staff("{name}", name=programme.name), payload(CODE, "of", programme.id), icon="🏢"),)
        for programme in programmes
    )
    await turn.show(message(Line(staff("Which programme?"), "🏢", strong=True), buttons=(*rows, home_row())))


@part.button("of")
async def list_of_programme(turn: Turn, press: Press) -> None:
    """A page of one programme's employers."""
    programme = programme_with(turn, press.number(0))
    page = press.number(1) if len(press.args) > 1 else 1
    turn.park()
    await show_list(turn, programme, page)


async def show_list(
    turn: Turn, programme: Programme, page: int = 1, *before: Line, extra: Sequence[Button] = ()
) -> None:
    """A page by the reader's alphabet; a page that is none is the nearest. `extra` buttons stand first."""
    everyone = alphabetical(await turn.store.employers.of_programme(programme.id), turn.me.language)
    pages = max(1, -(-len(everyone) // PAGE))
    page = min(max(page, 1), pages)
    turning = []
    if page > 1:
        turning.append(Button(staff("Earlier"), payload(CODE, "of", programme.id, page - 1), icon="⬅️"))
    if page < pages:
        turning.append(Button(staff("More"), payload(CODE, "of", programme.id, page + 1), icon="➡️"))
    if everyone:
        headline = staff("Employers of {programme}", programme=programme.name)
    else:
        headline = staff("There are no employers yet.")
    last = [Button(staff("Add an employer"), payload(CODE, "new", programme.id), icon="➕")]
    if pages > 1:
        last.insert(0, Button(staff("Find"), payload(CODE, "find", programme.id), icon="🔎"))
    await turn.show(
        message(
            *before,
            Line(headline, "🏢", strong=True),
            buttons=(
                *((button,) for button in extra),
                *((employer_button(one),) for one in everyone[(page - 1) * PAGE : page * PAGE]),
                *((tuple(turning),) if turning else ()),
                tuple(last),
                home_row(),
            ),
        ),
    )


def employer_button(employer: Employer) -> Button:
    """Opens the card."""
    return Button(staff("{name}", name=employer.name), payload(CODE, "open", employer.id), icon=icon_of(employer))


def icon_of(employer: Employer) -> str:
    """The pictogram of its trade."""
    trade = TRADES.get(employer.trade or "")
    return trade.icon if trade is not None else "🏢"


@part.button("find")
async def ask_what(turn: Turn, press: Press) -> None:
    """A few letters are enough."""
    programme = programme_with(turn, press.number(0))
    await turn.open(CODE, "find", {"programme": programme.id})
    text = staff("Write a part of the name, or of the contact person's.")
    await turn.show(message(Line(text, "🔎", strong=True), buttons=(_all(programme),)))


@part.step("find")
async def find(turn: Turn) -> None:
    """What fits best, and room for another try."""
    programme = programme_with(turn, int(turn.draft.get("programme", 0)))
    everyone = await turn.store.employers.of_programme(programme.id)
    hits = found(everyone, clean(turn.text or ""), turn.me.language)
    if not hits:
        text = staff("No employer here is called so. Write it in another way.")
        add = Button(staff("Add an employer"), payload(CODE, "new", programme.id), icon="➕")
        await turn.say(message(Line(text, "🔎"), buttons=((add,), _all(programme))))
        return
    lines = [Line(staff("These fit:"), "🔎", strong=True)]
    if len(hits) > PAGE:
        lines.append(Line(staff("There are more. Write more letters to find them.")))
    await turn.say(message(*lines, buttons=(*((employer_button(one),) for one in hits[:PAGE]), _all(programme))))


def _all(programme: Programme) -> tuple[Button, ...]:
    return (Button(staff("All employers"), payload(CODE, "of", programme.id), icon="🏢"),)


@part.button("open")
async def open_employer(turn: Turn, press: Press) -> None:
    """One employer."""
    employer = await own_employer(turn, object_id(press))
    turn.park()
    await show_card(turn, employer)


@part.button("change")
async def choose_change(turn: Turn, press: Press) -> None:
    """What can be changed, and putting it away."""
    employer = await own_employer(turn, object_id(press))
    turn.park()
    buttons = [
        Button(field.label, payload(CODE, "edit", employer.id, field.name), icon=field.icon)
        for field in FIELDS.values()
    ]
    rows = tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
    await turn.show(
        message(
            Line(staff("What do you want to change about {firm}?", firm=employer.name), "✏️", strong=True),
            buttons=(
                *rows,
                (Button(staff("Put it away"), payload(CODE, "away", employer.id), icon="🗄"),),
                (Button(staff("Back"), payload(CODE, "open", employer.id), icon="⬅️"),),
            ),
        ),
    )


@part.button("away")
async def ask_away(turn: Turn, press: Press) -> None:
    """Asks before an employer goes from the list."""
    employer = await own_employer(turn, object_id(press))
    await turn.show(
        message(
            Line(staff("Put {firm} away for the whole team?", firm=employer.name), "🗄", strong=True),
            Line(staff("Packs that are made already keep it.")),
            buttons=(
                (Button(staff("Yes, put it away"), payload(CODE, "awayok", employer.id), icon="🗄"),),
                (Button(staff("Keep it"), payload(CODE, "open", employer.id), icon="🏢"),),
            ),
        ),
    )


@part.button("awayok")
async def put_away(turn: Turn, press: Press) -> None:
    """No longer offered; what is made keeps it, and it can come back."""
    employer = await own_employer(turn, object_id(press))
    employer.active = False
    await turn.store.flush()
    await turn.store.audit.note("employer.away", turn.now, subject="employer", subject_id=employer.id)
    line = Line(staff("{firm} is put away.", firm=employer.name), "🗄")
    again = Button(staff("Bring it back"), payload(CODE, "again", employer.id), icon="↩️")
    await show_list(turn, programme_with(turn, employer.programme_id), 1, line, extra=(again,))


@part.button("again")
async def bring_back(turn: Turn, press: Press) -> None:
    """On the list again, as it was; already there is fine."""
    employer = await turn.store.employers.get(object_id(press))
    if employer is None:
        raise BadPressError
    if not employer.active:
        employer.active = True
        await turn.store.flush()
        await turn.store.audit.note("employer.again", turn.now, subject="employer", subject_id=employer.id)
    turn.park()
    await show_card(turn, employer)
