import pytest

from tests.charts import charting_review


@pytest.fixture
def one(tmp_path):
    """Three studies, one charter."""
    return charting_review(tmp_path / "r")
