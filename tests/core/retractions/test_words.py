from core.records.flags import RETRACTION
from core.records.record import Flag
from core.retractions.words import flag_in_words


def test_the_words():
    assert flag_in_words(Flag("retracted", "title")) == "retracted, says its title"
    assert (
        flag_in_words(Flag("retracted", "type", "Retracted Publication"))
        == "retracted, says its type “Retracted Publication”"
    )
    assert flag_in_words(Flag("corrected", "notice", "Erratum: Peers", "ab")) == "corrected by “Erratum: Peers”"
    assert flag_in_words(Flag(RETRACTION, "notice", "Peers", "ab")) == "retraction notice of “Peers”"
    said = flag_in_words(Flag("retracted", "Retraction Watch", "Fake data", on="2019-05-03"))
    assert said == "retracted on 3 May 2019, says Retraction Watch (Fake data)"
    assert flag_in_words(Flag("retracted", "Retraction Watch")) == "retracted, says Retraction Watch"
    assert flag_in_words(Flag("retracted", "title", on="2019-05-03")) == "retracted on 3 May 2019, says its title"
