"""The tables. Every relationship is `lazy="raise"`: what a query does not load, nobody loads behind its back."""

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
from storage.models.job_log import ApplicationAnswer, JobApplication, JobProposal, ProposalAnswer, WhyNot
from storage.models.letters import Letter
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
from storage.models.task_offers import TaskOffer

__all__ = [
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
    "DailyRound",
    "Delivery",
    "DeliveryKind",
    "DeliveryState",
    "Dialogue",
    "Doer",
    "InboxEntry",
    "Invitation",
    "ItemState",
    "JobApplication",
    "JobProposal",
    "Letter",
    "Membership",
    "Meta",
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
    "SendBudget",
    "Task",
    "TaskOffer",
    "TaskState",
    "WhyNot",
]
