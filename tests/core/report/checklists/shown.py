"""A checklist with its long answers cut short: what they say is pinned with the paragraphs that they come from."""

import re

LONG = 160


def shown(text: str) -> str:
    """A page whose answers are their sentences' beginnings and their length; the table above says the state of each."""
    return "\n".join(line if line.startswith(("#", "*", "|")) else _short(line) for line in text.split("\n"))


def _short(line: str) -> str:
    sentences = re.split(r"(?<=[.;:]) ", line)
    return line if len(line) <= LONG else f"{len(line)}: {' … '.join(each[:24] for each in sentences)}"
