"""The actions before a review is open: making one, choosing one, saying who one is."""

from __future__ import annotations

from tui.actions.action import Action

STARTING = (
    Action("make", ("y",), "make the review", "Write the plan, and open the review.", ("start",), True, decides=True),
    Action("next_line", ("tab",), "next", "Go to the next line.", ("start",), True),
    Action("write_line", ("enter",), "write", "Write what stands in the line under the cursor.", ("start",), True),
    Action(
        "open_seen",
        tuple("123456789"),
        "open one seen lately",
        "Open the review of that number, which was open lately.",
        ("start",),
    ),
    Action("be", ("enter", *"123456789"), "that is me", "Be this person in this review.", ("who",), True),
)
