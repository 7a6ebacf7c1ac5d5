"""Proposing a job: written in up to three lines, read back, sent."""

from __future__ import annotations

from conversations.job_proposals.card import ANSWERS, card, job_lines
from conversations.job_proposals.fit import misfits
from conversations.part import Audience, Part
from conversations.people.contact_dates import note_contact
from conversations.people.listing import show_list as show_people
from conversations.people.own import about_own, own_participant
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import staff
from locales.user_text import clean
from storage.models import JobProposal, Participant, ProposalAnswer

part = Part("jo", Audience.SPECIALIST)

LONGEST = 300
"""Characters a line."""

_LINES = 3
_SHOWN = 6


def _back(participant: Participant) -> Button:
    return Button(staff("Back"), payload("ck", "lists", participant.id), icon="⬅️")


@part.button("open")
@about_own
async def open_proposals(turn: Turn, _press: Press, participant: Participant) -> None:
    """What was proposed, what she said, and what she therefore prefers."""
    turn.park()
    await _show(turn, participant)


async def _show(turn: Turn, participant: Participant, *before: Line) -> None:
    await turn.store.audit.note("job_proposals.viewed", turn.now, participant_id=participant.id)
    proposals = await turn.store.proposals.of_participant(participant.id)
    name = participant.person.name
    lines = [*before, Line(staff("Jobs proposed to {name}", name=name), "🔎", strong=True)]
    if not proposals:
        lines.append(Line(staff("None yet."), "🌱"))
    for proposal in proposals[:_SHOWN]:
        if proposal.answer is None:
            lines.append(Line(staff("{work}: no answer yet", work=proposal.work), "⏳"))
        else:
            icon, words = ANSWERS[ProposalAnswer(proposal.answer)]
            lines.append(Line(staff("{work}: {answer}", work=proposal.work, answer=words), icon))
    lines += [Line(text, icon, gap=not index) for index, (_, icon, text) in enumerate(misfits(proposals))]
    new = Button(staff("Propose a job"), payload("jo", "new", participant.id), icon="➕")
    await turn.show(message(*lines, buttons=((new,), (_back(participant),))))


@part.button("new")
@about_own
async def ask(turn: Turn, _press: Press, participant: Participant) -> None:
    """Asks for the job."""
    await turn.open("jo", "write", {"participant": participant.id})
    known = misfits(await turn.store.proposals.of_participant(participant.id))
    await turn.show(
        message(
            Line(staff("Write the job in up to three lines."), "✏️", strong=True),
            Line(staff("First line: the work. Second: where. Third: the hours.")),
            Line(staff("Short and simple words, in Norwegian. They are not translated.")),
            *[Line(text, icon) for _, icon, text in known],
            buttons=((_back(participant),),),
        )
    )


@part.step("write")
@part.step("sure")
async def take(turn: Turn) -> None:
    """Read back before anybody else sees it."""
    participant = await own_participant(turn, int(turn.draft.get("participant", 0)))
    if participant is None:
        await turn.close()
        await show_people(turn)
        return
    lines = [line for line in map(clean, (turn.text or "").splitlines()) if line]
    if not lines or len(lines) > _LINES or max(map(len, lines)) > LONGEST:
        text = staff("Please write one to three short lines.")
        await turn.say(message(Line(text, "✏️"), buttons=((_back(participant),),)))
        return
    work, place, hours = (*lines, "", "")[:_LINES]
    await turn.open("jo", "sure", {"participant": participant.id, "work": work, "place": place, "hours": hours})
    await turn.say(
        message(
            Line(staff("This goes to {name}. Is it right?", name=participant.person.name), "👀", strong=True),
            *[Line(staff("{line}", line=line.text), line.icon) for line in job_lines(work, place, hours)],
            buttons=(
                (Button(staff("Send"), payload("jo", "send", participant.id), icon="📨"),),
                (Button(staff("Write it anew"), payload("jo", "new", participant.id), icon="✏️"),),
                (_back(participant),),
            ),
        )
    )


@part.button("send")
@about_own
async def send(turn: Turn, _press: Press, participant: Participant) -> None:
    """The card goes to the participant."""
    draft = turn.draft
    if turn.dialogue is None or turn.dialogue.flow != part.code or draft.get("participant") != participant.id:
        raise BadPressError
    if not draft.get("work"):
        raise BadPressError
    proposal = JobProposal(
        participant_id=participant.id,
        specialist_id=turn.me.id,
        work=str(draft["work"]),
        place=str(draft["place"]) or None,
        hours=str(draft["hours"]) or None,
        made_at=turn.now,
    )
    await turn.store.proposals.add(proposal)
    await note_contact(turn.store, participant, turn.now)
    await turn.store.audit.note(
        "job.proposed", turn.now, participant_id=participant.id, subject="proposal", subject_id=proposal.id
    )
    await turn.close()
    await turn.tell(participant.person_id, card(proposal, participant.specialist.name), participant_id=participant.id)
    await _show(
        turn, participant, Line(staff("It is sent. You hear what {name} says.", name=participant.person.name), "📨")
    )
