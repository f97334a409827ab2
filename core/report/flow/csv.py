"""The flow diagram as the CSV template that the PRISMA2020 package and its web page draw and let one edit.

Haddaway et al. 2022, doi 10.1002/cl2.1230; version 1.1.4. The package finds a row by searching its key anywhere in the
first column, cuts lists at every semicolon and comma, puts what it reads between single quotes, and leaves out what is
empty. So the rows are exactly those of its template, no label holds any of these characters, and numbers are plain.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence

from core.report.document.plain import one_line
from core.report.flow.boxes import Flow
from core.report.flow.words import INCLUDED, OTHER_ROUTES
from core.words import count, listed

HEAD = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
_NONE = "NA"
#: Key, node, box and text of each row, in the order of the template. A row without a key is a title.
ROWS = (
    ("", "node4", "prevstud", "Previous studies"),
    ("previous_studies", "node5", "box1", "Studies included in previous version of review"),
    ("previous_reports", "", "box1", "Reports of studies included in previous version of review"),
    ("", "node6", "newstud", "Identification of {of} via databases and registers"),
    ("database_results", "node7", "box2", "Databases"),
    ("database_specific_results", "", "box2", "Specific databases"),
    ("register_results", "", "box2", "Registers"),
    ("register_specific_results", "", "box2", "Specific registers"),
    ("", "node16", "othstud", "Identification of {of} via other methods"),
    ("website_results", "node17", "box11", "Websites"),
    ("organisation_results", "", "box11", "Organisations"),
    ("citations_results", "", "box11", "Citation searching"),
    ("duplicates", "node8", "box3", "Duplicate records"),
    ("excluded_automatic", "", "box3", "Records marked as ineligible by automation tools"),
    ("excluded_other", "", "box3", "Records removed for other reasons"),
    ("records_screened", "node9", "box4", "Records screened"),
    ("records_excluded", "node10", "box5", "Records excluded"),
    ("dbr_sought_reports", "node11", "box6", "Reports sought for retrieval"),
    ("dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved"),
    ("other_sought_reports", "node18", "box12", "Reports sought for retrieval"),
    ("other_notretrieved_reports", "node19", "box13", "Reports not retrieved"),
    ("dbr_assessed", "node13", "box8", "Reports assessed for eligibility"),
    ("dbr_excluded", "node14", "box9", "Reports excluded"),
    ("other_assessed", "node20", "box14", "Reports assessed for eligibility"),
    ("other_excluded", "node21", "box15", "Reports excluded"),
    ("new_studies", "node15", "box10", "{studies}"),
    ("new_reports", "", "box10", "{reports}"),
    ("total_studies", "node22", "box16", "Total studies included in review"),
    ("total_reports", "", "box16", "Reports of total included studies"),
    ("identification", "node1", "identification", "Identification"),
    ("screening", "node2", "screening", "Screening"),
    ("included", "node3", "included", "Included"),
    ("total_studies_ma", "node23", "box17", "Total studies included in meta-analysis"),
    ("total_reports_ma", "", "box17", "Reports of total included studies in meta-analysis"),
)
_LISTS = ("database_specific_results", "register_specific_results", "dbr_excluded", "other_excluded")
_SHOWN_WHEN_FOUND = ("register_results", "website_results", "organisation_results", "citations_results")
_OF_AN_UPDATE = ("previous_", "total_")
_LABELS = ("identification", "screening", "included")
_SAFE = str.maketrans({",": " –", ";": " –", "'": "’", '"': "”", "\\": "/", "@": " at "})


def flow_csv(flow: Flow) -> str:
    """The rows of the template with the numbers of a diagram.

    The template has no row for the steps, which are one number; nor for experts, for what of other methods was a
    duplicate or excluded by its abstract, and for what waits: these are told in the text of the box that they are
    missing between, which the package draws.
    """
    studies, reports = INCLUDED[flow.template]
    of = "new studies" if flow.template == "updated" else "studies"
    others = any(flow[key] for key in OTHER_ROUTES)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEAD)
    for key, node, box, words in ROWS:
        text = words.format(of=of, studies=studies, reports=reports)
        url = f"{key or box}.html" if node else _NONE
        cells = (key or _NONE, node or _NONE, box, text, text + _note(flow, key), text if node else _NONE, url)
        writer.writerow((*cells, _cell(flow, key, others)))
    return stream.getvalue()


def _note(flow: Flow, key: str) -> str:
    """What stands between the box of reports sought and those above it, and has no box in the template; "" for none."""
    column, _, box = key.partition("_")
    if box != "sought_reports":
        return ""
    ids, other = flow.column(column), column == "other"
    found = [(len(flow["experts_results"]), "came from experts", "came from experts")] if other else []
    found += [(len(ids["duplicates"]), "was a duplicate", "were duplicates")] if other else []
    found += [(len(ids["excluded"]), "was excluded", "were excluded")] if other else []
    found += [(len(ids["screening_waiting"]), "still waits", "still wait")] if other else []
    if not flow.funnel.reading_reports:
        without = "included without a full-text stage"
        found.append((len(ids["included"]), f"was {without}", f"were {without}"))
    said = [f"{n} {one if n == 1 else many}" for n, one, many in found if n]
    of = count(len(ids["identified" if other else "screened"]), "record")
    return f" (of {of} {listed(said)})" if said else ""


def _cell(flow: Flow, key: str, others: bool) -> str:
    """What stands under `n`: a number, a list, or nothing where the box is not to be drawn."""
    if not key or key in _LABELS:
        return "0"
    if key.startswith("other_") and not others:
        return ""
    if key in _LISTS:
        return _list(flow.parts(key), key)
    if (key in _SHOWN_WHEN_FOUND and not flow[key]) or (key.startswith(_OF_AN_UPDATE) and key not in flow.boxes):
        return ""
    return str(len(flow[key]))


def _list(parts: Mapping[str, Sequence[str]], key: str) -> str:
    """A list as the package reads it: "Wrong population, 12; Wrong design, 3"."""
    found = [f"{_label(name)}, {len(ids)}" for name, ids in parts.items()]
    # An empty list of reasons would be drawn as "n = NA".
    return "; ".join(found) or ("" if key.endswith("_specific_results") else "0")


def _label(text: str) -> str:
    """The words without what ends a list, a text or a row, or what a spreadsheet would take for a formula."""
    return " ".join(re.sub("^[=+@-]+", "", one_line(text).translate(_SAFE)).split()) or "Unnamed"
