"""The library: every file here that has a `CHECKLIST` is one. A new checklist is a new file."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from conversations.checklists.model import Checklist, Item

_LATER = 99


@lru_cache(maxsize=1)
def library() -> dict[str, Checklist]:
    """All checklists by code, in the order of the steps; those that fit any step come last."""
    modules = (import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__))
    found: list[Checklist] = [module.CHECKLIST for module in modules]
    found.sort(key=lambda checklist: (checklist.step.value or _LATER, checklist.order, checklist.code))
    return {checklist.code: checklist for checklist in found}


def library_item(checklist_code: str | None, item_code: str | None) -> Item | None:
    """An item of the library; None for her own items, and for what the library has no more."""
    checklist = library().get(checklist_code or "")
    return checklist.item(item_code) if checklist is not None and item_code is not None else None
