import pytest

from tests.charts import charting_review


@pytest.fixture
def one(tmp_path):
    """Three studies, one reviewer."""
    return charting_review(tmp_path / "r")
