"""One turn of a conversation: what came in, who it is from, and what is said in return."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from conversations.composing import DELETE, SAID, Composers
from conversations.discreet.messages import with_exit
from conversations.incoming import Button as Pressed
from conversations.incoming import Incoming
from conversations.programme_settings import ProgrammeSettings
from locales.message import Message, pack_message
from locales.text import Text
from storage.models import (
    Delivery,
    DeliveryKind,
    Dialogue,
    Membership,
    Participant,
    ParticipantStatus,
    Person,
    Programme,
    Role,
)
from storage.repositories.deliveries import NewDelivery
from storage.unit_of_work import UnitOfWork

DIALOGUE_LASTS = timedelta(hours=24)
PARKED = "parked"
"""The step of a dialogue that was left for the menu; no part has one of that name."""


@dataclass(frozen=True)
class Context:
    """What every turn of this process knows.

    Attributes:
        bot_username: for invitation links.
        timezone: the zone of new programmes.
        worker: this process's name on the deliveries it sends itself.
        lease: how long such a delivery is this process's alone, by the machine's clock.
        composers: what planned messages are composed with when they are opened in the chat; the house sets it.
        translates: whether a translation server is set, so that asking for one makes sense.
    """

    bot_username: str
    timezone: str
    worker: str
    lease: timedelta = timedelta(seconds=30)
    composers: Composers | None = None
    translates: bool = False


@dataclass
class Turn:
    """Everything a handler needs; what it says becomes rows in the same transaction.

    `store` reads on behalf of the person. `replies` are the deliveries that the committing process sends at once;
    `answer` is the short note shown over the chat when a button was pressed. `commands_changed` says that
    the person's list of commands is another now, `let_in` holds participants whom this turn let in.
    """

    incoming: Incoming
    now: datetime
    machine_now: datetime
    context: Context
    store: UnitOfWork
    person: Person | None = None
    participant: Participant | None = None
    memberships: tuple[Membership, ...] = ()
    dialogue: Dialogue | None = None
    replies: list[Delivery] = field(default_factory=list)
    answer: Text | None = None
    alarm: bool = False
    notices: int = 0
    commands_changed: bool = False
    let_in: list[Participant] = field(default_factory=list)

    @property
    def me(self) -> Person:
        """The person speaking.

        Raises:
            LookupError: a stranger is speaking; only the parts for anybody are ever given one.
        """
        if self.person is None:
            raise LookupError("a stranger")
        return self.person

    @property
    def profile(self) -> Participant:
        """The participant speaking.

        Raises:
            LookupError: the person is no participant; the router does not let that happen.
        """
        if self.participant is None:
            raise LookupError("no participant")
        return self.participant

    @property
    def is_participant(self) -> bool:
        """Whether the person is a participant who takes part now (a pause included)."""
        here = (ParticipantStatus.ACTIVE, ParticipantStatus.PAUSED)
        return self.participant is not None and self.participant.status in here

    @property
    def is_specialist(self) -> bool:
        """Whether the person is a specialist in any programme."""
        return any(membership.role == Role.SPECIALIST for membership in self.memberships)

    @property
    def is_coordinator(self) -> bool:
        """Whether the person is a coordinator in any programme."""
        return any(membership.role == Role.COORDINATOR for membership in self.memberships)

    def programmes(self, role: Role) -> list[Programme]:
        """The programmes in which the person has this role."""
        return [membership.programme for membership in self.memberships if membership.role == role]

    @property
    def text(self) -> str | None:
        """The words that were typed, if words were typed."""
        return getattr(self.incoming.content, "text", None)

    @property
    def draft(self) -> dict[str, Any]:
        """The open dialogue's draft; empty when none is open."""
        return dict(self.dialogue.draft) if self.dialogue else {}

    async def say(self, message: Message, *, onboarding: bool = False, subject: str | None = None) -> None:
        """Answers in a new bubble."""
        await self._reply("send", message, None, onboarding=onboarding, subject=subject)

    async def show(self, message: Message, *, onboarding: bool = False, subject: str | None = None) -> None:
        """Answers by changing the bubble whose button was pressed; in a new one when nothing was pressed."""
        if isinstance(self.incoming.content, Pressed) and self.incoming.content.message_id and not message.attachment:
            target = self.incoming.content.message_id
            await self._reply("edit", message, target, onboarding=onboarding, subject=subject)
        else:
            await self.say(message, onboarding=onboarding, subject=subject)

    async def show_composed(self, message_key: str, params: dict[str, Any]) -> None:
        """Answers in the pressed bubble with what is composed when it is sent; its words are kept nowhere else."""
        pressed = self.incoming.content
        target = pressed.message_id if isinstance(pressed, Pressed) and pressed.message_id else None
        await self._reply("edit" if target else "send", None, target, onboarding=False, composed=(message_key, params))

    async def take_away(self, message_id: int) -> None:
        """Removes a bubble of the bot's from the person's screen."""
        await self._reply("delete", None, message_id, onboarding=True)

    def toast(self, text: Text, *, alarm: bool = False) -> None:
        """Shows a short note over the chat; as a box to be closed when it must not be missed."""
        self.answer, self.alarm = text, alarm

    async def _reply(
        self,
        action: str,
        message: Message | None,
        target: int | None,
        *,
        onboarding: bool,
        composed: tuple[str, dict[str, Any]] | None = None,
        subject: str | None = None,
    ) -> None:
        if message is not None and self.is_participant and self.profile.discreet:
            message = with_exit(message)
        delivery = NewDelivery(
            key=f"reply:{self.incoming.update_id}:{len(self.replies)}",
            kind=DeliveryKind.REPLY,
            due=self.now,
            message_key=composed[0] if composed else SAID if message else DELETE,
            person_id=self.person.id if self.person else None,
            participant_id=self.participant.id if self.participant else None,
            chat_id=self.incoming.chat_id,
            onboarding=onboarding or self.participant is None or not self.is_participant,
            action=action,
            target_message_id=target,
            params=composed[1] if composed else {} if self.person else {"language": self.incoming.language_code or ""},
            content=pack_message(message) if message else None,
            subject=subject,
        )
        lease_until = self.machine_now + self.context.lease
        self.replies.append(
            await self.store.deliveries.reply(delivery, self.now, self.context.worker, lease_until),
        )

    async def tell(
        self,
        person_id: int,
        message: Message,
        *,
        participant_id: int | None = None,
        onboarding: bool = False,
        subject: str | None = None,
        subject_id: int | None = None,
        subject_version: int | None = None,
        not_after: datetime | None = None,
    ) -> None:
        """Says something to somebody else: a notice, sent by the dispatcher as soon as their quiet hours allow."""
        self.notices += 1
        await self.store.deliveries.plan(
            [
                NewDelivery(
                    key=f"notice:{self.incoming.update_id}:{self.notices}",
                    kind=DeliveryKind.NOTICE,
                    due=self.now,
                    message_key=SAID,
                    person_id=person_id,
                    participant_id=participant_id,
                    onboarding=onboarding,
                    content=pack_message(message),
                    subject=subject,
                    subject_id=subject_id,
                    subject_version=subject_version,
                    not_after=not_after,
                ),
            ],
            self.now,
        )

    async def open(self, flow: str, step: str, draft: dict[str, Any] | None = None) -> None:
        """Opens a dialogue at this step, or moves the open one there, with this draft."""
        expires_at = self.now + DIALOGUE_LASTS
        self.dialogue = await self.store.dialogues.put(self.me.id, flow, step, draft or {}, expires_at)

    async def close(self) -> None:
        """Ends the open dialogue, if there is one."""
        await self.store.dialogues.close(self.me.id)
        self.dialogue = None

    def park(self) -> None:
        """Leaves the open dialogue and keeps it: what is typed goes elsewhere, the buttons of its card still work."""
        if self.dialogue is not None:
            self.dialogue.step = PARKED

    def settings_of(self, participant: Participant) -> ProgrammeSettings:
        """What holds for this participant: the programme's settings with their own on top."""
        return settings_of(participant)

    def local_now(self, timezone: str) -> datetime:
        """The wall-clock time in this zone, without zone."""
        return self.now.astimezone(ZoneInfo(timezone)).replace(tzinfo=None)


def settings_of(participant: Participant) -> ProgrammeSettings:
    """What holds for this participant: the programme's settings with their own choices on top.

    The profile must be loaded with its programme.
    """
    settings = ProgrammeSettings.read(participant.programme.settings).with_overrides(participant.plan)
    quiet: dict[str, Any] = {}
    if participant.quiet_from is not None:
        quiet["quiet_from"] = participant.quiet_from.isoformat("minutes")
    if participant.quiet_to is not None:
        quiet["quiet_to"] = participant.quiet_to.isoformat("minutes")
    return settings.with_overrides(quiet)
