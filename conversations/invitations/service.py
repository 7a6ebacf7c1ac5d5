"""The rules of invitations: who is invited to what, which codes open, and what opening one changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from conversations.invitations.codes import hash_code, new_code, read_code, wait_after
from conversations.tasks.service import close_tasks
from storage.models import Invitation, Participant, Person, Role
from storage.unit_of_work import UnitOfWork

STAFF_CODE_LASTS = timedelta(hours=48)
PARTICIPANT_CODE_LASTS = timedelta(days=14)
"""A participant may need time, and help from somebody with a phone."""

_FAILURES_LAST = timedelta(days=1)


@dataclass(frozen=True)
class ParticipantInvited:
    """A participant's profile, and the code that opens it; the code is kept nowhere else."""

    participant: Participant
    code: str


async def invite_staff(
    store: UnitOfWork,
    *,
    role: Role,
    programme_id: int,
    invited_by_id: int | None,
    now: datetime,
) -> str:
    """Makes a code that lets one person onto the programme's staff, for 48 hours.

    The caller has made sure that the inviting person may do so; None is whoever runs the command line.

    Raises:
        ValueError: participants are not staff.
    """
    if role is Role.PARTICIPANT:
        raise ValueError("a participant is invited with invite_participant")
    code = await _keep_code(
        store,
        Invitation(
            role=role,
            programme_id=programme_id,
            invited_by_id=invited_by_id,
            created_at=now,
            expires_at=now + STAFF_CODE_LASTS,
        ),
    )
    await store.audit.note("staff.invited", now, subject="programme", subject_id=programme_id, role=role.value)
    return code


async def invite_participant(
    store: UnitOfWork,
    *,
    name: str,
    programme_id: int,
    specialist_id: int,
    now: datetime,
) -> ParticipantInvited:
    """Makes a profile of this name, helped by this specialist, and a code for it that opens for 14 days."""
    person = await store.people.add(name, "nb", now)
    participant = await store.participants.add(person.id, programme_id, specialist_id, now)
    code = await _keep_code(store, _for_participant(participant, specialist_id, now))
    await store.audit.note("participant.invited", now, participant_id=participant.id)
    return ParticipantInvited(participant, code)


async def invite_again(store: UnitOfWork, participant: Participant, invited_by_id: int, now: datetime) -> str:
    """Makes a new code for a profile that exists, as when a phone changes hands; its unused codes stop working."""
    await store.invitations.revoke_open(participant.id, now)
    code = await _keep_code(store, _for_participant(participant, invited_by_id, now))
    await store.audit.note("participant.invited_again", now, participant_id=participant.id)
    return code


def _for_participant(participant: Participant, invited_by_id: int, now: datetime) -> Invitation:
    return Invitation(
        role=Role.PARTICIPANT,
        programme_id=participant.programme_id,
        participant_id=participant.id,
        invited_by_id=invited_by_id,
        created_at=now,
        expires_at=now + PARTICIPANT_CODE_LASTS,
    )


async def _keep_code(store: UnitOfWork, invitation: Invitation) -> str:
    """Keeps the invitation with the hash of a fresh code; gives the code."""
    code = new_code()
    invitation.code_hash = hash_code(code.replace("-", ""))
    await store.invitations.add(invitation)
    return code


async def may_try(store: UnitOfWork, chat_id: int, now: datetime) -> bool:
    """Whether this chat need not wait before its next code."""
    attempts = await store.invitations.attempts(chat_id)
    return attempts is None or attempts.wait_until <= now


async def note_wrong_code(store: UnitOfWork, chat_id: int, now: datetime) -> None:
    """Counts a wrong code against the chat; what happened a day ago is forgotten."""
    attempts = await store.invitations.attempts(chat_id)
    before = attempts.failures if attempts is not None and attempts.wait_until > now - _FAILURES_LAST else 0
    await store.invitations.note_failure(chat_id, before + 1, now + wait_after(before + 1))


async def find(store: UnitOfWork, text: str) -> Invitation | None:
    """The invitation whose code this text is, in whatever state, locked for this transaction."""
    code = read_code(text)
    return None if code is None else await store.invitations.by_hash(hash_code(code))


def is_open(invitation: Invitation, now: datetime) -> bool:
    """Whether the code still lets somebody in."""
    return invitation.used_at is None and invitation.revoked_at is None and now < invitation.expires_at


async def use_up(store: UnitOfWork, invitation: Invitation, person: Person, chat_id: int, now: datetime) -> None:
    """The code has let this person in and lets nobody in again."""
    invitation.used_at, invitation.used_by_id = now, person.id
    await store.invitations.forget_failures(chat_id)
    await store.flush()


async def take_chat(store: UnitOfWork, person: Person, chat_id: int, now: datetime) -> bool:
    """Gives this chat to the person, away from whoever had it; says whether the person had another one before.

    One person has one chat and one chat is one person's. What is said from now on, reminders that were planned
    earlier included, goes to the new chat; answers that waited for the old one never leave, and the dialogue that
    was open there is closed.
    """
    if person.chat_id == chat_id:
        return False
    holder = await store.people.by_chat(chat_id)
    for one in (holder, person):
        if one is not None and one.chat_id is not None:
            await store.deliveries.suppress_replies(one.id, now, "another chat")
            await store.dialogues.close(one.id)
    await store.people.release_chat(chat_id)
    # Sending and closing the chat raise these tasks; another chat settles them.
    await close_tasks(store, f"unreachable:{person.id}:", now)
    moved = person.chat_id is not None
    person.chat_id, person.reachable = chat_id, True
    await store.flush()
    return moved
