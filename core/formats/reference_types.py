"""Kinds of references: what EndNote and BibTeX call what RIS has codes for."""

from __future__ import annotations

from rispy.config import TYPE_OF_REFERENCE_MAPPING

# In lower case; "" is for a reference whose kind is not said, or is none of these.
ENDNOTE_TYPES = {
    "": "GEN",
    "journal article": "JOUR",
    "electronic article": "EJOUR",
    "article": "JOUR",
    "book": "BOOK",
    "edited book": "EDBOOK",
    "electronic book": "EBOOK",
    "book section": "CHAP",
    "book chapter": "CHAP",
    "conference proceedings": "CONF",
    "conference paper": "CPAPER",
    "report": "RPRT",
    "government document": "GOVDOC",
    "thesis": "THES",
    "dissertation": "THES",
    "newspaper article": "NEWS",
    "magazine article": "MGZN",
    "web page": "ELEC",
    "electronic source": "ELEC",
    "blog": "BLOG",
    "encyclopedia": "ENCYC",
    "dictionary": "DICT",
    "dataset": "DATA",
    "patent": "PAT",
    "personal communication": "PCOMM",
    "unpublished work": "UNPB",
    "manuscript": "MANSCPT",
    "serial": "SER",
    "statute": "STAT",
    "case": "CASE",
    "generic": "GEN",
}

BIBTEX_TYPES = {
    "": "GEN",
    "article": "JOUR",
    "book": "BOOK",
    "booklet": "PAMP",
    "collection": "EDBOOK",
    "conference": "CONF",
    "dataset": "DATA",
    "inbook": "CHAP",
    "incollection": "CHAP",
    "inproceedings": "CONF",
    "proceedings": "CONF",
    "mastersthesis": "THES",
    "phdthesis": "THES",
    "thesis": "THES",
    "patent": "PAT",
    "periodical": "JFULL",
    "online": "ELEC",
    "electronic": "ELEC",
    "www": "ELEC",
    "report": "RPRT",
    "techreport": "RPRT",
    "unpublished": "UNPB",
    "misc": "GEN",
}

# What the columns of databases say: their own words, Zotero's in lower case, and the codes themselves.
_WORDS = {
    "JOUR": "journalarticle; review; review article; editorial; letter; note; erratum; short survey; data paper; j; "
    "editorial material; meeting abstract; correction; journal articles; ieee journals; ieee magazines; "
    "ieee early access articles; research_article; review_article; journal; early access",
    "CHAP": "booksection; book-chapter; chapter; chapter conferencepaper; incollection; inbook; reference-entry; "
    "referenceworkentry; ieee books",
    "CPAPER": "conferencepaper; proceedings paper; conference abstract; conference review; proceedings-article; "
    "proceeding; conference proceedings article; presentation; speeches/meeting papers",
    "CONF": "proceedings; inproceedings; ieee conferences; c",
    "THES": "dissertation/thesis; dissertations/theses; doctoral thesis; phd thesis; master thesis; phdthesis; "
    "mastersthesis; dissertation abstract",
    "BOOK": "b; books; monograph; whole book",
    "EDBOOK": "editedbook; edited-book; authored book",
    "UNPB": "preprint; posted-content; unpublished",
    "RPRT": "reports; techreport; ieee standards; standard",
    "MGZN": "magazinearticle",
    "NEWS": "newspaperarticle; newspaper; news",
    "ELEC": "webpage; website; online; electronic",
    "BLOG": "blogpost",
    "ENCYC": "encyclopediaarticle",
    "DICT": "dictionaryentry",
    "COMP": "computerprogram; software",
    "SER": "s",
}
TABLE_TYPES = {
    **{code.lower(): code for code in TYPE_OF_REFERENCE_MAPPING},
    **ENDNOTE_TYPES,
    **{word: code for code, words in _WORDS.items() for word in words.split("; ")},
}
