"""The card of a proposed job, and what can be said to it."""

from __future__ import annotations

from conversations.press import payload
from locales.message import Button, Line, Message, message
from locales.text import Text, Words, brief, say
from storage.models import JobProposal, ProposalAnswer, WhyNot

ANSWERS: dict[ProposalAnswer, tuple[str, Text]] = {
    ProposalAnswer.YES: ("✅", say("Yes")),
    ProposalAnswer.TOGETHER: ("🤝", say("Come with me")),
    ProposalAnswer.NO: ("✋", say("No")),
}

REASONS: dict[WhyNot, tuple[str, Text]] = {
    WhyNot.HOURS: ("🕗", say("The hours")),
    WhyNot.WORK: ("🧰", say("The kind of work")),
    WhyNot.BODY: ("🦵", say("Too hard for the body")),
    WhyNot.DISTANCE: ("🚌", say("Too far away")),
    WhyNot.OTHER: ("💬", say("Something else")),
}


def job_lines(work: str, place: str | None, hours: str | None) -> list[Line]:
    """The job in the specialist's words, one fact a line."""
    lines = [Line(say("Job: {work}", work=Words({"nb": work})), "💼", strong=True)]
    if place:
        lines.append(Line(say("Place: {place}", place=Words({"nb": place})), "📍"))
    if hours:
        lines.append(Line(say("Hours: {hours}", hours=Words({"nb": hours})), "🕗"))
    return lines


def card(proposal: JobProposal, specialist: str, *after: Line) -> Message:
    """The job, what she has said to it so far, and the answers that are left."""
    headline = Line(say("{name} has found a job you may like.", name=specialist), "🔎")
    lines = [headline, *job_lines(proposal.work, proposal.place, proposal.hours)]
    if proposal.answer is None:
        lines.append(Line(say("You choose. No is a good answer too."), "🟢"))
    else:
        icon, words = ANSWERS[ProposalAnswer(proposal.answer)]
        lines.append(Line(say("You said: {answer}. {name} knows it.", answer=words, name=specialist), icon, gap=True))
    buttons = tuple(
        (Button(words, payload("jp", "say", proposal.id, answer), icon=icon),)
        for answer, (icon, words) in ANSWERS.items()
        if answer != proposal.answer
    )
    talk = (Button(say("Talk to {name}", name=specialist), payload("ct", "talk"), icon="💬"),)
    return message(
        *lines,
        *after,
        brief=brief("A job: {work}.", work=proposal.work),
        buttons=(*buttons, talk),
    )
