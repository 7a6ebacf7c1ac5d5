from __future__ import annotations

from tests.conversations.home.scene import scene

__all__ = ["scene"]
