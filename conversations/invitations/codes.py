"""Invitation codes: made, read back from what people type, hashed, and slowed down when guessed."""

from __future__ import annotations

import re
import secrets
import unicodedata
from datetime import timedelta
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, so nobody wonders which of two look-alikes is meant."""

LENGTH = 16
"""Signs of five bits each: 80 bits."""

_GROUP = 4
_LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015\u2212]+")
_LINK = re.compile(r"(?:https?://)?(?:www\.)?t(?:elegram)?\.me/\w+\?start=([\w-]{1,64})", re.IGNORECASE)
_AS_PRINTED = re.compile(r"\w{4}(?:-\w{4}){3}")

_FREE_FAILURES = 3
_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(hours=1)


def new_code() -> str:
    """A fresh code nobody can guess, in groups that are easy to read aloud: `7KQ2-M0XD-9VTB-4HRC`."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(signs[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read_code(text: str) -> str | None:
    """The code in what somebody typed, pasted or opened, without its dashes; None when there is none.

    Small letters, missing or other dashes, O for 0, I or L for 1 and the digits of other scripts are all forgiven, and
    a whole invitation link counts as its code.
    """
    pasted = _LINK.search(text)
    typed = unicodedata.normalize("NFKC", pasted[1] if pasted else text)
    western = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in typed)
    groups = [group for group in _SEPARATORS.split(western.upper().translate(_LOOK_ALIKES)) if group]
    code = "".join(groups)
    if len(code) != LENGTH or any(len(group) % _GROUP for group in groups) or not set(code) <= set(ALPHABET):
        return None
    return code


def looks_printed(text: str) -> bool:
    """Whether the text is a code in the very shape we print it, so that no sentence is taken for one."""
    return _AS_PRINTED.fullmatch(text.strip()) is not None and read_code(text) is not None


def hash_code(code: str) -> str:
    """What is kept of a code that `read_code` gave.

    A plain SHA-256 is enough here: it has to be slow and salted for passwords, which people choose from few, but a
    code is 80 random bits. Whoever steals the table would have to try 2**79 codes for one that expires in days.
    """
    return sha256(code.encode()).hexdigest()


def link(bot_username: str, code: str) -> str:
    """The address that opens the chat with this code."""
    return f"https://t.me/{bot_username}?start={code}"


def wait_after(failures: int) -> timedelta:
    """How long a chat waits after its so-manieth wrong code: three are free, then a minute, doubling to an hour."""
    beyond = failures - _FREE_FAILURES
    if beyond <= 0:
        return timedelta(0)
    return min(_FIRST_WAIT * (1 << min(beyond - 1, 10)), _LONGEST_WAIT)
