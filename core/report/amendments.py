"""The versions of the protocol that were in use, as Markdown."""

from __future__ import annotations

from core.report.document.plain import markdown, one_line
from core.report.values import ReportValues
from core.words import count, day


def amendments_md(report: ReportValues) -> str:
    """Each version with its hash, the day it was first used, and the lines that changed."""
    lines = ["# Amendments to the protocol", "", f"Review: {markdown(report.protocol.title)}", ""]
    if not report.amendments:
        return "\n".join([*lines, "No version of the protocol has been in use yet.", ""])
    lines += ["Each version is known by the first 12 digits of its SHA-256; every decision is logged with the version"]
    lines += ["it was made under.", ""]
    for place, each in enumerate(report.amendments):
        in_use = ", in use now" if each.version == report.version and each is report.amendments[-1] else ""
        lines.append(f"## {place + 1}. Version {each.version}, {day(each.at)}{in_use}")
        lines.append("")
        if place == 0:
            lines += ["The first version in use.", ""]
            continue
        lines += [f"{count(len(each.changed), 'line')} taken out (−) or put in (+):", "", "```diff"]
        lines += [f"{line[:2]}{one_line(line[2:]).replace('```', '` ` `')}" for line in each.changed]
        lines += ["```", ""]
    return "\n".join(lines)
