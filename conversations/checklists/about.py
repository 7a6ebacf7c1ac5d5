"""What a participant said about herself and where she applied, as her specialist sees it."""

from __future__ import annotations

from conversations.checklists.specialist import goal_lines, part
from conversations.job_log.service import ANSWERS, LOG, WEEKS, counts, waiting_weeks
from conversations.job_proposals.fit import misfits
from conversations.people.own import about_own
from conversations.preferences.screen import mark
from conversations.press import BadPressError, Press, payload
from conversations.profile.export import PROFILE
from conversations.profile.topics import GOAL, TOPICS
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Day, Words, staff, staff_n
from storage.models import ApplicationAnswer, Participant

_SHOWN = 12


def _back(participant: Participant) -> Button:
    return Button(staff("Back"), payload("ck", "lists", participant.id), icon="⬅️")


@part.button("about")
@about_own
async def about(turn: Turn, _press: Press, participant: Participant) -> None:
    """Her own words, untranslated; what was spoken can be heard."""
    await turn.store.audit.note("profile.viewed", turn.now, participant_id=participant.id)
    known = await turn.store.own_words.of_participant(participant.id)
    name = participant.person.name
    lines = [Line(staff("About {name}", name=name), "🙋", strong=True)]
    lines += goal_lines(known.get(GOAL))
    rows: list[tuple[Button, ...]] = []
    for code, topic in TOPICS.items():
        if code not in known:
            continue
        said = known[code]
        words = Words({said.language: said.words}) if said.words else Words({"": "🎤"})
        lines.append(Line(staff("{topic}: {words}", topic=topic.name, words=words), topic.icon))
        if said.voice:
            label = staff("Listen: {topic}", topic=topic.name)
            rows.append((Button(label, payload("ck", "hearsaid", participant.id, code), icon="🔊"),))
    unfit = misfits(await turn.store.proposals.of_participant(participant.id))
    lines += [Line(text, icon) for _, icon, text in unfit]
    if not unfit and not any(code in known for code in TOPICS):
        lines.append(Line(staff("{name} has not written anything yet.", name=name), "🌱"))
    else:
        rows.append((Button(staff("As a file"), payload("ck", "profile", participant.id), icon="📄"),))
    await turn.show(message(*lines, buttons=(*rows, (_back(participant),))))


@part.button("hearsaid")
@about_own
async def hear_said(turn: Turn, press: Press, participant: Participant) -> None:
    """One answer in her own voice."""
    topic = TOPICS.get(press.word(1))
    said = (await turn.store.own_words.of_participant(participant.id)).get(press.word(1))
    if topic is None or said is None or not said.voice:
        raise BadPressError
    await turn.store.audit.note("profile.heard", turn.now, participant_id=participant.id)
    back = Button(staff("Back"), payload("ck", "about", participant.id), icon="⬅️")
    text = staff("Listen: {topic}", topic=topic.name)
    await turn.say(message(Line(text, topic.icon), attachment=Attachment("voice", said.voice), buttons=((back,),)))


@part.button("profile")
@about_own
async def profile_as_file(turn: Turn, _press: Press, participant: Participant) -> None:
    """The profile as a file."""
    await turn.store.audit.note("profile.exported", turn.now, participant_id=participant.id)
    text = staff("About {name}", name=participant.person.name)
    export = Attachment("export", f"{PROFILE}:{participant.id}")
    await turn.say(message(Line(text, "📄"), attachment=export, buttons=((_back(participant),),)))


@part.button("jobs")
@about_own
async def jobs(turn: Turn, _press: Press, participant: Participant) -> None:
    """Where she applied, and how long waiting is called normal."""
    await _show_jobs(turn, participant)


async def _show_jobs(turn: Turn, participant: Participant) -> None:
    await turn.store.audit.note("job_log.viewed", turn.now, participant_id=participant.id)
    log = await turn.store.job_log.of_participant(participant.id)
    total, waiting = counts(log)
    name = participant.person.name
    text = staff_n("{name}: {count} application", "{name}: {count} applications", count=total, name=name)
    lines = [Line(text, "📒", strong=True)]
    if waiting:
        lines.append(Line(staff_n("{count} waits for an answer.", "{count} wait for an answer.", count=waiting), "⏳"))
    for one in log[:_SHOWN]:
        icon, answer = ANSWERS[ApplicationAnswer(one.answer)]
        lines.append(
            Line(
                staff(
                    "{day}: {firm}. {job}. {answer}.",
                    day=Day(one.applied_on),
                    firm=one.firm,
                    job=one.job or "–",
                    answer=answer,
                ),
                icon,
            )
        )
    lines.append(Line(staff("Waiting so long is called normal:"), "💛", gap=True))
    chosen = waiting_weeks(participant)
    weeks = tuple(
        Button(
            staff_n("{count} week", "{count} weeks", count=count),
            payload("ck", "weeks", participant.id, count),
            icon=mark(chosen=count == chosen),
        )
        for count in WEEKS
    )
    rows = [weeks[:2], weeks[2:]]
    if log:
        rows.append((Button(staff("As a file"), payload("ck", "jobsfile", participant.id), icon="📄"),))
    await turn.show(message(*lines, buttons=(*rows, (_back(participant),))))


@part.button("weeks")
@about_own
async def set_weeks(turn: Turn, press: Press, participant: Participant) -> None:
    """How long waiting is called normal to this participant."""
    weeks = press.number(1)
    if weeks not in WEEKS:
        raise BadPressError
    participant.plan = {**participant.plan, "waiting_weeks": weeks}
    await _show_jobs(turn, participant)


@part.button("jobsfile")
@about_own
async def jobs_as_file(turn: Turn, _press: Press, participant: Participant) -> None:
    """The log as a file in Norwegian."""
    await turn.store.audit.note("job_log.exported", turn.now, participant_id=participant.id)
    text = staff("Jobs {name} has applied for", name=participant.person.name)
    export = Attachment("export", f"{LOG}:{participant.id}")
    await turn.say(message(Line(text, "📄"), attachment=export, buttons=((_back(participant),),)))
