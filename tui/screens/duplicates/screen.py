"""Goes through doubtful pairs: two records side by side, one key each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from textual.app import ComposeResult

from core.dedup.decide import MERGES, OF_ONE_STUDY, REVIEWS, VETOES
from core.dedup.pairs import RecordPair
from store.work.own.words import Saying
from tui.adapter.interface import ReviewAdapter
from tui.screens.acts import show_words
from tui.screens.asking import AskingScreen
from tui.screens.duplicates.pair_table import PairTable
from tui.settings.settings import Settings
from tui.text.content import short
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.words.keys import with_undo
from tui.words.phrases import duplicates as phrases
from tui.words.phrases import everywhere
from tui.words.reading.criteria import SPACE, titles
from tui.words.reading.decisions import ALL_READ, contradictions_in_words, nothing_in_front


class DuplicatesScreen(AskingScreen):
    """One doubtful pair after the other.

    The session holds every rule; the screen maps keys to it and paints.
    """

    KIND = "duplicates"

    def __init__(self, adapter: ReviewAdapter, settings: Settings) -> None:
        super().__init__(settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self.session = adapter.pair_session()
        self.reviewer = adapter.reviewer

    def compose(self) -> ComposeResult:
        """The evidence, and the two records beneath it."""
        yield FittingBar(gap="    ", keep=0, style=STRONG, id="top")
        yield ThinLine()
        yield FittingBar(gap="  ", keep=0, id="evidence")
        yield PairTable(id="pair")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the first pair and watch for other windows."""
        self.pager = self.table = self.query_one("#pair", PairTable)
        self.say_place()
        self.set_interval(1.0, self.look_around)

    def paint(self) -> None:
        """Show the session as it is now."""
        session = self.session
        pair = session.current
        self.in_front = () if pair is None else (pair,)
        top = [phrases.TOP]
        if pair is not None:
            top += [everywhere.place_of(session.position + 1, len(session.pairs)), phrases.left(session.left)]
        top.append(phrases.merged_automatically(session.merged))
        self.query_one("#top", FittingBar).show(top)
        evidence = self.query_one("#evidence", FittingBar)
        if pair is None:
            evidence.show([])
            self.table.say(phrases.about_pairs() if session.all_read else phrases.nothing_waits())
        else:
            evidence.show(evidence_parts(pair))
            left, right = (", ".join(session.sources(each)) for each in (pair.a, pair.b))
            self.table.compare(session.record(pair.a), session.record(pair.b), (left, right))
        self.show_status()

    def say_place(self) -> None:
        """Say the place in the list and the verdict on the pair."""
        pair = self.session.current
        if pair is None:
            self.say(ALL_READ if self.session.all_read else "")
        else:
            self.say(phrases.pair_at(self.session.position + 1, self._said(pair)))

    def follow(self) -> str:
        """Take in the verdicts of other windows."""
        return everywhere.from_elsewhere(len(self.session.refresh()), everywhere.VERDICT)

    def _said(self, pair: RecordPair) -> str:
        verdict = self.session.verdict(pair)
        if verdict is not None:
            return phrases.VERDICTS[verdict]
        return phrases.IN_ONE_GROUP if self.session.joined(pair) else phrases.NO_VERDICT

    def _give(self, same: bool) -> None:
        session, pair = self.session, self.session.current
        if pair is None:
            self.say(nothing_in_front(session, phrases.PAIR))
        elif self._overtaken(pair):
            self.say(everywhere.press_again_to_change(self._said(pair)))
        elif session.verdict(pair) is same:
            session.advance()
            self.say(phrases.already(phrases.VERDICTS[same]))
        elif (found := self.saved(session.contradictions) if same else ()) == ():
            self._keep(same)
        elif found:
            title = titles(self._adapter.protocol)
            self.say(contradictions_in_words(found, self.reviewer, title=title))
            words = phrases.MERGE_ALL_THE_SAME
            self.choose(
                everywhere.SURE_QUESTION, {self.keymap["same"][0]: (words, lambda: self._keep(same))}, confirms=True
            )

    def _keep(self, same: bool) -> None:
        pair = self.session.here
        if self._overtaken(pair):
            self.say(everywhere.press_again_to_change(self._said(pair)))
            return
        before = self.session.verdict(pair)
        was = "" if before is None else everywhere.was_now(phrases.VERDICTS[before])
        if self.did_save(lambda: self.session.give(same)):
            study = phrases.of_one_study(pair.a, pair.b) if _of_one_study(pair) and not same else ""
            self._say_done(was + phrases.VERDICTS[same], study)

    def _overtaken(self, pair: RecordPair) -> bool:
        """Whether another window has given a verdict on this pair within the last second."""
        return pair in (self.saved(self.session.refresh) or [])

    def _say_done(self, what: str, then: str = "") -> None:
        self.say(with_undo(what, then) + ("" if self.session.left else phrases.NONE_LEFT))

    def action_same(self) -> None:
        """Say that the two report the same publication."""
        self._give(True)

    def action_not_same(self) -> None:
        """Say that they do not."""
        self._give(False)

    def action_later(self) -> None:
        """Put the pair at the end."""
        if self.session.later():
            self.say(phrases.LATER)
        else:
            self.say(phrases.NO_OTHER_PAIR)

    def action_all_alike(self) -> None:
        """Say of all pairs with this title that they are not the same, after asking."""
        pairs = self.session.alike()
        pair = self.session.current
        if pair is None or len(pairs) < 2:
            self.say(phrases.NO_PAIR_OF_TITLE if pair else phrases.NO_PAIR)
            return
        title = short(clean(self.session.record(pair.a).title), 40)
        key = self.keymap["all_alike"][0]
        self.choose(
            everywhere.SURE_QUESTION, {key: (phrases.part_all(len(pairs)), lambda: self._part(pairs))}, confirms=True
        )
        self.say(phrases.none_the_same(len(pairs), title))

    def _part(self, pairs: list[RecordPair]) -> None:
        self.saved(self.session.refresh)
        if self.session.alike() != pairs:  # another window has given verdicts on some of them since it was asked
            self.action_all_alike()
        elif self.did_save(lambda: self.session.part(pairs)):
            self._say_done(phrases.all_parted(len(pairs)))

    def action_undo(self) -> None:
        """Take back one's own last act: a verdict, or all that were given with one key."""
        undone = self.replayed("undo", self.session.undo)
        if undone is None:
            return
        pair = self.session.current
        if not undone:
            self.say(phrases.NOTHING_TO_TAKE_BACK)
        elif pair is not None and undone == ((pair.a, pair.b),):
            self.say(everywhere.undone(self._said(pair)))
        else:
            self.say(phrases.verdicts_undone(len(undone)))

    # Moving

    def go(self, steps: int) -> None:
        """Go a number of places on or back."""
        self.session.move(steps)
        self.say_place()

    def about(self) -> Sequence[Paragraph]:
        """The rules."""
        return rule_paragraphs(self.session.current)

    def action_acts(self) -> None:
        """List what was said of pairs, to take it back or say it again; the pairs are read anew afterwards."""
        show_words(self, self._adapter, Saying.PAIRS, self._renew)

    def _renew(self) -> None:
        self.session = self._adapter.pair_session()
        self.say_place()

    action_rules = AskingScreen.action_help


def evidence_parts(pair: RecordPair) -> list[str]:
    """The rule and what was found, the most telling first: "title 97", "differ: doi", "agree: volume, pages"."""
    evidence = pair.evidence
    similar = {name: value for name, value in evidence.items() if isinstance(value, int)}
    by_word = {
        word: [name for name in ("doi", "pmid", "volume", "issue", "pages", "years") if evidence.get(name) == word]
        for word in ("differ", "agree")
    }
    years = evidence.get("years", "agree")
    parts = [
        phrases.rule(pair.rule, _of_one_study(pair)),
        *(phrases.alike(name, similar[name]) for name in ("title", "authors") if name in similar),
        phrases.differ(by_word["differ"]) if by_word["differ"] else "",
        phrases.years(years) if years != "agree" else "",
        phrases.journal(similar["journal"]) if "journal" in similar else "",
        phrases.agree(by_word["agree"]) if by_word["agree"] else "",
    ]
    return [clean(part) for part in parts if part]


def _of_one_study(pair: RecordPair | None) -> TypeGuard[RecordPair]:
    """Whether the two seem to be two reports of one study."""
    return pair is not None and pair.rule in OF_ONE_STUDY


def rule_paragraphs(pair: RecordPair | None) -> list[Paragraph]:
    """What the rules mean: the one of the pair first, then all of them."""
    why = {rule.name: rule.why for rule in (*VETOES, *MERGES, *REVIEWS)}
    result = []
    if pair is not None:
        result += [paragraph(phrases.THIS_RULE, STRONG), paragraph(pair.rule)]
        if pair.rule in why:
            result.append(paragraph(why[pair.rule], indent=1))
        result.append(SPACE)
    result += [paragraph(phrases.ABOUT_EVIDENCE)]
    groups = (
        (phrases.NEVER_MERGED, VETOES),
        (phrases.MERGED, MERGES),
        (phrases.SHOWN, REVIEWS),
    )
    for title, rules in groups:
        result += [SPACE, paragraph(title, STRONG)]
        for rule in rules:
            result.append(paragraph(f"{rule.name} — {rule.why}", indent=1))
    return result
