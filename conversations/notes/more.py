"""All that may follow and never must: the day, the steps, further headings, the next step, additions."""

from __future__ import annotations

from datetime import timedelta

from conversations.checklists.days import chosen_day, day_buttons
from conversations.notes import cards, service
from conversations.notes.cards import CODE, back_row, in_twos
from conversations.notes.kinds import HEADINGS, NEXT_WORDS, STEPS
from conversations.notes.specialist import kept_only, part, readable, show, source_of
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from storage.models import Note, NoteState, Participant

WRITE = "write"
ADD = "add"

_DAYS_BACK = 14


@part.button("more")
@kept_only
async def more(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """What can be added to it."""
    turn.park()
    rows: list[tuple[Button, ...]] = []
    if service.is_changeable(note, turn.now):
        labels = [
            Button(
                heading.name, payload(CODE, "write", note.id, code), icon="✅" if getattr(note, code) else heading.icon
            )
            for code, heading in HEADINGS.items()
        ]
        rows += in_twos(labels)
        if participant is not None:
            steps = Button(staff("Step"), payload(CODE, "steps", note.id), icon="🪜")
            rows.append((steps, Button(staff("Another day"), payload(CODE, "day", note.id), icon="📅")))
    else:
        rows.append((Button(staff("Add to it"), payload(CODE, "add", note.id), icon="➕"),))
    rows.append((Button(staff("Day of the next step"), payload(CODE, "days", note.id), icon="👣"),))
    await turn.show(
        message(Line(cards.about_line(note, participant), "➕", strong=True), buttons=(*rows, back_row(note)))
    )


@part.button("next")
@kept_only
async def next_step(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """The third tap: a day for the next step, kept among the tasks."""
    programme = participant.programme if participant is not None else service.programme_of(turn)
    day = chosen_day(press.number(1), service.today_in(programme, turn.now))
    if day != note.next_on:
        await service.set_next(turn, note, participant, day)
    await show(turn, note, participant)


@part.button("days")
@kept_only
async def next_days(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Further days for the next step."""
    programme = participant.programme if participant is not None else service.programme_of(turn)
    await turn.show(cards.next_card(note, participant, service.today_in(programme, turn.now)))


@part.button("steps")
@kept_only
async def choose_steps(turn: Turn, _press: Press, note: Note, participant: Participant | None) -> None:
    """Which steps it belongs to."""
    await turn.show(cards.steps_card(note, participant))


@part.button("step")
@kept_only
async def toggle_step(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """One step more, or one less."""
    step = press.number(1)
    if step not in STEPS:
        raise BadPressError
    chosen = set(note.steps) ^ {step}
    note.steps, note.changed_at = sorted(chosen), turn.now
    await turn.show(cards.steps_card(note, participant))


@part.button("day")
@kept_only
async def another_day(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """When it took place, if it was not today."""
    programme = participant.programme if participant is not None else service.programme_of(turn)
    today = service.today_in(programme, turn.now)
    if len(press.args) > 1:
        number = press.number(1)
        if not (today - timedelta(days=_DAYS_BACK)).toordinal() <= number <= today.toordinal():
            raise BadPressError
        note.happened_on, note.changed_at = today.fromordinal(number), turn.now
        await show(turn, note, participant)
        return
    days = day_buttons(today, range(0, -8, -1), lambda day: payload(CODE, "day", note.id, day))
    text = staff("When was it?")
    await turn.show(message(Line(text, "📅", strong=True), buttons=(*in_twos(days), back_row(note, "more"))))


@part.button("write")
@kept_only
async def ask_words(turn: Turn, press: Press, note: Note, participant: Participant | None) -> None:
    """One heading."""
    heading = HEADINGS.get(press.word(1))
    if heading is None:
        raise BadPressError
    if not service.is_changeable(note, turn.now):
        turn.toast(staff("This note is older than a day. You can add to it."))
        await show(turn, note, participant)
        return
    await turn.open(CODE, WRITE, {"note": note.id, "field": heading.code})
    await turn.show(message(Line(heading.question, heading.icon, strong=True), buttons=(back_row(note, "more"),)))


@part.step(WRITE)
async def take_words(turn: Turn) -> None:
    """Kept under its heading; what stood there before is kept too."""
    found = await readable(turn, int(turn.draft.get("note", 0)))
    field = str(turn.draft.get("field", ""))
    words = service.written(turn.text)
    if found is None or found[0].state != NoteState.KEPT or field not in HEADINGS:
        await turn.close()
        raise BadPressError
    note, participant = found
    if not words or len(words) > service.LONGEST:
        await turn.say(message(Line(staff("Please write it in words."), "✏️"), buttons=(back_row(note, "more"),)))
        return
    if not service.is_changeable(note, turn.now):
        await service.add_to(turn.store, note, turn.me.id, words, turn.now)
    else:
        await service.change(turn.store, note, field, words, turn.now)
    await _taken(turn, note, participant)
    if field == NEXT_WORDS and note.next_on is not None:
        await service.set_next(turn, note, participant, note.next_on)


@part.button("add")
@kept_only
async def ask_addition(turn: Turn, _press: Press, note: Note, _participant: Participant | None) -> None:
    """Something that belongs to a note of another day."""
    await turn.open(CODE, ADD, {"note": note.id})
    text = staff("What do you want to add? The note itself stays as it was.")
    await turn.show(message(Line(text, "➕", strong=True), buttons=(back_row(note, "more"),)))


@part.step(ADD)
async def take_addition(turn: Turn) -> None:
    """Kept beside the note."""
    found = await readable(turn, int(turn.draft.get("note", 0)))
    words = service.written(turn.text)
    if found is None or found[0].state != NoteState.KEPT:
        await turn.close()
        raise BadPressError
    note, participant = found
    if not words or len(words) > service.LONGEST:
        await turn.say(message(Line(staff("Please write it in words."), "✏️"), buttons=(back_row(note, "more"),)))
        return
    await service.add_to(turn.store, note, turn.me.id, words, turn.now)
    await _taken(turn, note, participant)


async def _taken(turn: Turn, note: Note, participant: Participant | None) -> None:
    """The written message is taken away from the chat like the first one, and the card is shown."""
    await turn.take_away(source_of(turn))
    await turn.close()
    if participant is not None:
        await turn.store.audit.note(
            "note.changed", turn.now, participant_id=participant.id, subject="note", subject_id=note.id
        )
    await show(turn, note, participant, Line(staff("Kept."), "✅"))
