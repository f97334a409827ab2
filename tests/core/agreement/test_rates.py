"""How often each reader includes, and says the same as the others."""

from core.agreement import ReaderRates, reader_rates_of


def test_each_reader_is_compared_with_all_others_who_read_the_same() -> None:
    words = {
        "A": {"1": "include", "2": "exclude", "3": "include"},
        "B": {"1": "include", "2": "include"},
        "C": {"2": "exclude", "9": "maybe"},
        "D": {},
    }
    a, b, c, d = reader_rates_of(words)
    assert a == ReaderRates(reviewer="A", n=3, included=2, compared=3, same=2)
    assert (b.n, b.included, b.compared, b.same) == (2, 2, 3, 1)
    assert (c.n, c.included, c.compared, c.same) == (2, 0, 2, 1)
    assert a.include_rate == 2 / 3
    assert a.agreement_with_others == 2 / 3
    assert (d.include_rate, d.agreement_with_others) == (None, None)
