"""Her answer to a proposed job, with one tap; a reason only where she gives one."""

from __future__ import annotations

from conversations import phrases
from conversations.home.menu import show_home
from conversations.job_proposals.card import ANSWERS, REASONS, card
from conversations.job_proposals.fit import misfits
from conversations.part import Audience, Part
from conversations.people.contact_dates import note_contact
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Button, Line, message
from locales.text import brief, say, staff
from storage.models import JobProposal, ProposalAnswer, WhyNot

part = Part("jp", Audience.PARTICIPANT)


async def _own(turn: Turn, press: Press) -> JobProposal | None:
    found = await turn.store.proposals.get(press.number(0))
    if found is None or found.participant_id != turn.profile.id:
        turn.toast(phrases.changed())
        await show_home(turn)
        return None
    return found


@part.button("say")
async def answer(turn: Turn, press: Press) -> None:
    """Yes, no, or come with me; it may be changed afterwards."""
    said = press.word(1)
    if said not in set(ProposalAnswer):
        raise BadPressError
    proposal = await _own(turn, press)
    if proposal is None:
        return
    is_new = proposal.answer != said
    proposal.answer, proposal.answered_at, proposal.why_not = said, turn.now, None
    if is_new:
        await _tell(turn, proposal)
    if said == ProposalAnswer.NO:
        await _ask_why(turn, proposal)
    else:
        await turn.show(card(proposal, turn.profile.specialist.name))


async def _ask_why(turn: Turn, proposal: JobProposal) -> None:
    rows = tuple(
        (Button(words, payload("jp", "why", proposal.id, reason), icon=icon),)
        for reason, (icon, words) in REASONS.items()
    )
    skip = (Button(say("I do not want to say"), payload("jp", "card", proposal.id), icon="➡️"),)
    await turn.show(
        message(
            Line(say("That is fine. What did not fit?"), "👍", strong=True),
            Line(say("Then the next job can fit better. You choose if you answer."), "🟢"),
            brief=brief("What did not fit?"),
            buttons=(*rows, skip),
        )
    )


@part.button("why")
async def why(turn: Turn, press: Press) -> None:
    """What did not fit about the job."""
    reason = press.word(1)
    if reason not in set(WhyNot):
        raise BadPressError
    proposal = await _own(turn, press)
    if proposal is None:
        return
    if proposal.answer != ProposalAnswer.NO:
        raise BadPressError
    is_new, proposal.why_not = proposal.why_not != reason, reason
    if is_new:
        await _tell(turn, proposal)
    lines = [Line(say("Thank you. It helps."), "💛")]
    if misfits([proposal]):
        lines.append(Line(say("It stands in About me now. You can take it away there."), "🙋"))
    await turn.show(card(proposal, turn.profile.specialist.name, *lines))


@part.button("card")
async def show(turn: Turn, press: Press) -> None:
    """The card as it is now."""
    proposal = await _own(turn, press)
    if proposal is not None:
        await turn.show(card(proposal, turn.profile.specialist.name))


async def _tell(turn: Turn, proposal: JobProposal) -> None:
    profile = turn.profile
    await note_contact(turn.store, profile, turn.now)
    name = profile.person.name
    if proposal.why_not is not None:
        icon, reason = REASONS[WhyNot(proposal.why_not)]
        text = staff(
            "{name} says why the job did not fit: {reason}. {work}", name=name, reason=reason, work=proposal.work
        )
    else:
        icon, words = ANSWERS[ProposalAnswer(proposal.answer or "")]
        text = staff("{name} about the job: {answer}. {work}", name=name, answer=words, work=proposal.work)
    rows = (
        (Button(staff("Jobs proposed to {name}", name=name), payload("jo", "open", profile.id), icon="🔎"),),
        (Button(staff("New appointment"), payload("as", "for", profile.id), icon="➕"),),
        (Button(staff("Write"), payload("cs", "write", profile.id), icon="💬"),),
    )
    await turn.tell(profile.specialist_id, message(Line(text, icon), buttons=rows), participant_id=profile.id)


@part.button("unfit")
async def not_fitting(turn: Turn, _press: Press) -> None:
    """What did not fit about jobs so far, each to be taken away with one tap."""
    await _show_not_fitting(turn)


async def _show_not_fitting(turn: Turn) -> None:
    found = misfits(await turn.store.proposals.of_participant(turn.profile.id))
    lines = [Line(say("Jobs that did not fit"), "🧭", strong=True)]
    if found:
        lines.append(Line(say("Press one to take it away."), "👉"))
    else:
        lines.append(Line(say("There is nothing here."), "🌱"))
    rows = tuple((Button(text, payload("jp", "fits", proposal.id), icon=icon),) for proposal, icon, text in found)
    back = (Button(say("Back"), payload("pf", "open"), icon="⬅️"),)
    await turn.show(message(*lines, brief=brief("Jobs that did not fit."), buttons=(*rows, back)))


@part.button("fits")
async def fits_now(turn: Turn, press: Press) -> None:
    """She takes a reason back; her no stands."""
    proposal = await _own(turn, press)
    if proposal is None:
        return
    proposal.why_not = None
    turn.toast(say("It is deleted."))
    await _show_not_fitting(turn)
