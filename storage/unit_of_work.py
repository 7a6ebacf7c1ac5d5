"""A unit of work: one transaction and the repositories in it. Only the edge of the program commits."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from storage.repositories.aftercare import AftercareRepository
from storage.repositories.appointments import AppointmentRepository
from storage.repositories.care import CareRepository
from storage.repositories.chat_state import DialogueRepository, InboxRepository, RoundRepository
from storage.repositories.check_ins import CheckInRepository
from storage.repositories.checklists import ChecklistRepository, OwnWordsRepository
from storage.repositories.deliveries import DeliveryRepository
from storage.repositories.delivery_queue import DeliveryQueue
from storage.repositories.employers import EmployerRepository
from storage.repositories.errands import ASKED, ErrandRepository
from storage.repositories.events import EventRepository
from storage.repositories.follow_up import AuditRepository, TaskRepository
from storage.repositories.handovers import HandoverRepository
from storage.repositories.invitations import InvitationRepository
from storage.repositories.job_log import JobLogRepository, ProposalRepository
from storage.repositories.letters import LetterRepository
from storage.repositories.media import MediaRepository
from storage.repositories.meta import MetaRepository
from storage.repositories.notes import NoteRepository
from storage.repositories.packs import PackRepository
from storage.repositories.participants import ParticipantRepository
from storage.repositories.people import PersonRepository
from storage.repositories.programmes import PlaceRepository, ProgrammeRepository
from storage.repositories.reflections import ReflectionRepository
from storage.repositories.reports import ReportRepository
from storage.repositories.send_budget import SendBudgetRepository
from storage.repositories.talk import TalkRepository
from storage.repositories.task_offers import TaskOfferRepository
from storage.repositories.timeline import TimelineRepository
from storage.visibility import SYSTEM, Scope


class UnitOfWork:
    """The repositories of one transaction, reading on behalf of `scope`.

    `acting(person_id)` gives the same transaction on behalf of somebody else, as when the person of an update is
    known at last. `commit` belongs to the edge: a feature never calls it.
    """

    def __init__(self, session: AsyncSession, scope: Scope = SYSTEM) -> None:
        self._session = session
        self.scope = scope
        self.programmes = ProgrammeRepository(session, scope)
        self.people = PersonRepository(session, scope)
        self.participants = ParticipantRepository(session, scope)
        self.places = PlaceRepository(session, scope)
        self.invitations = InvitationRepository(session, scope)
        self.aftercare = AftercareRepository(session, scope)
        self.appointments = AppointmentRepository(session, scope)
        self.check_ins = CheckInRepository(session, scope)
        self.checklists = ChecklistRepository(session, scope)
        self.job_log = JobLogRepository(session, scope)
        self.proposals = ProposalRepository(session, scope)
        self.letters = LetterRepository(session, scope)
        self.notes = NoteRepository(session, scope)
        self.packs = PackRepository(session, scope)
        self.media = MediaRepository(session, scope)
        self.employers = EmployerRepository(session, scope)
        self.events = EventRepository(session, scope)
        self.handovers = HandoverRepository(session, scope)
        self.reports = ReportRepository(session, scope)
        self.own_words = OwnWordsRepository(session, scope)
        self.deliveries = DeliveryRepository(session, scope)
        self.queue = DeliveryQueue(session, scope)
        self.errands = ErrandRepository(session, scope)
        self.budget = SendBudgetRepository(session, scope)
        self.dialogues = DialogueRepository(session, scope)
        self.inbox = InboxRepository(session, scope)
        self.rounds = RoundRepository(session, scope)
        self.talk = TalkRepository(session, scope)
        self.timeline = TimelineRepository(session, scope)
        self.tasks = TaskRepository(session, scope)
        self.task_offers = TaskOfferRepository(session, scope)
        self.care = CareRepository(session, scope)
        self.reflections = ReflectionRepository(session, scope)
        self.audit = AuditRepository(session, scope)
        self.meta = MetaRepository(session, scope)

    def acting(self, person_id: int) -> UnitOfWork:
        """The same transaction, seen through this person's eyes."""
        return UnitOfWork(self._session, Scope(person_id))

    def as_system(self) -> UnitOfWork:
        """The same transaction without anybody's limits, for what follows from an act but is not the actor's to see."""
        return UnitOfWork(self._session, SYSTEM)

    @property
    def errand_asked(self) -> bool:
        """Whether an errand was asked for in this transaction."""
        return bool(self._session.info.get(ASKED))

    @property
    def has_planned(self) -> bool:
        """Whether anything was planned in this transaction that another part of the program has to send."""
        return self.deliveries.has_planned

    async def flush(self) -> None:
        """Writes what is pending, so that later statements of the transaction see it."""
        await self._session.flush()

    async def commit(self) -> None:
        """Makes it all true, at once."""
        await self._session.commit()
