"""What databases add to a title: notes of the database, the original language, the kind of notice."""

from __future__ import annotations

import re

from core.dedup.text import fold, plain, words

_LANGUAGES = (
    "Afrikaans|Albanian|Arabic|Armenian|Azerbaijani|Basque|Bosnian|Bulgarian|Catalan|Chinese|Croatian|Czech|Danish|"
    "Dutch|English|Estonian|Farsi|Finnish|French|Georgian|German|Greek|Hebrew|Hungarian|Icelandic|Indonesian|Italian|"
    "Japanese|Korean|Latvian|Lithuanian|Macedonian|Malay|Norwegian|Persian|Polish|Portuguese|Romanian|Russian|Serbian|"
    "Slovak|Slovene|Slovenian|Spanish|Swedish|Thai|Turkish|Ukrainian|Vietnamese"
)
_LANGUAGE_NAMES = words(_LANGUAGES.replace("|", " "))
# Ovid: "English title. Russian" and, on a new line that importers fold into a space, "Original title".
_ORIGINAL = re.compile(rf"(?:[.?!]\s*|\s)\[?(?:{_LANGUAGES})\]?\.?(?:\s*\n.*|\s*$)", re.DOTALL)
_ORIGINAL_FOLDED = re.compile(rf"[.?!]\s+\[?(?:{_LANGUAGES})\]?\.?\s+(?=[^\Wa-z]).*$", re.DOTALL)
# A note is bracketed and begins with one of these words; other brackets belong to the title ("[18F]FDG").
_NOTE = re.compile(
    r"\s*[\[(]\s*(?:reviews?(?: articles?)?(?=\s*[\]).,;\d])|\d+ refs?|references\s*[\])]|see comments?|comments?|"
    r"commentary|letters?|editorial|news|abstracts?|abstract no\b|(?:meeting|conference) abstract|"
    r"(?:provisional|structured) abstract|brief record|proceedings?|corrected|republished|retracted|"
    r"author'?s? transl|authors' transl|transl|(?:published )?errat|corrections?\b|corrigend|appears|"
    rf"(?:article )?in (?:{_LANGUAGES})\b|(?:{_LANGUAGES})(?=\s*[\])]))"
    r"(?:[^\[\]()]|\([^()]*\))*[\])]?\.?",
    re.IGNORECASE,
)
_NOTE_SIGN = re.compile(r"[\[(]\s*[a-z0-9]", re.IGNORECASE)
_NOTE_PREFIX = re.compile(
    r"^\W*(?:retracted|withdrawn|retracted article|reprint|reprint of|republished|original article|"
    r"(?:research|review) article)\s*:\s*",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"^\s*\[(.*)\]\s*\.?\s*$", re.DOTALL)
_BRACKETED_ORIGINAL = re.compile(r"^(.{20,}?)[.?!]?\s*\[([^\[\]]{20,})\]\s*\.?\s*$", re.DOTALL)

_ERRATUM = re.compile(
    r"^\W*(?:(?:publisher|author)s?\W* )?(?:correction|corrections|erratum|errata|corrigend\w+|addendum|addenda|"
    r"expression of concern|retraction|notice of retraction|retraction notice|withdrawal)\b"
    r"|\(vol(?:ume)?\.? ?\d+.*\)\W*$|\b(?:erratum|corrigendum)\W*$",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"^\W*(?:(?:author|editor)s?'?s? )?(?:re|repl(?:y|ies)|responses?|rejoinder|in reply)\b\s*(?:to\b|:|-|$|by\b)"
    r"|^\W*(?:antwort auf|erwiderung (?:auf|zu)|(?:kommentar|stellungnahme) zu[mr]?|réponse (?:à|aux?)|"
    r"commentaire (?:à|sur)|respuesta al?|comentarios? (?:al?|sobre)|resposta (?:a|ao|à)|comentário (?:a|ao|à|sobre))\b"
    r"|^\W*(?:invited )?(?:comments?|commentary|discussion|letter)\b\s*(?:on|to|:|regarding|by)\b"
    r"|[\W](?:(?:the )?authors?'?s? )?(?:reply|response|rejoinder|in reply)\W*$",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    r"\bprotocol(?:[eo]|lo)?\b|protokoll\b|\bstudiendesign\b|\bdiseno del estudio\b|\bdesenho d[eo] estudo\b|"
    r"\b(?:rationale|aims?|methods?|objectives) (?:and|\w+ and) (?:study )?design\b|"
    r"\b(?:study )?design (?:and|\w+ and) (?:rationale|methods?|objectives|baseline)\b|\bstatistical analysis plan\b|"
    r"\bstudy design\b|\bdesign of (?:a|an|the)\b"
)

_NOTICE_WORDS = words(
    "correction corrections erratum errata corrigendum corrigenda addendum addenda expression retraction notice "
    "withdrawal re reply replies response responses rejoinder comment comments commentary discussion letter antwort "
    "erwiderung kommentar stellungnahme reponse commentaire respuesta comentario comentarios resposta"
)

# Titles that many different publications share. They say what kind of text it is, not which.
_GENERIC_WORDS = words(
    "a abstract abstracts acknowledgement acknowledgements acknowledgment acknowledgments an and announcement annual "
    "article author authors award board book books calendar call commentary comment comments conclusion congress "
    "contents contributors conference correspondence cover current date diary discussion editor editorial editorials "
    "editors erratum events first foreword for forthcoming from guest highlights in index information "
    "instructions international introduction introductory invited issue it journal legends letter letters meeting "
    "meetings message news no note notes notices obituary of on opinion our overview page paper papers perspective "
    "perspectives poster posters preface presentation presentations president presidents previews proceedings "
    "program programme quarterly recent reflections remark remarks reply report research response review reviewer "
    "reviewers reviews section selected session sessions special statement summary symposium table thanks the this to "
    "topic untitled update volume welcome workshop year"
)


def clean_title(title: str) -> tuple[str, str]:
    """The folded title without notes, and the folded original title if the record gives one too ("" if not).

    "Effets du sport [Effects of exercise]." gives both; "Title. Russian" loses the language.
    """
    text = plain(title.partition("<ORIGINAL>")[0])
    original = ""
    if "\n" in text or text.rstrip(" .]").rpartition(" ")[2].lstrip("[") in _LANGUAGE_NAMES:
        text = _cut(_ORIGINAL, text)
    if ". " in text or "? " in text:
        text = _cut(_ORIGINAL_FOLDED, text)
    if _NOTE_SIGN.search(text):
        shorter = _NOTE.sub(" ", text).strip()
        if len(shorter) >= 3:
            text = shorter
        if whole := _WHOLE.match(text):
            text = whole[1]
        elif both := _BRACKETED_ORIGINAL.match(text):
            text, original = both[1], both[2]
    if ":" in text[:24]:
        text = _NOTE_PREFIX.sub("", text)
    return fold(text), fold(original)


def notice(title: str, folded: str) -> str:
    """The form of a title: "e" for an erratum or a retraction notice, "r" for a reply or a comment, "" otherwise.

    Args:
        title: The title as it stands.
        folded: The same, folded; the patterns are only tried where one of its outer words calls for it.
    """
    outer = folded.split(" ", 4)[:4]
    outer.append(folded.rpartition(" ")[2])
    if _NOTICE_WORDS.isdisjoint(outer) and "(vol" not in title:
        return ""
    if _ERRATUM.search(title):
        return "e"
    return "r" if _REPLY.search(title) else ""


def is_protocol(folded: str) -> bool:
    """Whether a (folded) title is that of a protocol, of the design of a study or of a plan for its analysis."""
    return ("proto" in folded or "design" in folded or " plan" in folded or "estud" in folded) and _PROTOCOL.search(
        folded
    ) is not None


def is_generic(folded: str) -> bool:
    """Whether different publications may well share this (folded) title: "Editorial", "Introduction to the issue".

    One word in five may be another: "Remarks from MIS Quarterly editor: editor's comments".
    """
    if len(folded) > 60:
        return False
    every = folded.split()
    special = [word for word in every if word not in _GENERIC_WORDS and not word.isdigit()]
    return 5 * len(special) <= len(every) or (len(folded) < 12 and folded.isascii())


def _cut(pattern: re.Pattern[str], text: str) -> str:
    shorter = pattern.sub("", text)
    return shorter if len(shorter) >= 15 else text
