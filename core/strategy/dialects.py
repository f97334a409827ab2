"""How each platform writes a search: the codes of its fields, its wildcards, its operators and which binds first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

TITLE, ABSTRACT, KEYWORDS, HEADINGS = "title", "abstract", "keywords", "headings"
LANGUAGE, TYPE, AUTHOR, JOURNAL, YEAR, OTHER = "language", "type", "author", "journal", "year", "other"
"""Fields of a record; what no exported record holds is `OTHER`."""
_TOPIC = (TITLE, ABSTRACT, KEYWORDS, HEADINGS)
_WHOLE = (*_TOPIC, AUTHOR, JOURNAL, OTHER)


@dataclass(frozen=True, kw_only=True)
class Platform:
    """One platform's way to write a search.

    Attributes:
        name: As people call the platform.
        style: How a field is written: "suffix" (x.ti,ab.), "tag" (x[tiab]), "colon" (x:ti,ab), "word" (TI x),
            "call" (TITLE(x)), "equals" (TS=x) or "before" (kw:x).
        fields: Code of a field, in lower case → the fields of a record that it means.
        default: The fields where no code is written.
        many: Characters that stand for any end of a word.
        one: Characters that stand for one letter.
        optional: Characters that stand for one letter or none.
        reference: What stands before the number of a line.
        first: Which operators bind first: "and", "or", or "left" for those that stand further left.
        phrases: Whether words side by side are a phrase; else all of them are wanted.
        between: What the number of a proximity operator is more than the words between.
        near: The operators for parts in either order and in this order, `{}` for their number.
    """

    name: str
    style: str
    fields: Mapping[str, tuple[str, ...]]
    default: tuple[str, ...] = _TOPIC
    many: str = "*"
    one: str = "?"
    optional: str = ""
    reference: str = "#"
    first: str = "and"
    phrases: bool = False
    between: int = 0
    near: tuple[str, str] = ("NEAR/{}", "PRE/{}")

    def meant(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The fields of a record that codes mean; a code that is not known means one that no record holds."""
        return tuple(dict.fromkeys(field for code in codes for field in self.of_code(code) or (OTHER,)))

    def of_code(self, code: str) -> tuple[str, ...] | None:
        """The fields of a record that a code means; None for one that is not known."""
        return self.fields.get(code.partition(".")[0])

    @cached_property
    def pieces(self) -> re.Pattern[str]:
        """What a word of a term consists of: letters, digits and wildcards."""
        return re.compile(rf"(?:[^\W_]|[{re.escape(self.many + self.one + self.optional)}])+")


def _fields(table: str, **more: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Codes, a line for each meaning: "title: ti title"."""
    found = {**more}
    for line in table.strip().splitlines():
        meant, _, codes = line.partition(":")
        fields = tuple(_WHOLE if each == "all" else _TOPIC if each == "topic" else (each,) for each in meant.split())
        for code in codes.split(";"):
            found[code.strip()] = tuple(dict.fromkeys(field for part in fields for field in part))
    return found


OVID = Platform(
    name="Ovid",
    style="suffix",
    fields=_fields(
        """
        title: ti; ot; tt; bt; m_titl
        abstract: ab
        keywords: kw; kf; id
        headings: sh; hw; mh; de; ct; rw; xs; mj
        title abstract: tw
        topic: mp; tx
        all: af
        language: la; lg
        type: pt; dt
        author: au; fa; ed; ai
        journal: jn; jw; ja; so; jx
        year: yr; dp; py; sa_year
        other: nm; rn; ox; px; rx; ui; an; in; is; ci; pm; ec; st; up; dc; cc; md; po; tn; tm; da; ez; rd; dd; tj
        other: gr; cp; do; ps; rs; sb; pa; ag; lo; dv; fs; tc; dq; ax; lm; tg; ye; ss; sx; ar; nt; bs
        """
    ),
    many="*$:",
    one="#",
    optional="?",
    reference="",
    phrases=True,
    between=1,
    near=("adj{}", "adj"),
)
PUBMED = Platform(
    name="PubMed",
    style="tag",
    fields=_fields(
        """
        title: ti; title; tt; transliterated title
        title abstract keywords: tiab; title/abstract
        abstract: ab; abstract
        keywords: ot; other term
        headings: sh; mesh subheading; subheading; nm; supplementary concept
        topic: tw; text word; text words
        all: all; all fields
        language: la; lang; language
        type: pt; ptyp; publication type
        author: au; author; fau; 1au; lastau; ad; affiliation
        journal: ta; journal; jour
        year: dp; pdat; ppdat; epdat; date - publication; publication date
        other: dcom; edat; crdt; mhda; lr; date - create; date - entry; date - completion; grant number; affiliate
        other: filter; sb; subset; pmid; uid; aid; gr; si; text; lid; jid; pl
        """
    ),
    default=_WHOLE,
    one="",
    first="left",
)
EBSCO = Platform(
    name="EBSCOhost",
    style="word",
    fields=_fields(
        """
        title: ti
        abstract: ab
        keywords: kw; id
        headings: su; de; mh; mm; mj; ma; hw; mw; zu
        title abstract: xb
        all: tx
        language: la
        type: pt; zt
        author: au; af
        journal: so; jn
        year: py; dt; yr
        other: an; is; ib; pb; in; rv; ge; rg; ag; pg; po; md; tm
        """
    ),
    optional="#",
    reference="S",
    phrases=True,
    near=("N{}", "W{}"),
)
SCOPUS = Platform(
    name="Scopus",
    style="call",
    fields=_fields(
        """
        title: title
        abstract: abs
        keywords headings: key
        keywords: authkey
        headings: indexterms
        title abstract: title-abs
        topic: title-abs-key
        topic author: title-abs-key-auth
        all: all
        language: language
        type other: doctype; srctype; pubstage
        author: auth; firstauth; authlastname; author-name
        journal: srctitle; exactsrctitle; conf; confname
        year: pubyear; pubdatetxt
        other: affil; affilcountry; affilorg; affilcity; ref; reftitle; doi; issn; isbn; subjarea; chem
        other: casregnumber; fund-all; fund-sponsor; pmid; index; eid; au-id; af-id; openaccess
        """
    ),
    first="or",
    near=("W/{}", "PRE/{}"),
)
WOS = Platform(
    name="Web of Science",
    style="equals",
    fields=_fields(
        """
        title: ti
        abstract: ab
        keywords: ak
        keywords headings: kp
        topic: ts
        all: all
        language: la; language
        type: dt; document; types
        author: au; gp; ed
        journal: so; is
        year: py; fpy; dop
        headings: mh; su; de
        other: wc; ad; og; oo; do; ut; pmid; fo; fg; ft; cu; ci; ps; sg; sa; zp; ai; ed; ca; cl
        """
    ),
    optional="$",
    near=("NEAR/{}", "PRE/{}"),
)
PROQUEST = Platform(
    name="ProQuest",
    style="call",
    fields=_fields(
        """
        title: ti; title
        abstract: ab; abstract
        keywords: if; diskw; identifier
        headings: su; subject; mainsubject; mjmainsubject; mesh; mjmesh; emb; mjemb; de; cc
        title abstract: tiab
        topic: noft; kw
        all: all; anywhere; ft; tx; fulltext
        language: la; lang; language
        type: dtype; rtype; at; pt; stype
        author: au; author
        journal: pub; publication; jn; pubtitle
        year: yr; pd; year
        other: af; loc; per; issn; isbn; doi; tagexact; peer; subt; edt; pmid; accno; cf; me; dt; sf; pstype
        """
    ),
    default=_WHOLE,
    reference="S",
    near=("NEAR/{}", "PRE/{}"),
)
EMBASE = Platform(
    name="Embase.com",
    style="colon",
    fields=_fields(
        """
        title: ti; tt
        abstract: ab
        keywords: kw
        headings: de; exp; cl; dm; oa
        topic: all; lnk
        language: la
        type: it; pt; dtype
        author: au; ff
        journal: jt; ta; so
        year: py; sd
        other: tn; cn; rn; df; mn; ad; ca; an; is; cy; dn; mv; nc; ii; pd; ui; do; sp; ps; cb
        """
    ),
    default=_TOPIC,
    optional="$",
    between=1,
    near=("NEAR/{}", "NEXT/{}"),
)
OTHERS = Platform(
    name="other",
    style="before",
    fields=_fields(
        """
        title: ti; title; intitle; allintitle
        abstract: ab; abstract
        keywords headings: kw; su; subject; keyword; keywords
        headings: mesh; de
        topic: topic; any
        all: all
        language: la; ln; language
        author: au; author
        journal: so; source
        year: yr; year
        other: site; filetype
        """,
        kw=_TOPIC,
    ),
    default=_WHOLE,
    reference="#",
)
DIALECTS = {each.name: each for each in (OVID, PUBMED, EBSCO, SCOPUS, WOS, PROQUEST, EMBASE, OTHERS)}

# The first that fits the name of the platform, or of the source where the platform is not noted.
_NAMES = (
    (r"ovid", OVID),
    (r"embase\.com|^elsevier embase|^embase$", EMBASE),
    (r"cochrane|central", EMBASE),
    (r"ebsco|cinahl|academic search|socindex", EBSCO),
    (r"scopus|^elsevier$", SCOPUS),
    (r"web of science|web of knowledge|clarivate|thomson|^wos$|wos core", WOS),
    (r"proquest", PROQUEST),
    (r"pubmed|^ncbi", PUBMED),
    (r"primo|worldcat|oclc|google|oria", OTHERS),
)
# What only one platform writes. Ovid's last signs are the weakest, so that each hit counts alike.
_SIGNS: tuple[tuple[re.Pattern[str], Platform], ...] = tuple(
    (re.compile(pattern, flags), dialect)
    for pattern, flags, dialect in (
        (
            r"\.(?:ti|ab|tw|mp|kw|kf|af|sh|hw|pt|jw|au)(?:,\s?[a-z]{2})*\.|\badj\d*\b|\b(?:or|and)/\d"
            r"|\bexp [^/\n()]{1,80}/",
            re.I,
            OVID,
        ),
        (r"^\W{0,9}\d{0,4}\W{0,9}limit \d{1,4} to ", re.I | re.M, OVID),
        (
            r"\[(?:tiab|ti|ab|tw|mesh|mh|majr|all fields|title/abstract|mesh terms|pt|la|ot)\b[^\]]{0,20}\]",
            re.I,
            PUBMED,
        ),
        (r"\b(?:TI|AB|SU|MH|MM|DE|TX|KW) (?=[(\"\w])|\b[NW]\d{1,2}\b|\bS\d+ (?:AND|OR|NOT)\b", 0, EBSCO),
        (r"\b(?:TITLE|ABS|KEY|AUTHKEY)(?:-[A-Z]+)*\s*\(|\bLIMIT-TO\b|\b(?:W|PRE)/\d|\bAND NOT\b", 0, SCOPUS),
        (r"\b(?:TS|TI|AB|AK|KP|SU|WC)\s*=", 0, WOS),
        (r"\b(?:noft|tiab|mainsubject|ti|ab|su|ti,ab)(?:\.exact)?(?:\.explode)?\(|\b(?:N|P)/\d", re.I, PROQUEST),
        (r"(?:'|\w|\))(?:/exp|/de|/mj)\b|[)'\w*]:(?:ti|ab|kw|de)\b|\]/lim\b|\bNEXT/\d|\[mh ", re.I, EMBASE),
    )
)


def dialect_of(platform: str, source: str = "", text: str = "") -> Platform:
    """How a search was written: by the name of its platform, else by signs in its text, else by its source's name.

    A strategy whose text has none of the signs of any platform, and whose names are not known, is read as `OTHERS`.
    """
    if found := DIALECTS.get(platform) or _named(platform):
        return found
    hits = {dialect.name: 0 for _, dialect in _SIGNS}
    for sign, dialect in _SIGNS:
        hits[dialect.name] += len(sign.findall(text))
    best = max(hits, key=lambda name: hits[name])
    return DIALECTS[best] if hits[best] else _named(source) or OTHERS


def _named(name: str) -> Platform | None:
    return next((dialect for pattern, dialect in _NAMES if re.search(pattern, name.strip(), re.I)), None)
