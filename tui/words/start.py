"""What the first screen says."""

from __future__ import annotations

from core.words import count
from tui.words.keys import key_now

TOP = "no review in this folder yet"
PLANS = {
    "blank": "two readers (all, and a fifth), full texts by both",
    "both-read-all": "two readers who both read everything",
    "any-two": "three readers, any two of whom read each record",
    "peer-support-2021": "three steps, two readers (all, and a fifth): Aakerblom & Ness 2021",
    "peer-support-2020": "four steps, two readers (all, and a fifth): preprint of 2020",
}
"""Each template in a few words."""
LABELS = {
    **{each: each for each in ("folder", "title", "plan", "seed", "readers")},
    "who": "you are",
    "exports": "exports",
}


def hints() -> dict[str, str]:
    """What can be done with each line."""
    write, others = key_now("write_line"), f"{key_now('change_back')}/{key_now('next_value')} others"
    return {
        "folder": "the plan is written here, as protocol.toml",
        "title": f"{write} writes it",
        "plan": others,
        "seed": f"{write} writes it: any text, fixed before the search",
        "readers": f"{write} writes their ids: first, second, adjudicator",
        "who": f"{others}; kept for this folder on this machine",
        "exports": f"{write} names another folder, file or archive",
    }


NO_EXPORTS = "none found in or beside this folder"
LATER = "everything can be changed later in protocol.toml, the seed until the first draw"
SEEN = "reviews seen lately, a digit opens one"
NOT_MADE = "NOT MADE"
WHO = "who are you?"
WHO_KEPT = "kept for this folder on this machine; tamis --as ID is somebody else for once"
NAME_EXPORTS = "name one folder, file or archive"


def exports_near(folder: str, files: int) -> str:
    """What lies beside: "/srv/exports: 12 files"."""
    return f"{folder}: {count(files, 'file')}"
