"""What was merged or parted since the opening, in words."""

from core.agreement.readers import ReaderAgreement, regrouped_sentence


def test_what_was_regrouped() -> None:
    assert regrouped_sentence(["a"]) == (
        "1 record was merged with others or parted from them after the opening, and the figures are on the records as "
        "they were then: a"
    )
    assert regrouped_sentence(["a", "b"], "study").startswith("2 studies were merged") and regrouped_sentence(
        ["a", "b"]
    ).endswith("then: a, b")


def test_what_is_not_said_is_nothing() -> None:
    bare = ReaderAgreement(stage="s", raters=("A", "B"), maybe_rule="include", result=None)
    assert (bare.complete, bare.owed, bare.cells, bare.beyond_sample, bare.regrouped, bare.note) == (
        False,
        0,
        {},
        0,
        (),
        "",
    )
    assert bare.reasons is bare.pilot is bare.after_opening is None
