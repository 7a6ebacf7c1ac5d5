"""The tables. Every relationship is `lazy="raise"`: what a query does not load, nobody loads behind its back."""

from storage.models.aftercare import AftercareCheck, AftercareGoal, AftercareKind, AftercarePlan, AftercareState
from storage.models.appointments import Answer, Appointment, Attendee, Occurrence
from storage.models.base import Base
from storage.models.checklists import CheckIn, ChecklistItemRow, ChecklistRow, Doer, ItemState, OwnWords
from storage.models.deliveries import (
    AuditEntry,
    DailyRound,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Dialogue,
    InboxEntry,
    Meta,
    Priority,
    SendBudget,
    Task,
    TaskState,
)
from storage.models.employers import ContactAnswer, ContactKind, Employer, EmployerContact, EmployerQuestion
from storage.models.errands import Errand, ErrandState
from storage.models.events import ContractForm, EndReason, Event, EventGoal, EventKind, Sector
from storage.models.handovers import Handover, HandoverState
from storage.models.job_log import ApplicationAnswer, JobApplication, JobProposal, ProposalAnswer, WhyNot
from storage.models.letters import Letter
from storage.models.media import Media, MediaKind, MediaState, TranscriptState
from storage.models.notes import Note, NoteAddition, NoteMedia, NoteState, NoteVersion
from storage.models.packs import Pack
from storage.models.people import (
    BlockedTimeRow,
    CodeAttempts,
    Consent,
    Invitation,
    Membership,
    Participant,
    ParticipantStatus,
    Person,
    Place,
    Programme,
    Role,
)
from storage.models.reflections import Reflection, ReflectionReminder
from storage.models.talk import TalkMessage
from storage.models.task_offers import TaskOffer

__all__ = [
    "AftercareCheck",
    "AftercareGoal",
    "AftercareKind",
    "AftercarePlan",
    "AftercareState",
    "Answer",
    "ApplicationAnswer",
    "Appointment",
    "Attendee",
    "AuditEntry",
    "Base",
    "BlockedTimeRow",
    "CheckIn",
    "ChecklistItemRow",
    "ChecklistRow",
    "CodeAttempts",
    "Consent",
    "ContactAnswer",
    "ContactKind",
    "ContractForm",
    "DailyRound",
    "Delivery",
    "DeliveryKind",
    "DeliveryState",
    "Dialogue",
    "Doer",
    "Employer",
    "EmployerContact",
    "EmployerQuestion",
    "EndReason",
    "Errand",
    "ErrandState",
    "Event",
    "EventGoal",
    "EventKind",
    "Handover",
    "HandoverState",
    "InboxEntry",
    "Invitation",
    "ItemState",
    "JobApplication",
    "JobProposal",
    "Letter",
    "Media",
    "MediaKind",
    "MediaState",
    "Membership",
    "Meta",
    "Note",
    "NoteAddition",
    "NoteMedia",
    "NoteState",
    "NoteVersion",
    "Occurrence",
    "OwnWords",
    "Pack",
    "Participant",
    "ParticipantStatus",
    "Person",
    "Place",
    "Priority",
    "Programme",
    "ProposalAnswer",
    "Reflection",
    "ReflectionReminder",
    "Role",
    "Sector",
    "SendBudget",
    "TalkMessage",
    "Task",
    "TaskOffer",
    "TaskState",
    "TranscriptState",
    "WhyNot",
]
