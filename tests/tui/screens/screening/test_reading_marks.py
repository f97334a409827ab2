from __future__ import annotations

from core.protocol.values import Concept
from core.records.record import Record
from core.strategy.found.concepts import Blocks
from core.strategy.read import read_strategy
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import text
from tests.tui.screens.screening.test_screen import opened
from tests.tui.test_nasty import NASTY


async def test_the_blocks_of_the_search_are_marked_in_turn_with_the_words() -> None:
    strategy = read_strategy(
        "1. (peer adj support*).ti,ab.\n2. or/1\n3. co-creat*.ti,ab.\n4. or/3\n5. 2 and 4\n", "Ovid"
    )
    concepts = [Concept(label="[red]peers", lines=(1,)), Concept(label="making", lines=(3,))]
    workplace = MemoryReviewAdapter(
        1, records=[Record(title="Peer support", abstract=f"Co-creation and housing. {NASTY}")]
    )
    workplace.blocks = Blocks(strategy, concepts)
    async with opened(workplace) as (pilot, _screen):
        await pilot.press("h")
        shown = text(pilot.app)
        assert "¹Peer support¹" in shown and "²Co-creation²" in shown and "‹housing›" not in shown
        assert "¹[red]peers, ²making" in shown
        await pilot.press("h")
        assert "²Co-creation²" in text(pilot.app) and "‹housing›" in text(pilot.app)
        await pilot.press("h")
        assert "²" not in text(pilot.app) and "‹" not in text(pilot.app)
        await pilot.press("h")
        assert "²" not in text(pilot.app) and "‹housing›" in text(pilot.app)
