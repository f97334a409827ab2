"""Encodings of other scripts: told where the bytes beyond ASCII are evidence enough, and never for Latin scripts."""

from __future__ import annotations

import pytest

from core.formats.guess import guessed_encoding
from tests.core.formats.samples import read_bytes

OTHER = {
    "Russian": (
        "Роль равных консультантов в отделениях: исследование опыта пациентов и работников.",
        "cp1251 koi8-r cp866",
    ),
    "Ukrainian": ("Роль рівних консультантів у відділеннях: якісне дослідження досвіду пацієнтів.", "cp1251"),
    "Greek": ("Ο ρόλος των ομότιμων εργαζομένων στα τμήματα: μια ποιοτική μελέτη της εμπειρίας.", "cp1253"),
    "Hebrew": ("תפקידם של עובדי עמיתים במחלקות פסיכיאטריות: מחקר איכותני של חוויית המטופלים", "cp1255"),
    "Arabic": ("دور العاملين الأقران في أقسام الطب النفسي: دراسة نوعية لتجربة المرضى", "cp1256"),
    "Thai": ("บทบาทของเพื่อนช่วยเพื่อนในหอผู้ป่วย การศึกษาเชิงคุณภาพของประสบการณ์", "cp874"),
    "Japanese": ("精神科病棟におけるピアサポーターの役割：患者と職員の経験に関する質的研究を行った。", "cp932 euc-jp"),
    "Chinese": ("精神科病房中同伴支持者的作用：关于患者和工作人员经验的质性研究。方法采用访谈法，结果分析", "gb18030"),
    "Traditional": ("精神科病房中同儕支持者的作用：關於患者和工作人員經驗的質性研究。方法採用訪談法，結果分析", "big5"),
    "Korean": ("정신과 병동에서 동료지원가의 역할: 환자와 직원의 경험에 관한 질적 연구를 수행하였다.", "cp949"),
}
LATIN = {
    "French": ("L'élève très âgé à l'hôpital, été, façade, naïve, œuvre, « où » ça ?", "cp1252 iso8859-15"),
    "Polish": ("Rola ekspertów przez doświadczenie: żółć gęślą jaźń łódź", "cp1250 iso8859-2"),
    "Czech": ("Příliš žluťoučký kůň úpěl ďábelské ódy", "cp1250"),
    "Turkish": ("Ruh sağlığı kliniklerinde akran çalışanlarının rolü: öğüş", "cp1254"),
    "signs": ("£££££ ©©©©© ±±±±± µµµµµµ ·········· °°°° éééé", "cp1252"),
}


@pytest.mark.parametrize("language", OTHER)
def test_a_file_in_another_script_is_read_and_said(language: str) -> None:
    text, encodings = OTHER[language]
    for encoding in encodings.split():
        result = read_bytes(f"TY  - JOUR\nTI  - {text}\nAB  - We asked, in English.\nER  - \n".encode(encoding))
        assert result.records[0].title == text and result.encoding == encoding
        assert any("guess" in each.message and "--encoding" in each.message for each in result.warnings)


@pytest.mark.parametrize("language", LATIN)
def test_latin_scripts_are_never_taken_for_another(language: str) -> None:
    text, encodings = LATIN[language]
    assert all(guessed_encoding(f"{text}\n".encode(each) * 20) == "" for each in encodings.split())


def test_little_evidence_is_none() -> None:
    assert guessed_encoding("TI  - Роль равных".encode("cp1251")) == ""
    assert guessed_encoding(("AU  - Müller, Jörg\n" * 40).encode("cp1252") + "Роль равных".encode("cp1251")) == ""


@pytest.mark.parametrize("format", ["ris", "csv", "endnote-xml"])
def test_xml_and_tables_too(format: str) -> None:
    text, _ = OTHER["Russian"]
    made = {
        "ris": f"TY  - JOUR\nTI  - {text}\nER  - \n",
        "csv": f"Title;Year\n{text};2020\n",
        "endnote-xml": '<?xml version="1.0" encoding="windows-1251"?><xml><records><record><titles><title>'
        f"{text}</title></titles></record></records></xml>",
    }
    assert read_bytes(made[format].encode("cp1251")).records[0].title == text


def test_marks_and_digits_of_a_script_are_no_letters_of_it_and_latin_ones_neither() -> None:
    text = "的是不了在" + "，。、；：？！１２３４５６７８９０" * 3 + "peer support workers in hospitals"
    assert guessed_encoding(text.encode("gb18030") * 20) == "gb18030"
