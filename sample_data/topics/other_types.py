"""Editorials, letters, opinion papers, reports and other publications that are no studies."""

from __future__ import annotations

TITLES = {
    "editorial": (
        "Editorial: {subject}",
        "{subject}: time to take stock",
        "In this issue: {subject}",
        "{subject} comes of age",
        "Looking back and ahead: {subject}",
    ),
    "letter": (
        "Letter to the editor: {subject} revisited",
        "Letter: more on {subject}",
        "{subject}: a note of caution [letter]",
        "To the editor: {subject} in {country}",
    ),
    "opinion": (
        "{subject}: a viewpoint from {country}",
        "Why {subject} will not save us: an opinion paper",
        "Commentary: {subject} and the limits of enthusiasm",
        "A personal reflection on {subject} in {place}",
        "{subject}: an open forum contribution",
    ),
    "report": (
        "{subject} in {country}: report to the health authorities",
        "{subject} in {place}: final project report",
        "Mapping {subject} in {country}: a status report",
        "{subject}: technical report no. {3..48}",
    ),
    "thesis": (
        "{subject}: a doctoral dissertation",
        "{subject} in {country}: experiences, structures and silences",
        "Understanding {subject}: three studies from {place}",
    ),
    "book-review": (
        "Book review: {subject}",
        "Review of a handbook on {subject}",
    ),
    "book": (
        "{subject}: a handbook for practitioners",
        "Understanding {subject}: theory, policy and practice",
        "{subject}: international perspectives",
        "An introduction to {subject}",
    ),
    "chapter": (
        "{subject} in {country}",
        "{subject}: lessons from {place}",
        "Learning from {subject}: a chapter on method",
        "Critical perspectives on {subject}",
    ),
}

ABSTRACTS = {
    "editorial": (
        "This editorial introduces {subject} and the articles of the issue, and asks what should come next.",
        "Contributions come from {country} and elsewhere, and participation is a thread through all of them.",
    ),
    "opinion": (
        "In this opinion paper it is argued that {subject} deserves both more support and more criticism.",
        "Enthusiasm has run ahead of evidence, and collaboration is too often used as a word for consent.",
        "Drawing on practice in {place}, {country}, the author proposes {2..5} principles for what follows.",
    ),
    "report": (
        "This report describes {subject} as it was found in {place}, {country}.",
        "It was commissioned by the authorities and is based on visits to {4..22} municipalities and on statistics.",
        "Recommendations concern funding, training and cooperation between public services.",
    ),
    "thesis": (
        "This thesis investigates {subject} in {country} and consists of {3..5} papers and a synthesis.",
        "Collaboration, participation and lived experience are examined with qualitative and quantitative methods.",
        "The findings are discussed in the light of theories of public services and professional knowledge.",
    ),
    "book": (
        "This book gives an overview of {subject} for students and practitioners in health and social services.",
        "Chapters deal with history, co-production, ethics and evaluation, and every chapter ends with questions.",
    ),
    "chapter": (
        "This chapter discusses {subject} and what may be learned from {country}.",
        "It describes forms of participation and collaboration, illustrates them with cases, and ends with advice.",
    ),
}

SERIES_TITLES = {
    "editorial": ("Editorial", "Introduction to the special issue", "Foreword", "From the editor"),
    "book-review": ("Book reviews",),
}
