"""Every action of the app with its keys and its words, in the order in which it is shown.

What a key does, the line of keys, the help screen, the palette, the key table of the reference and the check of a
person's own keys are all made from `ACTIONS`, so that they cannot drift apart. An action `undo` is the method
`action_undo` of each screen that it names.
"""

from __future__ import annotations

from tui.actions.action import Action
from tui.actions.charting import CHARTS
from tui.actions.dashboard import BEGINNING, LISTS
from tui.actions.everywhere import LEAVING, MOVING, TAKING_BACK
from tui.actions.reading import LOOKING
from tui.actions.start import STARTING
from tui.actions.verdicts import VERDICTS

ACTIONS = (*STARTING, *BEGINNING, *VERDICTS, *CHARTS, *TAKING_BACK, *LISTS, *MOVING, *LOOKING, *LEAVING)

BY_ID = {action.id: action for action in ACTIONS}


def on_screen(screen: str) -> list[Action]:
    """The actions of one screen, in the order of the registry."""
    return [action for action in ACTIONS if screen in action.screens]
