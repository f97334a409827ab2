"""Tells the encoding of text in a script other than Latin, from bytes that are not UTF-8.

Own code: charset-normalizer answers for Latin scripts too, where it is wrong about the commonest case, Windows-1252.
Here words of nothing but bytes beyond ASCII are the evidence, which Latin scripts do not have, and only then one asks
in which encoding those bytes are the letters that the script uses most.
"""

from __future__ import annotations

import re

_RUN = re.compile(rb"[\x80-\xff]{4,}")
_FEWEST = 40
"""Bytes in such runs, below which nothing is said."""
_SHARE = 0.75
"""The share of all bytes beyond ASCII that must stand in such runs."""
_TRAILS = re.compile(rb"[\x80-\xff][\x40-\xff]")
_LONGEST = 1 << 16

# The most frequent letters of a script, and how great their share has to be among all beyond ASCII.
_CYRILLIC = ("оеаинтсрвлкмдпуізяыьбгчй", 0.8)
_GREEK = ("αοιετσνηυρκπλμωςίάόέήδγθύώ", 0.8)
_HEBREW = ("יוהלאמרתבשנדקעפםחט", 0.8)
_ARABIC = ("اليمونرتبةعدسفهكقحجأشص", 0.75)
_THAI = ("านรกอเงมยลวดทสตบปพคห่้ัีิะไแ็์ุู", 0.75)
_SINGLE = {
    "cp1251": _CYRILLIC,
    "koi8-r": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "cp866": _CYRILLIC,
    "cp1253": _GREEK,
    "cp1255": _HEBREW,
    "cp1256": _ARABIC,
    "cp874": _THAI,
}
_KANA = re.compile("[\u3041-\u30fc]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_COMMON_HAN = re.compile(
    "["
    "的一是不了在人有我他这中大来上国和个说们为子你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能好都然没日于起还发成事只"
    "作当想看文无开手用主行方又如前所本见经头面公同已老从动两长研究分析方法结果论目进法与及其对据性病治疗床护理组患健康心理精神影响系统模型"
    "這個說們為會對來時國學過後發現實驗與經體點關係資料護療數統計應間題進種樣從總結臨質量問處"
    "]"
)
# What is common in text of the encoding, and how great its share has to be among all letters beyond ASCII.
_DOUBLE = {
    "cp932": (_KANA, 0.2),
    "euc-jp": (_KANA, 0.2),
    "cp949": (_HANGUL, 0.9),
    "gb18030": (_COMMON_HAN, 0.2),
    "big5": (_COMMON_HAN, 0.2),
}


def guessed_encoding(data: bytes) -> str:
    """The encoding of bytes that are not UTF-8, where they surely are of a script other than Latin; else ""."""
    lines = [line for line in data[:_LONGEST].split(b"\n") if not line.isascii() and not _is_utf8(line)]
    text = b"\n".join(lines)
    beyond = sum(byte > 0x7F for byte in text)
    return _of_single_bytes(text, beyond) or _of_double_bytes(text, beyond)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _of_single_bytes(text: bytes, beyond: int) -> str:
    runs = b" ".join(_RUN.findall(text))
    if len(runs) < _FEWEST or len(runs) < _SHARE * beyond:
        return ""
    best, most = "", 0.0
    for name, (frequent, needed) in _SINGLE.items():
        letters = [each for each in runs.decode(name, "replace") if not each.isascii()]
        share = sum(each in frequent for each in letters) / len(letters)
        if share >= needed and share > most:
            best, most = name, share
    return best


def _of_double_bytes(text: bytes, beyond: int) -> str:
    if beyond < _FEWEST or sum(map(len, _TRAILS.findall(text))) < _SHARE * beyond:
        return ""
    for name, (common, needed) in _DOUBLE.items():
        try:
            read = text.decode(name)
        except UnicodeDecodeError:
            continue
        letters = sum(each.isalpha() and not each.isascii() for each in read)
        if letters and len(common.findall(read)) >= needed * letters:
            return name
    return ""
