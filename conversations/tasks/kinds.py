"""Kinds of tasks, as far as it matters which one it is."""

from __future__ import annotations

SILENCE, GAP, INVITED = "silence", "gap", "invited"
"""No contact for long; nothing planned; invited and not in yet."""

CARE = (SILENCE, GAP, INVITED)
"""Raised and closed again by the house itself."""

ABOUT_CONTACT = frozenset({SILENCE, GAP, "call", "callback", "callme", "no_answer", "talk", "unreachable"})
"""A call that was answered settles these."""

UNDATED = frozenset(
    {
        *CARE, "no_answer", "talk", "call", "callme", "unclear", "cannot", "another", "consent", "talk_first",
        "unreachable", "reminder_missed", "reminder_too_late", "reminder_unreached", "not_sent", "uncertain",
        "repeated", "help", "letter", "check_in",
    }
)  # fmt: skip
"""These come by themselves: the time by which to look at them is no plan for the participant."""
