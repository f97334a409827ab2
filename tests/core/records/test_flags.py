import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from core.records import flags
from core.records.flags import CONCERN, CORRECTION, RETRACTION, own_flags
from core.records.record import Flag, RawField, Record


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("RETRACTED: Peer workers in wards", "retracted"),
        ("Retracted article: Peer workers in wards", "retracted"),
        ("[Retracted] Peer workers in wards", "retracted"),
        ("RETRACTED ARTICLE. Peer workers in wards", "retracted"),
        ("Editors’ expression of concern: Peer workers in wards", CONCERN),
        ("Peer workers in wards (Retracted article. See vol. 20, pg. 5, 2019)", "retracted"),
        ("WITHDRAWN: Interventions for relapse", "retracted"),
        (f"{'Peer workers in wards ' * 5}(Retracted article. See vol. 20, pg. 5, 2019)", "retracted"),
        (f"{'Peer workers in wards ' * 5}[withdrawn]", "retracted"),
        (f"{'Peer workers in wards ' * 5}and consent retracted", ""),
        ("Retraction: Peer workers in wards", RETRACTION),
        ("Retraction Note to: Peer workers in wards", RETRACTION),
        ("Notice of Retraction: Peer workers in wards", RETRACTION),
        ("Expression of Concern: Peer workers in wards", CONCERN),
        ("Editorial expression of concern on peer workers", CONCERN),
        ("Erratum to “Peer workers in wards”", CORRECTION),
        ("[Erratum] Peer workers in wards", CORRECTION),
        ("Publisher Correction: Peer workers in wards", CORRECTION),
        ("Author's correction: Peer workers in wards", CORRECTION),
        ("Corrigendum", CORRECTION),
        ("Erratum zu: Peers auf Station", CORRECTION),
        ("Berichtigung zum Beitrag Peers auf Station", CORRECTION),
        ("Korrektur: Peers auf Station", CORRECTION),
        ("Rectificatif à « Les pairs »", CORRECTION),
        ("Fe de erratas: Pares en la sala", CORRECTION),
        ("Corrección: Pares en la sala", CORRECTION),
        ("Correção: Pares na enfermaria", CORRECTION),
        ("Errata corrige: Pari in reparto", CORRECTION),
        ("Rétractation : Les pairs", RETRACTION),
        ("Nota de retractación: Pares en la sala", RETRACTION),
        ("Retratação: Pares na enfermaria", RETRACTION),
        ("Widerruf: Peers auf Station", RETRACTION),
        ("Zurückgezogen: Peers auf Station", "retracted"),
        ("Artigo retratado: Pares na enfermaria", "retracted"),
        ("Correction au laser de la myopie", ""),
        ("Korrektur der Skoliose bei Kindern", ""),
        ("Corrección de la escoliosis", ""),
        ("Zurückgezogenheit im Alter", ""),
        ("Retracted articles in nursing: a review", ""),
        ("Retraction of consent in psychiatric wards", ""),
        ("Withdrawn: the life of young people at home", ""),
        ("Correction of refractive errors in children", ""),
        ("Withdrawal from antidepressants: peer accounts", ""),
        ("Carers’ expressions of concern", ""),
    ],
)
def test_what_a_title_says_of_its_record(title, what):
    assert [each.what for each in own_flags(Record(title=title))] == ([what] if what else [])


@pytest.mark.parametrize(
    ("value", "what"),
    [
        ("Retracted Publication", "retracted"),
        ("Article; Retracted Publication", "retracted"),
        ("Retraction of Publication", RETRACTION),
        ("Published Erratum", CORRECTION),
        ("Correction, Addition", CORRECTION),
        ("Expression of Concern", CONCERN),
        ("Journal Article", ""),
        ("Corrections", ""),
    ],
)
def test_what_its_types_say(value, what):
    flags = own_flags(Record(title="Peer workers", types=(RawField("PT", value),)))
    assert flags == ((Flag(what, "type", value),) if what else ())


SIGNS = st.sampled_from(
    ["retract", "RETRACT", "Withdrawn", "correç", "CORREÇ", "Исправ", "ERRATUM", "errat", "ſ", "İ", "K", "con", "cern"]
)


@example("richtigſtell")
@given(st.lists(SIGNS | st.text(max_size=3), max_size=4).map("".join))
def test_a_sign_is_found_in_letters_of_either_case(text):
    assert flags._has_sign(text) == bool(re.search(flags._SIGNS, text, re.IGNORECASE))


def test_brackets_far_behind_count_and_a_word_there_does_not():
    behind = "Peer workers in wards, and what became of them in the end of it all"
    assert own_flags(Record(title=f"{behind} [retracted]")) and not own_flags(Record(title=f"{behind}: Erratum"))


TITLES = (
    """
Retracted: x|RETRACTED ARTICLE: x|[Retracted paper] x|Retracted x|WITHDRAWN: x|Withdrawn: x|x (retracted)
x [withdrawn article]|x (Retracted, 2019)|Zurückgezogen: x|Artículo retractado: x|Artigo retratado] x
Article rétracté: x|Retirado: x|Retraction|Retraction: x|Retraction of x|Retraction notice x
Notice of retraction: x|Notice of withdrawal x|Withdrawal to x|Withdrawal symptoms|Publisher's retraction: x
Author’s withdrawal note x|Rétractation: x|Nota de retractación: x|Aviso de retratação: x
Avis de rétractation: x|Widerruf: x|Zurückziehung zur x|Ritrattazione: x|Expression of concern
Editorial expression of concern: x|Notice of editorial concern|An expression of concern|Erratum
Errata corrige: x|Erratum à x|Erratum to: x|Errata al x|Corrigendum: x|Corrigenda|Addendum to x|Addenda x
Korrigendum: x|Berichtigung zu x|Berichtigungen|Richtigstellung: x|Rectificatif: x|Fe de erratas|Correction
Corrections to x|Correction of vision|Korrektur: x|Korrekturen zum x|Rectification: x|Rectificación: x
Retificação: x|Rettifica: x|Correzione: x|Corrección: x|Correcciones|Correção: x|Correções: x|Corregido: x
Исправление: x|Поправка: x|Author correction: x|Editor: correction: x|(Correction) x|x: a correction
Corrected proofs|Retracted publications: a study|On retraction
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
TYPES = ("Retracted Publication", "Withdrawn", "Retraction of Publication", "Withdrawal Notice",
"Expression of Concern",
         "Published Erratum", "Correction, Addition", "Addendum", "Journal Article; Erratum", "Article|Retraction",
         "x, Corrigendum",
         "Retraction Notices", "Journal Article", "Erratum/Correction", "Retracted paper", " retracted ")  # fmt: skip


def test_what_each_title_and_type_says(snapshot: SnapshotAssertion) -> None:
    said = [(title, own_flags(Record(title=title))) for title in TITLES]
    said += [(value, own_flags(Record(types=(RawField("PT", value),)))) for value in TYPES]
    assert (
        "\n".join(f"{text}: {', '.join(f'{each.what} by {each.said_by}' for each in flags)}" for text, flags in said)
        == snapshot
    )


def test_what_is_said_twice_is_one_flag_and_far_on_nothing_is_said_but_in_brackets() -> None:
    twice = Record(title="Erratum: x", types=(RawField("PT", "Erratum"), RawField("PT", "Retracted Publication")))
    assert [(each.what, each.said_by) for each in own_flags(twice)] == [
        ("correction notice", "title"),
        ("retracted", "type"),
    ]
    both = Record(title="Retracted: x", types=(RawField("PT", "Retracted Publication"),))
    assert own_flags(both) == (Flag("retracted", "title"),)
    long = "x" * 60
    assert own_flags(Record(title=f"{long} (retracted)")) and not own_flags(Record(title=f"{long} retracted: x"))
    words = "Notice of editorial concern"
    assert [bool(own_flags(Record(title=f"{' ' * (60 + more - len(words))}{words}"))) for more in (0, 1)] == [
        True,
        False,
    ]
    assert own_flags(Record()) == ()
