"""The commands: what each role finds behind the menu sign of the chat, and help in three lines."""

from __future__ import annotations

from collections.abc import Collection

from conversations.home.menu import home_row, part, show_home
from conversations.onboarding.participant import resume
from conversations.press import Press
from conversations.turn import Turn
from locales.message import Line, message
from locales.text import Text, brief, say, staff
from storage.models import Role


def commands_for(roles: Collection[Role]) -> list[tuple[str, Text]]:
    """The commands of somebody with these roles, in order, each with what it does; `say` and `staff` texts mixed.

    Names are Latin and lower case, as the channel asks; only the words beside them are in the reader's language.
    """
    commands = [("menu", say("What you can do"))]
    if Role.PARTICIPANT in roles:
        commands += [
            ("appointments", say("My next appointments")),
            ("lists", say("My lists")),
            ("jobs", say("Jobs I applied for")),
        ]
    if Role.SPECIALIST in roles:
        commands += [
            ("new", staff("New appointment")),
            ("people", staff("My participants")),
            ("tasks", staff("Tasks")),
            ("log", staff("My reflective log")),
        ]
    commands += [("settings", say("Settings")), ("help", say("Help"))]
    if Role.PARTICIPANT in roles:
        commands.append(("stop", say("Stop using Brobygger")))
    return commands


@part.button("home")
async def go_home(turn: Turn, _press: Press) -> None:
    """Back to the menu; what was begun is left."""
    await leave(turn)


@part.command("start")
@part.command("menu")
async def leave(turn: Turn) -> None:
    """Leaves what was begun; somebody who is not in yet goes on with getting in.

    Staff are interrupted all day long: what they had begun waits on its card.
    """
    if turn.memberships and not _is_outside(turn):
        turn.park()
        await show_home(turn)
    else:
        await give_up(turn)


@part.command("cancel")
async def give_up(turn: Turn) -> None:
    """As the menu, and what was begun is thrown away."""
    if _is_outside(turn):
        await resume(turn)
        return
    await turn.close()
    await show_home(turn)


def _is_outside(turn: Turn) -> bool:
    return turn.participant is not None and not turn.is_participant and not turn.memberships


@part.command("help")
async def show_help(turn: Turn) -> None:
    """Says in three lines what one can do here; whatever was begun stays open."""
    if _is_outside(turn):
        await resume(turn)
        return
    if turn.memberships:
        await turn.say(message(*_staff_lines(turn), buttons=(home_row(),)))
        return
    if turn.is_participant:
        name = turn.profile.specialist.name
        await turn.say(
            message(
                Line(say("You see your appointments here."), "📅"),
                Line(say("You can write or speak. {name} gets it.", name=name), "💬"),
                Line(say("You choose. You can stop at any time."), "🟢"),
                brief=brief("Write or speak. {name} gets it.", name=name),
                buttons=(home_row(),),
            ),
        )
        return
    await turn.say(
        message(say("You do not take part now."), say("Do you want to take part? Ask the person who helped you."))
    )


def _staff_lines(turn: Turn) -> list[Line]:
    lines = []
    if turn.is_specialist:
        lines += [
            Line(staff("Write an appointment in one line. It is shown before it is saved."), "✍️"),
            Line(staff("Open a participant to write to them. You see who gets it."), "💬"),
        ]
    if turn.is_coordinator:
        lines.append(Line(staff("You invite specialists and set the hours of the programme."), "🎛"))
    lines.append(Line(staff("The menu shows all you can do."), "🏠"))
    return lines
