"""Two programmes with their people, made up, as most storage tests want them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex

from storage.database import Database
from storage.models import (
    AftercareGoal,
    AftercareKind,
    AftercarePlan,
    AftercareState,
    Answer,
    ApplicationAnswer,
    Appointment,
    BlockedTimeRow,
    ChecklistItemRow,
    Consent,
    DeliveryKind,
    DeliveryState,
    Doer,
    Employer,
    Event,
    EventKind,
    Handover,
    HandoverState,
    ItemState,
    JobApplication,
    JobProposal,
    Letter,
    Media,
    MediaKind,
    MediaState,
    Note,
    NoteAddition,
    NoteVersion,
    Occurrence,
    OwnWords,
    Place,
    Reflection,
    Role,
    TalkMessage,
    Task,
)
from storage.repositories.deliveries import NewDelivery
from storage.repositories.delivery_outcomes import Result
from storage.unit_of_work import UnitOfWork

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
LEASE = NOW + timedelta(minutes=1)
TOMORROW = NOW + timedelta(days=1)


@dataclass(frozen=True)
class Team:
    """A programme and its coordinator."""

    programme_id: int
    coordinator_id: int
    place_id: int
    employer_id: int
    away_id: int
    contact_id: int
    question_id: int


@dataclass(frozen=True)
class Case:
    """A participant and everything there is about them."""

    team: Team
    specialist_id: int
    membership_id: int
    person_id: int
    participant_id: int
    chat_id: int
    blocked_time_id: int
    consent_id: int
    appointment_id: int
    occurrence_id: int
    task_id: int
    delivery_id: int
    checklist_id: int
    item_id: int
    application_id: int
    proposal_id: int
    check_in_id: int
    letter_id: int
    note_id: int
    media_id: int
    event_id: int
    talk_id: int
    reflection_id: int
    plan_id: int
    goal_id: int
    check_id: int

    @property
    def insiders(self) -> set[int]:
        """Who may know of it."""
        return {self.person_id, self.specialist_id, self.team.coordinator_id}

    @property
    def the_two(self) -> set[int]:
        """Who may read what they say to each other."""
        return {self.person_id, self.specialist_id}


@dataclass(frozen=True)
class World:
    """Amina and Samira share a programme but not a specialist; Hodan is in another programme."""

    amina: Case
    samira: Case
    hodan: Case

    @property
    def everybody(self) -> set[int]:
        return self.amina.insiders | self.samira.insiders | self.hodan.insiders


async def make_team(uow: UnitOfWork, name: str, coordinator: str) -> Team:
    programme = await uow.programmes.add(name, "Europe/Oslo", NOW)
    person = await uow.people.add(coordinator, "nb", NOW)
    await uow.people.join_staff(person.id, programme.id, Role.COORDINATOR, NOW)
    place = await uow.places.add(Place(programme_id=programme.id, name={"nb": f"Huset {name}"}, active=True))
    employer = await uow.employers.add(make_employer(programme.id, person.id))
    away = await uow.employers.add(make_employer(programme.id, person.id))
    away.active = False
    await uow.employers.add_contact(employer.id, person.id, on=NOW.date(), kind="visit", now=NOW)
    contact = await uow.employers.last_contact(employer.id)
    assert contact is not None
    question = await uow.employers.ask(contact, person.id, NOW)
    return Team(programme.id, person.id, place.id, employer.id, away.id, contact.id, question.id)


def make_employer(programme_id: int, created_by_id: int) -> Employer:
    return Employer(
        programme_id=programme_id, name="Bakeriet", active=True, created_at=NOW, created_by_id=created_by_id
    )


async def make_case(uow: UnitOfWork, team: Team, name: str, specialist: str, chat_id: int) -> Case:
    helper = await uow.people.add(specialist, "nb", NOW, chat_id + 1)
    membership = await uow.people.join_staff(helper.id, team.programme_id, Role.SPECIALIST, NOW)
    membership.work_phone = "+47 000 00 000"
    person = await uow.people.add(name, "so", NOW, chat_id)
    participant = await uow.participants.add(person.id, team.programme_id, helper.id, NOW)
    participant.status = "active"
    blocked = BlockedTimeRow(
        participant_id=participant.id,
        days="01234",
        starts=NOW.time(),
        ends=LEASE.time(),
        kind="school",
    )
    await uow.participants.add_blocked_time(blocked)
    consent = make_consent(participant.id, helper.id)
    await uow.participants.record_consent(consent)
    appointment = await uow.appointments.add(make_appointment(team, helper.id), [participant.id])
    await uow.appointments.add_occurrences([make_occurrence(appointment.id)])
    (occurrence,) = await uow.appointments.occurrences_of(appointment.id)
    await uow.appointments.keep_answer(
        Answer(occurrence_id=occurrence.id, participant_id=participant.id, answer="coming", answered_at=NOW),
    )
    task = make_task(f"world:{participant.id}", team, helper.id, participant.id)
    await uow.tasks.raise_once(task)
    await uow.dialogues.put(person.id, "settings", "language", {"chosen": "so"}, TOMORROW)
    reply = await uow.deliveries.reply(
        NewDelivery(
            key=f"reply:{participant.id}",
            kind=DeliveryKind.REPLY,
            due=NOW,
            message_key="said",
            person_id=person.id,
            participant_id=participant.id,
        ),
        NOW,
        "w",
        LEASE,
    )
    await uow.queue.record("w", [Result(reply.id, DeliveryState.FAILED, failure="blocked")], NOW)
    checklist = await uow.checklists.add(participant.id, "start", helper.id, NOW, seen_at=None)
    item = make_item(checklist.id, helper.id)
    await uow.checklists.add_item(item)
    await uow.own_words.keep(make_words(participant.id))
    participant.agreed_at = NOW
    application = make_application(participant.id)
    await uow.job_log.add(application)
    proposal = make_proposal(participant.id, helper.id)
    await uow.proposals.add(proposal)
    letter = make_letter(participant.id)
    await uow.letters.add(letter)
    await uow.packs.prepare(appointment.id)
    note = await uow.notes.add(make_note(team.programme_id, helper.id, participant.id))
    await uow.notes.replaced(NoteVersion(note_id=note.id, fields={"words": "før"}, replaced_at=NOW))
    await uow.notes.add_to(NoteAddition(note_id=note.id, author_id=helper.id, words="mer", added_at=NOW))
    media = make_media(team.programme_id, person.id)
    await uow.media.add(media)
    await uow.notes.attach(note.id, media.id)
    event = await uow.events.add(make_event(team.programme_id, participant.id, helper.id))
    await uow.talk.add(make_talk(team, participant.id, helper.id))
    (said,) = await uow.talk.of_participant(participant.id)
    reflection = Reflection(author_id=helper.id, on=NOW.date(), situation="Jeg snakket for mye.")
    await uow.acting(helper.id).reflections.add(reflection)
    plan = await uow.aftercare.add(make_plan(team.programme_id, participant.id, event.id))
    goal = await uow.aftercare.add_goal(make_goal(plan.id))
    await uow.aftercare.add_checks(plan, [("w1", NOW.date())])
    (check,) = await uow.aftercare.checks(plan.id)
    check.asked, check.planned_at = True, NOW
    return Case(
        team=team,
        specialist_id=helper.id,
        membership_id=membership.id,
        person_id=person.id,
        participant_id=participant.id,
        chat_id=chat_id,
        blocked_time_id=blocked.id,
        consent_id=consent.id,
        appointment_id=appointment.id,
        occurrence_id=occurrence.id,
        task_id=(await uow.tasks.open_of(helper.id))[0].id,
        delivery_id=reply.id,
        checklist_id=checklist.id,
        item_id=item.id,
        application_id=application.id,
        proposal_id=proposal.id,
        letter_id=letter.id,
        note_id=note.id,
        media_id=media.id,
        event_id=event.id,
        talk_id=said.id,
        reflection_id=reflection.id,
        plan_id=plan.id,
        goal_id=goal.id,
        check_id=check.id,
        check_in_id=await uow.check_ins.add_once(participant.id, appointment.id, NOW) or 0,
    )


def make_item(checklist_id: int, added_by_id: int) -> ChecklistItemRow:
    return ChecklistItemRow(
        checklist_id=checklist_id,
        words="Kjøpe busskort",
        state=ItemState.DONE,
        done_at=NOW,
        meaning=1,
        doer=Doer.PARTICIPANT,
        added_by_id=added_by_id,
        added_at=NOW,
        nudges=0,
    )


def make_words(participant_id: int) -> OwnWords:
    return OwnWords(
        participant_id=participant_id, topic="goal", words="Waxaan rabaa shaqo", voice=None, language="so", said_at=NOW
    )


def make_application(participant_id: int) -> JobApplication:
    return JobApplication(
        participant_id=participant_id,
        firm="Bakeriet",
        job="Baker",
        applied_on=NOW.date(),
        answer=ApplicationAnswer.WAITING,
        created_at=NOW,
    )


def make_proposal(participant_id: int, specialist_id: int) -> JobProposal:
    return JobProposal(participant_id=participant_id, specialist_id=specialist_id, work="Baker", made_at=NOW)


def make_media(programme_id: int, owner_id: int) -> Media:
    return Media(
        programme_id=programme_id,
        owner_id=owner_id,
        kind=MediaKind.VOICE,
        mime="audio/ogg",
        size=3,
        seconds=1,
        file_id="file-1",
        chat_id=1,
        message_id=1,
        state=MediaState.KEPT,
        stored=token_hex(16),
        made_at=NOW,
    )


def make_letter(participant_id: int) -> Letter:
    return Letter(participant_id=participant_id, picture="photo:1", sent_at=NOW)


def make_note(programme_id: int, author_id: int, participant_id: int | None) -> Note:
    return Note(
        programme_id=programme_id,
        author_id=author_id,
        participant_id=participant_id,
        kind="talk",
        happened_on=NOW.date(),
        steps=[],
        words="Vi snakket",
        state="kept",
        held_only=False,
        sources=[],
        made_at=NOW,
        changed_at=NOW,
        kept_at=NOW,
    )


def make_handover(programme_id: int, participant_id: int, person_id: int) -> Handover:
    return Handover(
        programme_id=programme_id,
        participant_id=participant_id,
        from_id=person_id,
        to_id=person_id,
        by_id=person_id,
        state=HandoverState.OFFERED,
        offered_at=NOW,
    )


def make_event(programme_id: int, participant_id: int, recorded_by_id: int) -> Event:
    return Event(
        programme_id=programme_id,
        participant_id=participant_id,
        kind=EventKind.PLACEMENT_START,
        on=NOW.date(),
        employer_name="Bakeriet",
        review_on=NOW.date(),
        source="tap:1",
        recorded_by_id=recorded_by_id,
        recorded_at=NOW,
    )


def make_plan(programme_id: int, participant_id: int, event_id: int | None) -> AftercarePlan:
    return AftercarePlan(
        programme_id=programme_id,
        participant_id=participant_id,
        event_id=event_id,
        kind=AftercareKind.JOB,
        started_on=NOW.date(),
        ends_on=NOW.date(),
        state=AftercareState.RUNNING,
        employer_declined=False,
        made_at=NOW,
    )


def make_goal(plan_id: int) -> AftercareGoal:
    return AftercareGoal(plan_id=plan_id, heading="duties", goal="Lære kassen", due_on=NOW.date(), made_at=NOW)


def make_talk(
    team: Team, participant_id: int, staff_id: int, update_id: int = 1, *, from_participant: bool = True
) -> TalkMessage:
    return TalkMessage(
        programme_id=team.programme_id,
        participant_id=participant_id,
        from_participant=from_participant,
        staff_id=staff_id,
        kind="text",
        words="Waan daahay",
        language="so",
        said_at=NOW,
        update_id=update_id,
    )


def make_consent(participant_id: int, recorded_by_id: int) -> Consent:
    return Consent(
        participant_id=participant_id,
        language="so",
        text_version="1",
        interpreter=True,
        recorded_by_id=recorded_by_id,
        recorded_at=NOW,
    )


def make_appointment(team: Team, specialist_id: int) -> Appointment:
    return Appointment(
        programme_id=team.programme_id,
        specialist_id=specialist_id,
        kind="meeting",
        place_id=team.place_id,
        starts_local=datetime(2026, 11, 21, 10, 0),  # noqa: DTZ001 (wall-clock)
        timezone="Europe/Oslo",
        length_minutes=60,
        exceptions=[],
        version=1,
        created_at=NOW,
    )


def make_occurrence(appointment_id: int, start: datetime = TOMORROW) -> Occurrence:
    return Occurrence(
        appointment_id=appointment_id,
        slot_local=start.replace(tzinfo=None),
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        made_at=NOW,
    )


def make_task(key: str, team: Team, assignee_id: int, participant_id: int | None = None) -> Task:
    return Task(
        key=key,
        programme_id=team.programme_id,
        assignee_id=assignee_id,
        participant_id=participant_id,
        kind="silent",
        text={"text": "ring"},
        due_at=NOW,
        created_at=NOW,
    )


async def make_world(database: Database) -> World:
    async with database.unit_of_work() as uow:
        east = await make_team(uow, "Øst", "Kari")
        west = await make_team(uow, "Vest", "Nils")
        world = World(
            amina=await make_case(uow, east, "Amina", "Ingrid", 1000),
            samira=await make_case(uow, east, "Samira", "Olav", 2000),
            hodan=await make_case(uow, west, "Hodan", "Berit", 3000),
        )
        await uow.commit()
    return world
