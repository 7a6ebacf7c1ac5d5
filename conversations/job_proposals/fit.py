"""What did not fit about proposed jobs, as preferences: of the work, its hours and its place, never of the person."""

from __future__ import annotations

from collections.abc import Sequence

from locales.text import Text, Words, say
from storage.models import JobProposal, ProposalAnswer, WhyNot

_MOST = 6


def misfits(proposals: Sequence[JobProposal]) -> list[tuple[JobProposal, str, Text]]:
    """The newest jobs that did not fit and why, each with a pictogram and a sentence.

    A no without a reason, or for something else, says nothing about the next job and is left out.
    """
    found = []
    for proposal in proposals:
        if proposal.answer == ProposalAnswer.NO and proposal.why_not is not None:
            said = _sentence(proposal, WhyNot(proposal.why_not))
            if said is not None:
                found.append((proposal, *said))
    return found[:_MOST]


def _sentence(proposal: JobProposal, reason: WhyNot) -> tuple[str, Text] | None:
    work = Words({"nb": proposal.work})
    match reason:
        case WhyNot.HOURS:
            return "🕗", say("Hours that did not fit: {hours}", hours=_or(proposal.hours, work))
        case WhyNot.WORK:
            return "🧰", say("Work that did not fit: {work}", work=work)
        case WhyNot.BODY:
            return "🦵", say("Too hard for the body: {work}", work=work)
        case WhyNot.DISTANCE:
            return "🚌", say("Too far away: {place}", place=_or(proposal.place, work))
        case WhyNot.OTHER:
            return None


def _or(words: str | None, otherwise: Words) -> Words:
    return Words({"nb": words}) if words else otherwise
