"""Large RIS files in four vendors' dialects, of made-up words: no two records alike, 2.6 kB each on average."""

from __future__ import annotations

import random
from pathlib import Path


def write_export(path: Path, count: int, seed: int = 1) -> None:
    """Write `count` records, one at a time."""
    words = Words(seed)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            dialect = words.random.choice([_ebsco, _scopus, _ovid, _wos])
            stream.write("\n".join([*dialect(words, number), "ER  - ", "", ""]))


class Words:
    """What records are made of."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = sorted({self._word() for _ in range(9_000)})
        self.families = [word.capitalize() for word in self.random.sample(self.words, 4_000)]
        self.journals = [self.phrase(3).title() for _ in range(600)]
        self.keywords = [self.phrase(self.random.choice([1, 1, 2, 3])) for _ in range(4_000)]

    def _word(self) -> str:
        letters = "aeiou", "bcdfghklmnprstvz"
        return "".join(self.random.choice(letters[place % 2]) for place in range(self.random.randint(2, 10)))

    def phrase(self, words: int) -> str:
        return " ".join(self.random.choices(self.words, k=words))

    def prose(self, words: int) -> str:
        text = ", ".join(self.phrase(9) for _ in range(words // 9)).capitalize()
        # Quotation marks and dashes as publishers have them, in half of the texts.
        return f"{text} – “{self.phrase(4)}” (p < 0.05)." if self.random.random() < 0.5 else f"{text}."

    def author(self) -> str:
        initials = self.random.choices("ABCDEFGHIJKLM", k=self.random.randint(1, 2))
        return f"{self.random.choice(self.families)}, {'. '.join(initials)}."

    def journal(self) -> str:
        return self.random.choice(self.journals)


def _common(words: Words, number: int, title: str, author: str, abstract: str) -> list[str]:
    return [
        "TY  - JOUR",
        f"{title}  - {words.phrase(12).capitalize()}",
        *(f"{author}  - {words.author()}" for _ in range(words.random.randint(1, 8))),
        *(f"KW  - {words.random.choice(words.keywords)}" for _ in range(words.random.randint(4, 10))),
        f"{abstract}  - {words.prose(210)}",
        f"VL  - {words.random.randint(1, 90)}",
        f"IS  - {number % 12 + 1}",
        f"SP  - {number % 900}",
        f"EP  - {number % 900 + 9}",
        f"SN  - {number % 600 + 10_000_000}",
    ]


def _year(number: int) -> int:
    return 1990 + number % 35


def _ebsco(words: Words, number: int) -> list[str]:
    journal = words.journal()
    return [
        *_common(words, number, "T1", "AU", "AB"),
        f"JO  - {journal}",
        f"JF  - {journal}",
        f"Y1  - {_year(number)}/05/01/",
        "M3  - Article",
        f"DO  - 10.1000/e{number}",
        f"N1  - Accession Number: {number}; {words.author()} 1; Issue Info: May; {words.phrase(40)}; "
        "Document Type: Article",
        f"AB  - Copyright of {journal} is the property of {words.phrase(2)} and its content may not be copied. "
        f"{words.phrase(40)} for the full abstract. (Copyright applies to all Abstracts.)",
        f"UR  - https://search.example.org/login.aspx?direct=true&db=x&AN={number}",
        "DP  - EBSCOhost",
    ]


def _scopus(words: Words, number: int) -> list[str]:
    return [
        *_common(words, number, "TI", "AU", "AB"),
        f"T2  - {words.journal()}",
        *(f"AD  - {words.phrase(14)}" for _ in range(4)),
        f"PY  - {_year(number)}",
        f"DO  - 10.1000/s{number}",
        "N1  - Cited By :3",
        "N1  - Export Date: 1 May 2024",
        "M3  - Review",
        "DB  - Scopus",
        "LA  - English",
        f"UR  - https://www.example.com/inward/record.uri?eid=2-s2.0-{number}&partnerID=40",
    ]


def _ovid(words: Words, number: int) -> list[str]:
    return [
        f"{number + 1}.",
        *_common(words, number, "T1", "A1", "N2"),
        f"ID  - {number}",
        f"Y1  - {_year(number)}//",
        f"JF  - {words.journal()}",
        f"M2  - {words.phrase(40)}",
        "PB  - Example Press",
        f"DO  - https://dx.doi.org/10.1000/o{number}",
    ]


def _wos(words: Words, number: int) -> list[str]:
    return [
        *_common(words, number, "TI", "AU", "AB"),
        f"T2  - {words.journal().upper()}",
        f"PY  - {_year(number)}",
        "DA  - NOV",
        f"AN  - WOS:{number:015}",
        f"AD  - {words.phrase(30)}",
        f"DO  - 10.1000/w{number}",
        f"N1  - Times Cited:  {number % 50}",
        f"C6  - {words.phrase(20)}",
    ]
