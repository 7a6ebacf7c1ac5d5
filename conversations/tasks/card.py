"""One task and what can be done with it. A colleague's participant stays the colleague's: no card, no writing."""

from __future__ import annotations

from conversations.contact.keeping import WAITS
from conversations.contact.service import so_far_button
from conversations.people.own import own_participant
from conversations.press import payload
from conversations.tasks.kinds import ABOUT_CONTACT, GAP, INVITED, SILENCE
from conversations.tasks.listing import View, when_lines
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff, unpack_text
from storage.models import Participant, ParticipantStatus, Task, TaskOffer, TaskState

Rows = list[tuple[Button, ...]]


async def show_task(turn: Turn, task: Task, view: View) -> None:
    """Shows the task of the person of this turn."""
    lines = [Line(unpack_text(task.text), "📌")]
    offer = (await turn.store.task_offers.of_tasks([task.id])).get(task.id)
    participant = await own_participant(turn, task.participant_id) if task.participant_id is not None else None
    rows = _about(task, participant)
    if task.state == TaskState.OPEN:
        lines += await when_lines(turn, task)
        lines += _handed(turn, offer)
        rows += _settling(task, view, offered=offer is not None and offer.taken_at is None)
    else:
        lines.append(Line(staff("This is done."), "✅"))
    await turn.show(message(*lines, buttons=(*rows, list_row(view))))


def list_row(view: View | None = None) -> tuple[Button, ...]:
    """The row that leads back to the list."""
    view = view or View()
    label = staff("Tasks for today") if view.only_today else staff("All tasks")
    return (Button(label, view.list_payload, icon="📌"),)


def _handed(turn: Turn, offer: TaskOffer | None) -> list[Line]:
    if offer is None:
        return []
    if offer.taken_at is None and offer.giver_id == turn.me.id:
        text = staff("Offered to {name}. It is yours until it is taken.", name=offer.taker.name)
        return [Line(text, "🤝")]
    if offer.taken_at is not None and offer.taker_id == turn.me.id:
        return [Line(staff("{name} gave you this.", name=offer.giver.name), "🤝")]
    return []


def _about(task: Task, participant: Participant | None) -> Rows:
    """What leads to what the task is about; what is about a participant, only for who helps her."""
    rows = _own(task, participant) + _about_hers(task) if participant is not None else []
    if task.kind == "handover":
        batch = int(task.key.rpartition(":")[2])
        rows.append((Button(staff("Look at it"), payload("ho", "offer", batch), icon="🤝"),))
    if task.kind in {"next_step", "note_draft"}:
        note = int(task.key.split(":")[1])
        rows.append((Button(staff("Open the note"), payload("nt", "open", note), icon="📝"),))
    return rows


def _about_hers(task: Task) -> Rows:
    rows: Rows = []
    if task.kind == "letter":
        letter = int(task.key.rpartition(":")[2])
        rows.append((Button(staff("Look at the letter"), payload("le", "open", letter), icon="✉️"),))
    if task.kind == "placement":
        start = int(task.key.split(":")[1])
        rows.append((Button(staff("Has it led to paid work?"), payload("ev", "review", start), icon="🧰"),))
    if task.kind == "aftercare":
        rows += _aftercare(task)
    return rows


def _aftercare(task: Task) -> Rows:
    """The plan; the firm's card where it is to be contacted; the question where there is one."""
    cause, plan, rest = task.key.split(":", 2)
    rows: Rows = [(Button(staff("Aftercare"), payload("af", "plan", plan), icon="🌿"),)]
    if cause == "aftercare_firm":
        rows.append((Button(staff("The employer's card"), payload("af", "card", plan), icon="🏢"),))
    if cause == "aftercare_new":
        rows.append((Button(staff("Which plan?"), payload("af", "which", plan, rest), icon="🌱"),))
    return rows


def _own(task: Task, participant: Participant) -> Rows:
    one = participant.id
    rows: Rows = [(Button(staff("{name}", name=participant.person.name), payload("pp", "card", one), icon="👤"),)]
    if task.state != TaskState.OPEN or participant.status == ParticipantStatus.WITHDRAWN:
        return rows
    if task.kind in WAITS:
        rows.append((Button(staff("Reply"), payload("cs", "reply", one), icon="✏️"), so_far_button(participant)))
    if task.kind in (SILENCE, GAP):
        rows.append(
            (
                Button(staff("Write"), payload("cs", "write", one), icon="💬"),
                Button(staff("New appointment"), payload("as", "for", one), icon="➕"),
            )
        )
    if task.kind == INVITED:
        rows.append((Button(staff("New code"), payload("in", "relink", one), icon="🔗"),))
    return rows


def _settling(task: Task, view: View, *, offered: bool) -> Rows:
    about = (task.id, *view.args)
    rows: Rows = []
    if task.kind in ABOUT_CONTACT and task.participant_id is not None:
        rows.append((Button(staff("Call done"), payload("tk", "called", *about), icon="📞"),))
    rows.append((Button(staff("Done"), payload("tk", "done", *about), icon="✅"),))
    rows.append(
        (
            Button(staff("Tomorrow"), payload("tk", "morrow", *about), icon="🌅"),
            Button(staff("Next week"), payload("tk", "week", *about), icon="📆"),
        )
    )
    if offered:
        rows.append((Button(staff("Take the offer back"), payload("tk", "back", *about), icon="↩️"),))
    else:
        rows.append((Button(staff("Hand to…"), payload("tk", "hand", *about), icon="🤝"),))
    return rows
