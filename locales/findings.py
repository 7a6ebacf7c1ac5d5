"""What a check of the catalogues found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to put right, or with `warning` to look at.

    Attributes:
        language: our language code, or "code" for a fault in the source itself.
        msgid: the English text it is about; empty for a whole catalogue.
        rule: the rule's short name, such as `placeholders`.
        detail: what is wrong, in words.
        warning: whether it only asks for a look and fails nothing.
    """

    language: str
    msgid: str
    rule: str
    detail: str
    warning: bool = False
