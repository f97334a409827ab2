"""What was written and ticked for a disagreement, and not said yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.screening.disagreement import Disagreement

if TYPE_CHECKING:
    from tui.screens.disagreements.screen import DisagreementsScreen


class Drafts:
    """Rationales and ticked questions, each by the id of its record; where there is none, those it ended with.

    Attributes:
        rationales: What was written.
        ticks: The places of the questions that are ticked.
    """

    def __init__(self, screen: DisagreementsScreen) -> None:
        self._screen = screen
        self.rationales: dict[str, str] = {}
        self.ticks: dict[str, tuple[int, ...]] = {}

    @property
    def rationale(self) -> str:
        """The rationale of the disagreement in front."""
        session = self._screen.session
        disagreement = session.current
        if disagreement is None:
            return ""
        resolution = session.resolution(disagreement)
        ended = resolution.rationale if resolution is not None and resolution.verdict else ""
        return self.rationales.get(disagreement.record, ended)

    @property
    def ticked(self) -> tuple[int, ...]:
        """The places of its questions that are ticked."""
        session = self._screen.session
        disagreement = session.current
        if disagreement is None:
            return ()
        resolution = session.resolution(disagreement)
        return self.ticks.get(disagreement.record, resolution.ticked if resolution is not None else ())

    def keep(self, disagreement: Disagreement, rationale: str, ticked: tuple[int, ...]) -> None:
        """Keep what it ended with, once that is taken back."""
        self.rationales[disagreement.record], self.ticks[disagreement.record] = rationale, ticked

    def forget(self, disagreement: Disagreement) -> None:
        """It has been said."""
        self.rationales.pop(disagreement.record, None)
        self.ticks.pop(disagreement.record, None)
