import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dedup.find import find_duplicates
from core.dedup.normalise import Keys
from core.dedup.signature import NAME, Signature, Update, keys_to_store, signature_of
from core.records.record import Author, Record
from tests.core.dedup.test_find import SAMPLE


@given(st.lists(st.integers(0, 2**32 - 1)), st.lists(st.integers(0, 2**32 - 1)))
def test_a_signature_comes_back_from_its_text(blocks, words):
    found = Signature.from_text(Signature(blocks, words).as_text().encode())
    assert (list(found.blocks), list(found.words)) == (blocks, words)


@pytest.mark.parametrize("text", [b"", b"AAA", b"AAAAAAA", b"!"])
def test_what_is_no_signature_is_refused(text):
    with pytest.raises(ValueError):
        Signature.from_text(text)


def test_what_is_stored_holds_keys_and_signature():
    record = Record(id="a", title="Peer support \ud800 in crisis", authors=(Author("Berg", "A"),), doi="10.1000/x")
    stored = keys_to_store(record)
    keys = Keys.from_document("a", stored)
    assert keys.doi == "10.1000/x"
    again = Signature.from_text(str(stored[NAME]).encode())
    assert [list(part) for part in again] == [list(part) for part in signature_of(keys)]
    assert len(again.words) == len(keys.title.split())


@pytest.mark.slow
@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_an_update_finds_what_reading_all_keys_finds(rng, count):
    new = set(rng.sample([key.id for key in SAMPLE], count))
    update = Update([key for key in SAMPLE if key.id in new], [signature_of(key) for key in SAMPLE])
    read = [SAMPLE[place] for place in update.worth_reading()]
    assert {key.id for key in read} >= new
    everything = find_duplicates(SAMPLE, new=new)
    assert find_duplicates(read, new=new, frequency=update.frequency) == everything


def test_an_update_reads_few_of_the_old_records():
    new = [key for key in SAMPLE if key.title][:3]
    update = Update(new, [signature_of(key) for key in SAMPLE])
    assert len(list(update.worth_reading())) < len(SAMPLE) / 5
