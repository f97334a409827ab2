"""How each vendor writes an RIS file. The ten databases, and two more files that a team would make itself."""

from __future__ import annotations

from sample_data.dialects.ebsco import AcademicSearchElite, Cinahl, PsycInfo
from sample_data.dialects.embase import Embase
from sample_data.dialects.google_scholar import GoogleScholar
from sample_data.dialects.libraries import Oria, WorldCat
from sample_data.dialects.managers import EndNote, Rayyan
from sample_data.dialects.ovid import Medline
from sample_data.dialects.ris import Dialect
from sample_data.dialects.scopus import Scopus
from sample_data.dialects.web_of_science import WebOfScience

DIALECTS: dict[str, Dialect] = {
    "Medline": Medline(),
    "PsycINFO": PsycInfo(),
    "Embase": Embase(),
    "Oria": Oria(),
    "WorldCat": WorldCat(),
    "Google Scholar": GoogleScholar(),
    "Scopus": Scopus(),
    "Academic Search Elite": AcademicSearchElite(),
    "Cinahl": Cinahl(),
    "Web of Science": WebOfScience(),
    "Reference lists": EndNote(),
    "Experts": Rayyan(),
}
