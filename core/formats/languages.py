"""The ISO 639-2 codes of languages, from their names as databases write them."""

from __future__ import annotations

import re

from core.records.iso_639 import ISO_639

# Beside what ISO 639 has itself. Code of MEDLINE (ISO 639-2/B) | further codes (639-1, 639-2/T) | names, in English
# first, then as some interfaces and library catalogues write them.
_TABLE = """
afr|af|afrikaans
alb|sq sqi|albanian
amh|am|amharic
ara|ar|arabic
arm|hy hye|armenian
aze|az|azerbaijani azeri
baq|eu eus|basque euskara
bel|be|belarusian belorussian byelorussian
ben|bn|bengali bangla
bos|bs|bosnian
bul|bg|bulgarian
bur|my mya|burmese myanmar
cat|ca|catalan català catalán valencian
chi|zh zho cmn|chinese mandarin cantonese 中文 chinois
cze|cs ces|czech čeština
dan|da|danish dansk
dut|nl nld|dutch flemish nederlands
eng|en|english engelsk englisch anglais inglés inglese inglês engels
epo|eo|esperanto
est|et|estonian eesti
fao|fo|faroese
per|fa fas|persian farsi
fin|fi|finnish suomi finsk
fre|fr fra|french français fransk französisch francés francese francês frans
geo|ka kat|georgian
ger|de deu|german deutsch tysk allemand alemán tedesco alemão duits
gle|ga|irish gaelic
glg|gl|galician galego
gre|el ell|greek ελληνικά
guj|gu|gujarati
heb|he iw|hebrew
hin|hi|hindi
hrv|hr scr|croatian hrvatski
hun|hu|hungarian magyar
ice|is isl|icelandic íslenska
ind|id in|indonesian bahasa_indonesia
ita|it|italian italiano italiensk italienisch italien
jpn|ja|japanese 日本語
kaz|kk|kazakh
kor|ko|korean 한국어
lao|lo|lao laotian
lat|la|latin
lav|lv|latvian
lit|lt|lithuanian
mac|mk mkd|macedonian
mal|ml|malayalam
may|ms msa|malay malaysian bahasa_malaysia
mon|mn|mongolian
nep|ne|nepali
nno|nn|nynorsk
nob|nb|bokmål
nor|no|norwegian norsk
pol|pl|polish polski
por|pt|portuguese português portugués portugiesisch brazilian
rum|ro ron|romanian moldovan moldavian
rus|ru|russian русский
slo|sk slk|slovak slovakian
slv|sl|slovenian slovene
smi||sami
spa|es|spanish castilian castellano español spansk spanisch espagnol
srp|sr scc|serbian
swa|sw|swahili kiswahili
swe|sv|swedish svenska svensk
tam|ta|tamil
tel|te|telugu
tha|th|thai
tur|tr|turkish türkçe
ukr|uk|ukrainian українська
urd|ur|urdu
uzb|uz|uzbek
vie|vi|vietnamese
wel|cy cym|welsh
zul|zu|zulu
ady||adyghe adygei
arn||mapuche mapudungun
ast||bable leonese
byn||blin bilin
chu||old_slavonic church_slavonic old_church_slavonic old_bulgarian
cnr||montenegrin
crh||crimean_tatar crimean_turkish
div||dhivehi maldivian
fil||pilipino
fry||frisian
gla||scots_gaelic
hat||haitian_creole
hbs||serbocroatian
iii||nuosu
kal||greenlandic
khm||cambodian central_khmer
kin||rwanda
kik||gikuyu
kir||kyrgyz
kur||sorani central_kurdish
lim||limburgish limburger
ltz||letzeburgesch
lug||luganda
nav||navaho
nso||sepedi pedi northern_sotho
nya||nyanja chewa
oci||provençal
oss||ossetic
ori||odia
pan||punjabi
pus||pashto dari_pashto
roh||romansch rumantsch
sin||sinhalese
sot||sotho southern_sotho
uig||uyghur
zbl||bliss blissymbols
zha||chuang
mul||multiple
und||undetermined unspecified unknown
"""


def _words(table: str, divider: str | None) -> dict[str, str]:
    """The code of each word of a table."""
    rows = (line.split("|") for line in table.split("\n") if line)
    return {
        word.replace("_", " ").casefold(): code
        for code, others, names in rows
        for word in (code, *others.split(), *names.split(divider))
    }


_CODES = _words(ISO_639, "; ") | _words(_TABLE, None)
_ENGLISH_NAMES = sorted((name.title() for name in _CODES if len(name) > 3 and name.isascii()), key=len, reverse=True)
# EBSCO runs the name into the next label ("EnglishMajor Descriptor"), so the name has to be known.
_IN_NOTE = re.compile(rf"\s*((?:(?:{'|'.join(_ENGLISH_NAMES)})(?:\s*[,;/&]\s*(?=[A-Z]))?)+)")
_BETWEEN = re.compile(r"[;,/|&\n]| and ")
# What is no kind of the language that it begins with: "French Sign Language", "English-based creole".
_ANOTHER = re.compile(r"\bsign\b|creole|pidgin|\bbased\b")
_OF_A_PART = re.compile(r"\b(?:abstract|summar(?:y|ies))s?[\s.]*$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\([^()]*\)")
_NOTHING = frozenset({"", "na", "n/a", "language", "languages", "none", "null", "und", "mul"})


def language_codes(value: str) -> list[str]:
    """The languages that a value names: ISO 639-2 codes where known, else the words as written.

    "English; French" gives two, "en-GB" and "English (abstract)" one; "NA" and a repeated label give none.
    Bibliographic codes are used where the standard has two ("ger", not "deu"), as MEDLINE does.
    """
    codes: list[str] = []
    whole = _PARENTHESIS.sub("", value)
    parts = [whole] if whole.strip(" .").casefold() in _CODES else _BETWEEN.split(whole)
    for part in [part for part in parts if not _OF_A_PART.search(part)] or parts:
        word = part.strip(" .").casefold()
        first = word if _ANOTHER.search(word) else re.split(r"[-_ ]", word, maxsplit=1)[0]
        code = _CODES.get(word) or _CODES.get(first) or part.strip()
        if word not in _NOTHING and code not in _NOTHING and code not in codes:
            codes.append(code)
    return codes


def languages_in_note(note: str) -> list[str]:
    """The languages that a note states after the label "Language:", as EBSCO's do."""
    at = note.find("Language:")
    match = _IN_NOTE.match(note, at + len("Language:")) if at >= 0 else None
    return language_codes(match[1]) if match else []
