"""From a goal in her own words to the first week at work, in the end told to her specialist: the real bot, end to end.

On both databases, in three languages, one of them written from right to left. One of the three speaks her goal instead
of writing it. `finding_work` and `at_work` tell the chapters, `working_life` knows who presses what.
"""

from __future__ import annotations

import pytest

from storage.models import Delivery, DeliveryKind, DeliveryState, Participant
from tests.story import at_work, finding_work
from tests.story.cast import MORNINGS, Story, Variant
from tests.story.reading import directions, norwegian_part, own_part
from tests.story.way_in import PLACE
from tests.story.working_life import STAFF_ONLY

pytestmark = pytest.mark.process

VARIANTS = (
    Variant("sqlite", "ti", "nb"),
    Variant("sqlite", "ar", "en"),
    Variant("sqlite", "uk", "nb"),
    Variant("postgresql", "ti", "en"),
    Variant("postgresql", "ar", "nb", by_webhook=True),
    Variant("postgresql", "uk", "en"),
)


@pytest.fixture(params=VARIANTS, ids=str)
def variant(request: pytest.FixtureRequest) -> Variant:
    chosen: Variant = request.param
    return chosen


async def every_message_came_once(story: Story) -> None:
    """What was planned for her ended well; each row that was sent is one message, and no two say the same unasked."""
    await story.quiet()
    she = story.participant
    (profile,) = await story.rows(Participant)
    # The specialist's morning message belongs to no chapter but one: whether it is out when the clock jumps is chance.
    rows = [row for row in await story.rows(Delivery) if row.message_key not in MORNINGS]
    assert {row.state for row in rows} <= {DeliveryState.SENT, DeliveryState.SUPERSEDED, DeliveryState.SUPPRESSED}
    assert len({row.key for row in rows}) == len(rows)
    assert not any(row.repeats_id for row in rows)
    mine = [row for row in rows if row.person_id == profile.person_id and row.state == DeliveryState.SENT]
    assert len(await story.sent_to(she)) == sum(row.action == "send" for row in mine)
    unasked = {row.message_id for row in mine if row.action == "send" and row.kind != DeliveryKind.REPLY}
    texts = [shown.text for shown in await she.ever_shown() if shown.id in unasked and not shown.edited]
    assert len(texts) == len(unasked) == len(set(texts))


async def every_message_was_right(story: Story) -> None:
    """Nothing was refused by the strict stand-in, each line runs in its direction, and the rest was never hers."""
    she, lars = story.participant, story.specialist
    calls = [call for call in await she.client.log() if call["chat_id"] == she.id]
    assert [call for call in calls if not call["ok"]] == []
    shown = await she.ever_shown()
    for message in shown:
        assert norwegian_part(message), message.text
        assert directions(own_part(message)) <= {story.reading.right_to_left}, message.text
        assert directions(norwegian_part(message)) <= {False}, message.text
    hers = "\n".join(words for message in shown for words in (message.text, *message.labels()))
    lines = [typed for typed in lars.typed if typed.endswith(f" {PLACE}")]
    assert len(lines) == 2
    for remark in (*STAFF_ONLY, *lines):
        assert any(remark in typed for typed in lars.typed)
        assert remark not in hers
    assert not {message.text for message in await lars.ever_shown()} & {message.text for message in shown}


CHAPTERS = (
    finding_work.her_goal,
    finding_work.a_suggested_list,
    finding_work.a_nudge,
    finding_work.about_me,
    finding_work.two_jobs,
    finding_work.an_application,
    at_work.the_interview,
    at_work.work_begins,
    at_work.the_first_week_is_over,
    at_work.a_letter,
    at_work.the_morning_after,
    every_message_came_once,
    every_message_was_right,
)


async def test_from_goal_to_first_week(story: Story) -> None:
    """All of it, one chapter after the other, as the clock only moves forward."""
    for chapter in CHAPTERS:
        try:
            await chapter(story)
        except BaseException as error:
            error.add_note(f"The story broke off in the chapter “{chapter.__name__}”.")
            raise
