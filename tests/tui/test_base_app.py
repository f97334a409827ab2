from __future__ import annotations

import pytest

from core.errors import TamisError
from tui.base_app import BaseApp
from tui.settings.settings import Settings


def test_each_app_has_the_persons_theme_and_refuses_one_that_is_not_there() -> None:
    assert BaseApp(Settings(theme="ansi-light")).theme == "ansi-light"
    with pytest.raises(TamisError, match="there is no theme “neon”"):
        BaseApp(Settings(theme="neon"))
