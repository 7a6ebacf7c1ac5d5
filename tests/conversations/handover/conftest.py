from __future__ import annotations

from dataclasses import replace

import pytest

from storage.models import Delivery, Person
from tests.conversations.home.scene import Scene, scene
from tests.conversations.stage import Stage

__all__ = ["plain_screens", "scene"]

ISOLATES = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


class PlainStage(Stage):
    """A stage on which names are read without the invisible signs around them."""

    def _put_on_screen(self, row: Delivery, person: Person | None, content: object) -> None:
        super()._put_on_screen(row, person, content)
        for screen in self.screens.values():
            for bubble in screen:
                shown = bubble.rendered
                rows = tuple(
                    tuple(button._replace(label=button.label.translate(ISOLATES)) for button in line)
                    for line in shown.rows
                )
                bubble.rendered = replace(shown, text=shown.text.translate(ISOLATES), rows=rows)


@pytest.fixture(autouse=True)
def plain_screens(scene: Scene) -> None:
    scene.stage = PlainStage(scene.stage.database, scene.stage.clock)
