"""All parts of the product in one place: what the running program and the tests are built from."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from conversations.aftercare import goals as aftercare_goals
from conversations.aftercare import own as staff_aftercare
from conversations.aftercare import participant as aftercare
from conversations.aftercare import specialist as aftercare_screen
from conversations.aftercare.rounds import plan_aftercare
from conversations.aftercare.service import begin_with, undo_with
from conversations.appointments import agenda, more_pickers, pickers, specialist
from conversations.appointments import participant as participant_appointments
from conversations.appointments.planning import roll_forward
from conversations.appointments.silence import let_go, notice_silence
from conversations.care import coordinator as care
from conversations.care.meetings import note_meetings
from conversations.care.noticing import notice_forgotten, settle
from conversations.check_ins import participant as check_ins
from conversations.checklists import about, agreeing, changing, choosing, goal, nudges, promising, suggesting
from conversations.checklists import participant as checklists
from conversations.checklists import specialist as staff_checklists
from conversations.composing import Composer, Composers
from conversations.consent import specialist as specialist_consent
from conversations.contact import coordinator as coordinator_contact
from conversations.contact import forgetting, reach, so_far, translating, waits_morning
from conversations.contact import participant as participant_contact
from conversations.contact import specialist as specialist_contact
from conversations.contact.keeping import forget_old
from conversations.discreet import participant as discreet
from conversations.employers import access as employers
from conversations.employers import asking, contact, dialogue, register
from conversations.errands.model import ErrandKind
from conversations.events import coordinator as coordinator_events
from conversations.events import details, exporting, history, placements, report_screen
from conversations.events import own as staff_events
from conversations.events import specialist as recording
from conversations.events.service import AFTER, AFTER_UNDO
from conversations.forgetting import forget_shown
from conversations.handover import choosing as handover
from conversations.handover import taking
from conversations.home import commands, menu
from conversations.invitations import newcomer
from conversations.invitations import part as invitations
from conversations.job_log import participant as job_log
from conversations.job_log.service import LOG, log_file
from conversations.job_proposals import participant as job_answers
from conversations.job_proposals import specialist as job_proposals
from conversations.letters import participant as letters
from conversations.letters import specialist as staff_letters
from conversations.media.errands import MEDIA_ERRANDS
from conversations.media.service import ON_TRANSCRIPT
from conversations.morning import specialist as morning
from conversations.notes import enclosures, journal, listing, telling, undoing
from conversations.notes import meant as notes_meant
from conversations.notes import more as notes_more
from conversations.notes import reading as notes_reading
from conversations.notes import specialist as notes
from conversations.notes.service import erase_undone, remember_drafts
from conversations.onboarding import participant as onboarding
from conversations.packs import employer_choice
from conversations.packs import participant as packs
from conversations.packs import specialist as staff_packs
from conversations.part import Part
from conversations.people import coordinator as team
from conversations.people import specialist as people
from conversations.phrase_cards import participant as phrase_cards
from conversations.preferences import pause, quiet, reading, screen, stopping
from conversations.preferences import staff as staff_preferences
from conversations.profile import participant as profile
from conversations.profile.export import PROFILE, profile_file
from conversations.programme import coordinator as coordinator_programme
from conversations.programme import place_dialogue, places
from conversations.reflections import reminding
from conversations.reflections import specialist as reflections
from conversations.reflections.service import LOG as REFLECTIONS
from conversations.reflections.service import reflections_file
from conversations.router import Doors, Router
from conversations.tasks import handing
from conversations.tasks import staff as staff_tasks
from conversations.tasks.moving import keep_held
from conversations.timeline import specialist as timeline
from conversations.turn import Context
from storage.unit_of_work import UnitOfWork

PARTS: tuple[Part, ...] = (
    participant_appointments.part,
    specialist.part,
    agenda.part,
    menu.part,
    participant_contact.part,
    translating.part,
    specialist_contact.part,
    so_far.part,
    coordinator_contact.part,
    discreet.part,
    staff_tasks.part,
    screen.part,
    staff_preferences.part,
    coordinator_programme.part,
    places.part,
    invitations.part,
    onboarding.part,
    specialist_consent.part,
    people.part,
    team.part,
    checklists.part,
    staff_checklists.part,
    morning.part,
    job_log.part,
    check_ins.part,
    letters.part,
    staff_letters.part,
    job_answers.part,
    job_proposals.part,
    notes.part,
    packs.part,
    staff_packs.part,
    phrase_cards.part,
    profile.part,
    employers.part,
    staff_events.part,
    handover.part,
    timeline.part,
    coordinator_events.part,
    care.part,
    reflections.part,
    aftercare.part,
    staff_aftercare.part,
)

# These modules add their buttons and commands to a part when they are imported.
ADDED = (
    pickers,
    more_pickers,
    commands,
    reading,
    quiet,
    pause,
    stopping,
    place_dialogue,
    about,
    agreeing,
    changing,
    choosing,
    goal,
    enclosures,
    journal,
    listing,
    notes_meant,
    notes_more,
    notes_reading,
    telling,
    undoing,
    nudges,
    promising,
    suggesting,
    employer_choice,
    register,
    dialogue,
    contact,
    asking,
    recording,
    details,
    history,
    placements,
    report_screen,
    forgetting,
    waits_morning,
    handing,
    reminding,
    aftercare_screen,
    aftercare_goals,
    taking,
)

ON_TRANSCRIPT.append(enclosures.tell_of_transcript)
AFTER.append(begin_with)
AFTER_UNDO.append(undo_with)

Job = Callable[[UnitOfWork, datetime], Awaitable[None]]

JOBS: dict[str, Job] = {
    "roll appointments forward": roll_forward,
    "notice missing answers": notice_silence,
    "let go of past appointments": let_go,
    "note meetings": note_meetings,
    "keep tasks in somebody's hands": keep_held,
    "take back what is settled": settle,
    "notice who may be forgotten": notice_forgotten,
    "plan nudges": nudges.plan_nudges,
    "plan mornings": morning.plan_mornings,
    "plan check-ins": check_ins.plan_check_ins,
    "plan aftercare": plan_aftercare,
    "erase undone notes": erase_undone,
    "remember unfinished notes": remember_drafts,
    "plan reminders of logs": reminding.plan_reminders,
    "forget what was shown": forget_shown,
    "forget pictures of letters": staff_letters.forget_pictures,
    "plan reviews of placements": placements.plan_reviews,
    "forget old talk": forget_old,
    "tell coordinators what waits": waits_morning.plan_waits,
}
"""What is done again and again, whatever comes in; each in a transaction of its own."""


Export = Callable[[UnitOfWork, int, datetime], Awaitable[tuple[str, str | bytes] | None]]

EXPORTS: dict[str, Export] = {
    LOG: log_file,
    PROFILE: profile_file,
    REFLECTIONS: reflections_file,
    journal.JOURNAL: journal.note_file,
    **{f"{journal.JOURNAL}-{days}": partial(journal.period_file, days=days) for days in journal.PERIODS},
    exporting.ONE_CSV: exporting.one_as_csv,
    exporting.ONE_XLSX: exporting.one_as_xlsx,
    exporting.ALL_CSV: exporting.all_as_csv,
    exporting.ALL_XLSX: exporting.all_as_xlsx,
}
"""What somebody can take along as a file: its name and its text or bytes, of the participant or programme of this id.

Whether they may have it is asked where the button is pressed. The reflective log is the person's of this id, who is the
one it is sent to.
"""


ERRANDS: dict[str, ErrandKind] = {**MEDIA_ERRANDS, **translating.TALK_ERRANDS}
"""What is done on other servers after a commit, by the kind a feature asks for."""


_home = partial(newcomer.welcome_in, home=menu.show_home)

DOORS = Doors(
    redeem=partial(newcomer.redeem, home=menu.show_home),
    stranger=partial(newcomer.greet_stranger, home=menu.show_home),
    onboarding=partial(newcomer.hear_text, otherwise=onboarding.resume, home=menu.show_home),
    home=partial(newcomer.hear_text, otherwise=_home, home=menu.show_home),
    participant_text=partial(newcomer.hear_text, otherwise=participant_contact.talk, home=menu.show_home),
    specialist_text=partial(newcomer.hear_text, otherwise=specialist.from_line, home=menu.show_home),
    came_back=reach.came_back,
    went_away=reach.went_away,
)


def build_composers() -> Composers:
    """Everything that is composed when it is sent."""
    by_key: dict[str, Composer] = {}
    for part in PARTS:
        by_key |= part.composers
    return Composers(by_key)


def build_router(context: Context) -> Router:
    """The router over all parts."""
    return Router(PARTS, DOORS, replace(context, composers=build_composers()))
