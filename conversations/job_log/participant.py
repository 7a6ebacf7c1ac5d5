"""The participant's side: where she applied, one line each, and that waiting is normal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from conversations import phrases
from conversations.checklists.service import today_of
from conversations.job_log.service import ANSWERS, LOG, ask_on, waiting_weeks
from conversations.part import Audience, ButtonHandler, Part
from conversations.press import BadPressError, Press, payload
from conversations.turn import Turn
from locales.message import Attachment, Button, Line, message
from locales.text import Day, Text, brief, say, say_n, staff
from locales.user_text import clean
from storage.models import ApplicationAnswer, JobApplication

part = Part("jl", Audience.PARTICIPANT)

LONGEST = 200
"""Characters of a firm's name or a job's."""

_PAGE = 4
_AGO = (0, 1, 3, 7, 14)
_BACK = Button(say("Back"), payload("jl", "list", 0), icon="⬅️")

Handler = Callable[[Turn, Press, JobApplication], Awaitable[None]]


def about_one(handler: Handler) -> ButtonHandler:
    """Gives the handler her own application whose id comes first in the payload; else the log is shown."""

    async def checked(turn: Turn, press: Press) -> None:
        found = await turn.store.job_log.get(press.number(0))
        if found is None or found.participant_id != turn.profile.id:
            turn.toast(phrases.changed())
            await show_log(turn, 0)
        else:
            await handler(turn, press, found)

    return checked


def _title(one: JobApplication) -> Text:
    if one.job:
        return say("{firm}, {job}", firm=one.firm, job=one.job)
    return say("{firm}", firm=one.firm)


@part.button("list")
async def open_log(turn: Turn, press: Press) -> None:
    """Where she applied, the newest first."""
    await show_log(turn, press.number(0))


@part.command("jobs")
async def log_command(turn: Turn) -> None:
    """As the button."""
    await show_log(turn, 0)


async def show_log(turn: Turn, page: int, *before: Line) -> None:
    """Shows a page of the log."""
    await turn.close()
    rows = await turn.store.job_log.of_participant(turn.profile.id)
    pages = max(1, -(-len(rows) // _PAGE))
    page %= pages
    shown = rows[page * _PAGE : (page + 1) * _PAGE]
    lines = [*before, Line(say("Jobs I applied for"), "📒", strong=True)]
    if not rows:
        lines.append(Line(say("Nothing here yet. Write down each job you apply for."), "🌱"))
    for one in shown:
        icon, answer = ANSWERS[ApplicationAnswer(one.answer)]
        lines.append(Line(_title(one), icon, gap=True))
        lines.append(Line(say("{day}: {answer}", day=Day(one.applied_on), answer=answer)))
    buttons: list[tuple[Button, ...]] = [
        (Button(_title(one), payload("jl", "open", one.id), icon=ANSWERS[ApplicationAnswer(one.answer)][0]),)
        for one in shown
    ]
    more = [Button(say("Write one down"), payload("jl", "add"), icon="➕")]
    if rows:
        more.append(Button(say("Get it in Norwegian"), payload("jl", "file"), icon="📄"))
    buttons.append(tuple(more))
    ways = [Button(say("My lists"), payload("cl", "all", 0), icon="✅")]
    if pages > 1:
        ways.append(Button(say("More"), payload("jl", "list", (page + 1) % pages), icon="➡️"))
    buttons.append(tuple(ways))
    await turn.show(message(*lines, brief=brief("Jobs I applied for."), buttons=tuple(buttons)))


@part.button("add")
async def ask_firm(turn: Turn, _press: Press) -> None:
    """Where."""
    await turn.open("jl", "firm")
    await turn.show(
        message(
            Line(say("Where did you apply? Write the name of the place."), "🏢", strong=True),
            brief=brief("Where did you apply?"),
            buttons=((_BACK,),),
        )
    )


@part.step("firm")
async def take_firm(turn: Turn) -> None:
    """The place; then which job."""
    words = await _words(turn)
    if words is None:
        return
    await turn.open("jl", "job", {"firm": words})
    await turn.say(
        message(
            Line(say("Which job is it?"), "🧰", strong=True),
            brief=brief("Which job is it?"),
            buttons=((Button(say("I do not know"), payload("jl", "nojob"), icon="➡️"),), (_BACK,)),
        )
    )


async def _words(turn: Turn) -> str | None:
    words = clean(turn.text or "")
    if not words:
        await turn.say(message(Line(say("Please write it with words."), "✏️"), buttons=((_BACK,),)))
        return None
    if len(words) > LONGEST:
        await turn.say(message(Line(say("This is a long text. Please write it shorter."), "✂️"), buttons=((_BACK,),)))
        return None
    return words


@part.step("job")
async def take_job(turn: Turn) -> None:
    """Which job; then when."""
    words = await _words(turn)
    if words is not None:
        await _ask_when(turn, str(turn.draft.get("firm", "")), words)


@part.button("nojob")
async def no_job(turn: Turn, _press: Press) -> None:
    """Without the job's name."""
    if not turn.draft.get("firm"):
        raise BadPressError
    await _ask_when(turn, str(turn.draft["firm"]), "")


async def _ask_when(turn: Turn, firm: str, job: str) -> None:
    await turn.open("jl", "when", {"firm": firm, "job": job})
    words = {
        0: say("Today"),
        1: say("Yesterday"),
        3: say("Three days ago"),
        7: say("One week ago"),
        14: say("Two weeks ago"),
    }
    rows = tuple((Button(words[days], payload("jl", "when", days), icon="📅"),) for days in _AGO)
    await turn.show(
        message(
            Line(say("When did you apply?"), "📅", strong=True),
            brief=brief("When did you apply?"),
            buttons=(*rows, (_BACK,)),
        )
    )


@part.step("when")
async def when_in_words(turn: Turn) -> None:
    """Words where a button is asked for: the question once more."""
    await _ask_when(turn, str(turn.draft.get("firm", "")), str(turn.draft.get("job", "")))


@part.button("when")
async def keep(turn: Turn, press: Press) -> None:
    """Kept, with a word about waiting."""
    days, firm = press.number(0), turn.draft.get("firm")
    if days not in _AGO or not firm or turn.dialogue is None or turn.dialogue.step != "when":
        raise BadPressError
    one = JobApplication(
        participant_id=turn.profile.id,
        firm=str(firm),
        job=str(turn.draft.get("job", "")) or None,
        applied_on=today_of(turn.profile, turn.now) - timedelta(days=days),
        answer=ApplicationAnswer.WAITING,
        created_at=turn.now,
    )
    await turn.store.job_log.add(one)
    await turn.close()
    await _show(turn, one, Line(say("It is written down. Well done."), "👍"))


@part.button("open")
@about_one
async def open_one(turn: Turn, _press: Press, one: JobApplication) -> None:
    """One application and what came of it."""
    await _show(turn, one)


async def _show(turn: Turn, one: JobApplication, *before: Line) -> None:
    icon, answer = ANSWERS[ApplicationAnswer(one.answer)]
    lines = [*before, Line(_title(one), icon, strong=True)]
    lines.append(Line(say("{day}: {answer}", day=Day(one.applied_on), answer=answer), "📅"))
    profile = turn.profile
    if one.answer == ApplicationAnswer.WAITING:
        weeks = waiting_weeks(profile)
        lines += [
            Line(say("Waiting is normal. It says nothing about you."), "💛"),
            Line(say_n("Many firms need {count} week.", "Many firms need {count} weeks.", count=weeks), "⏳"),
            Line(say("You can call and ask from {day}.", day=Day(ask_on(one, profile))), "📞"),
        ]
    elif one.answer == ApplicationAnswer.NO:
        lines.append(Line(say("It is one firm and one job. It says nothing about you."), "💛"))
    buttons = tuple(
        (Button(words, payload("jl", "answer", one.id, state), icon=sign),)
        for state, (sign, words) in ANSWERS.items()
        if state != one.answer
    )
    last = (Button(say("Delete"), payload("jl", "drop", one.id), icon="🗑"), _BACK)
    await turn.show(message(*lines, brief=brief("Waiting is normal."), buttons=(*buttons, last)))


@part.button("answer")
@about_one
async def set_answer(turn: Turn, press: Press, one: JobApplication) -> None:
    """What came of it; good news reaches the specialist at once."""
    answer = press.word(1)
    if answer not in set(ApplicationAnswer):
        raise BadPressError
    is_news = one.answer != answer and answer in {ApplicationAnswer.INTERVIEW, ApplicationAnswer.JOB}
    one.answer = answer
    one.answered_on = None if answer == ApplicationAnswer.WAITING else today_of(turn.profile, turn.now)
    if is_news:
        await _tell(turn, one)
    await _show(turn, one)


async def _tell(turn: Turn, one: JobApplication) -> None:
    profile = turn.profile
    name = profile.person.name
    if one.answer == ApplicationAnswer.JOB:
        text = staff("{name} writes: I got the job. {firm}", name=name, firm=one.firm)
    else:
        text = staff("{name} is asked to an interview: {firm}", name=name, firm=one.firm)
    rows = (
        (Button(staff("New appointment"), payload("as", "for", profile.id), icon="➕"),),
        (Button(staff("Write"), payload("cs", "write", profile.id), icon="💬"),),
    )
    await turn.tell(profile.specialist_id, message(Line(text, ANSWERS[ApplicationAnswer(one.answer)][0]), buttons=rows))


@part.button("drop")
@about_one
async def drop(turn: Turn, _press: Press, one: JobApplication) -> None:
    """Gone for good."""
    await turn.store.job_log.remove(one)
    turn.toast(say("It is deleted."))
    await show_log(turn, 0)


@part.button("file")
async def get_file(turn: Turn, _press: Press) -> None:
    """The log as a file in Norwegian."""
    await turn.say(
        message(
            Line(say("Here is your list. You can send it to somebody."), "📄"),
            attachment=Attachment("export", f"{LOG}:{turn.profile.id}"),
            buttons=((_BACK,),),
        )
    )
