from core.ranking.second_look import Suspicion
from core.ranking.second_look_session import SecondLookSession
from core.screening.decision import SECOND_LOOK, Decision, Verdict
from tests.tui.fake import PROTOCOL, FakeDecisionStore, identify

STAGE = PROTOCOL.stage("title-abstract")
IDS = [identify(number) for number in range(45)]


def session(store: FakeDecisionStore) -> SecondLookSession:
    listed = [Suspicion(each, ("peer",), IDS[0]) for each in IDS]
    first = {each: Decision(record=each, verdict=Verdict.EXCLUDE) for each in IDS}
    return SecondLookSession(STAGE, "KBAA", listed, first, store)


def test_blocks_of_twenty_and_the_last_has_the_rest() -> None:
    found = session(FakeDecisionStore())
    assert (found.blocks, found.block, len(found.view)) == (3, 0, 20)
    sizes = []
    while found.next_block() and len(sizes) < 4:
        sizes.append(len(found.view))
        while not found.all_read:
            found.decide(Verdict.EXCLUDE)
    assert sizes == [20, 20, 5]
    assert (found.progress.decided, found.changed) == (45, 0)


def test_it_goes_on_where_it_was_left() -> None:
    store = FakeDecisionStore()
    before = session(store)
    for _ in range(21):
        before.decide(Verdict.INCLUDE)
        if before.all_read:
            before.next_block()
    after = session(store)
    assert (after.block, after.current, after.changed, after.read_in_block) == (1, IDS[21], 21, 1)
    assert {each.order for each in store.decisions.values()} == {SECOND_LOOK}


def test_a_block_begins_at_the_first_that_waits_there() -> None:
    store = FakeDecisionStore()
    before = session(store)
    for _ in range(22):
        before.decide(Verdict.EXCLUDE)
        if before.all_read:
            before.next_block()
    for each in IDS[:20]:
        del store.decisions[each]
    after = session(store)
    assert (after.block, after.current) == (0, IDS[0])
    while not after.all_read:
        after.decide(Verdict.EXCLUDE)
    assert after.next_block() and (after.block, after.current) == (1, IDS[22])


def test_what_is_taken_back_comes_back_into_view_from_another_block() -> None:
    found = session(FakeDecisionStore())
    while not found.all_read:
        found.decide(Verdict.EXCLUDE)
    found.next_block()
    found.undo()
    assert (found.block, found.current) == (0, IDS[19])
