"""What reviewers fill in, on disk: who owes what, what is hidden until both have finished, what the team agreed on."""

import pytest

from core.charting.answers import Answer
from core.charting.values import Value
from core.errors import TamisError
from core.screening.status import OwedAndDone
from store.acts.duplicates.studies import group
from store.decisions.access import decisions_of
from store.folder.review import Review
from store.journal.errors import NotSaved
from store.journal.journal import Change, Journal
from store.numbers.status import status
from store.state.charted import charted
from store.state.review_state import review_state
from store.work.charting import chart_session
from store.work.consensus import consensus_session, settle_item
from store.work.openings import open_finished_batches
from tests.charts import ANSWERS, charting_protocol, charting_review, fill
from tests.reviews import decide_all, decisions_file, make_review, run, run_json


def opened(folder, role=None):
    return Review(folder, role=role)


def answers(folder, role=None):
    with opened(folder, role) as review:
        state = open_finished_batches(review)
        found = charted(state, review.stage("charting"))
        return {
            study.study: {each.item.id: each.value.text for each in study.items if each.value is not None}
            for study in found.studies
        }


def charting_status(folder, role=None):
    with opened(folder, role) as review:
        return next(each for each in status(open_finished_batches(review)).stages if each.id == "charting")


def test_a_value_is_there_in_the_next_session_and_owed_counts_complete_forms(tmp_path):
    folder, studies = charting_review(tmp_path / "r")
    with opened(folder, "ANNA") as review:
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        session.set("country", "usa")
    assert charting_status(folder).readers == {"ANNA": OwedAndDone(owed=3, done=0)}
    assert answers(folder)[studies[0]] == {"country": "United States"}
    fill(folder, "ANNA", studies=studies[:1])
    found = charting_status(folder)
    assert found.readers == {"ANNA": OwedAndDone(owed=3, done=1)}
    assert [len(each) for each in (found.state.included, found.state.excluded, found.state.waiting)] == [1, 0, 2]
    assert answers(folder)[studies[0]] == {"first-author": "Writer0", "year": "1980", **ANSWERS}


def test_undo_takes_back_field_by_field_and_the_completing_with_what_it_took_over(tmp_path):
    folder, studies = charting_review(tmp_path / "r", records=1)
    fill(folder, "ANNA")
    with opened(folder, "ANNA") as review:
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        assert {each.item for each in session.undo()} == {"first-author", "year", ""}
        assert not session.is_complete(studies[0])
        session.undo()
        assert session.field("design").text == ""
        session.redo()
        session.redo()
        assert session.is_complete(studies[0])
        assert session.field("year").text == "1980"


def test_two_charters_are_blind_until_both_have_finished(tmp_path):
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA", findings="secret of Anna")
    for role in ("BO", None, "CHIEF"):
        assert answers(folder, role) == {each: {} for each in studies}, role
    assert answers(folder, "ANNA")[studies[0]]["findings"] == "secret of Anna"
    with opened(folder, "BO") as review:
        found = charted(review_state(review), review.stage("charting"))
        assert [each.complete for each in found.studies] == [False, False]
        assert consensus_session(review_state(review), review.stage("charting")).studies == []
    fill(folder, "BO", findings="word of Bo")
    assert charting_status(folder).blind is False
    with opened(folder, "BO") as review:
        through = consensus_session(review_state(review), review.stage("charting"))
        assert [each.item.id for each in through.differences(studies[0])] == ["findings"]


def test_while_blind_the_other_charters_journal_is_not_even_opened(tmp_path):
    folder, _ = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA")
    (folder / "people/ANNA/charting.1/decisions.jsonl").write_bytes(b"not a journal\n")
    (folder / "people/ANNA/charting.1/decisions.json").unlink(missing_ok=True)
    with opened(folder, "BO") as review:
        state = review_state(review)
        assert [each.complete for each in charted(state, review.stage("charting")).studies] == [False, False]
        assert len(chart_session(state, review.stage("charting"), "BO").studies) == 2
        assert consensus_session(state, review.stage("charting")).studies == []


def test_a_consensus_counts_and_the_charters_values_stay(tmp_path):
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA", design="trial")
    fill(folder, "BO", design="survey")
    assert "design" not in answers(folder)[studies[0]]
    with opened(folder) as review:
        stage = review.stage("charting")
        settle_item(review_state(review), stage, studies[0], "design", take="BO")
        settled = settle_item(review_state(review), stage, studies[1], "design", text="interviews")
        assert settled.by == ("ANNA", "BO")
        with pytest.raises(TamisError, match="do not differ"):
            settle_item(review_state(review), stage, studies[0], "country", take="BO")
        found = charted(review_state(review), stage)
        head, rows = found.long()
        kept = [dict(zip(head, row, strict=True)) for row in rows if row[1] == "design" and row[0] == studies[0]]
        assert [(each["by"], each["value"], each["consensus"], each["counts"]) for each in kept] == [
            ("ANNA", "trial", "no", "no"),
            ("BO", "survey", "no", "no"),
            ("ANNA;BO", "survey", "yes", "yes"),
        ]
        through = consensus_session(review_state(review), stage)
        through.go_to(studies[0], "design")
        through.reopen()
    found = answers(folder)
    assert ("design" in found[studies[0]], found[studies[1]]["design"]) == (False, "interviews")


def test_a_consensus_while_blind_is_refused(tmp_path):
    folder, studies = charting_review(tmp_path / "r", "ANNA", "BO", records=2)
    fill(folder, "ANNA")
    fill(folder, "BO", studies=studies[:1], design="survey")
    with opened(folder) as review, pytest.raises(TamisError, match="still blind"):
        settle_item(review_state(review), review.stage("charting"), studies[0], "design", take="BO")


def test_another_window_of_the_same_charter_is_taken_in(tmp_path):
    folder, studies = charting_review(tmp_path / "r")
    with opened(folder, "ANNA") as here, opened(folder, "ANNA") as there:
        first = chart_session(review_state(here), here.stage("charting"), "ANNA")
        second = chart_session(review_state(there), there.stage("charting"), "ANNA")
        first.set("country", "Chad")
        assert [each.study for each in second.refresh()] == [studies[0]], "it began the batch"
        first.set("country", "Norway")
        assert [tuple(each) for each in second.refresh()] == [(studies[0], "country")]
        assert second.field("country").text == "Norway"
        assert first.refresh() == []


def test_the_reports_of_one_study_share_a_form(tmp_path):
    folder, ids = charting_review(tmp_path / "r", records=4)
    one, two = sorted(ids[:2])
    with opened(folder, "ANNA") as review:
        stage = review.stage("charting")
        session = chart_session(review_state(review), stage, "ANNA")
        session.go_to(two)
        session.set("findings", "said before the reports were joined")
        group(review, review_state(review).groups, [one, two])
        joined = chart_session(review_state(review), stage, "ANNA")
        assert joined.studies == [one, *ids[2:]]
        assert joined.field("findings", one).text == "said before the reports were joined"
        assert joined.record(one).id == ids[0]
        joined.go_to(one)
        for name, text in ANSWERS.items():
            joined.set(name, text)
        joined.complete()
        state = open_finished_batches(review)
        assert [each.study for each in charted(state, stage).complete] == [one]
        assert set(state.funnel.state("charting").waiting) == set(ids[2:])
        joined.go_to(one)
        joined.clear("findings")
        assert joined.field("findings", one).value is None
        assert joined.field("country", one).text == "Norway"
        joined.go_to(ids[2])
        joined.set("country", "Chad")
        joined.clear("country")
        again = chart_session(review_state(review), stage, "ANNA")
        assert (again.field("findings", one).text, again.field("country", one).text) == ("", "Norway")


def test_a_further_report_of_a_charted_study_reopens_its_form(tmp_path):
    folder, ids = charting_review(tmp_path / "r", records=2)
    one, two = sorted(ids)
    fill(folder, "ANNA", studies=[one])
    with opened(folder, "ANNA") as review:
        group(review, review_state(review).groups, [one, two])
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        assert session.studies == [one]
        assert not session.is_complete(one)
        assert session.field("country", one).text == "Norway"
        session.complete()
        assert session.is_complete(one)


def test_a_form_whose_answers_differ_since_two_studies_became_one_is_open_until_that_is_settled(tmp_path):
    folder, ids = charting_review(tmp_path / "r", records=2)
    one, two = sorted(ids)
    fill(folder, "ANNA", studies=[one])
    fill(folder, "ANNA", studies=[two], country="Chad")
    with opened(folder, "ANNA") as review:
        group(review, review_state(review).groups, [one, two])
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        assert session.studies == [one] and not session.is_complete(one)
        session.go_to(one)
        session.set("first-author", "Writer")
        session.set("year", "1980")
        session.set("country", "Chad")
        session.complete()
        assert session.is_complete(one)


def test_a_study_excluded_after_all_takes_its_chart_along_and_brings_it_back(tmp_path):
    plan = charting_protocol("ANNA")
    screen = plan[plan.index("[[stage]]") : plan.index("[[chart.item]]")].replace("charting", "screen", 1)
    screen = screen.replace('kind = "chart"', 'kind = "screen"')
    folder = make_review(tmp_path / "r", records=3, text=plan.replace("[[stage]]", screen + "[[stage]]", 1))
    decide_all(folder, "ANNA", "screen", [(f"T{n}", "include") for n in range(3)])
    fill(folder, "ANNA")
    before = answers(folder)
    study = list(before)[1]
    run(folder, "decide", "screen", study, "exclude", role="ANNA")
    assert answers(folder) == {each: values for each, values in before.items() if each != study}
    run(folder, "decide", "screen", study, "include", role="ANNA")
    assert answers(folder) == before
    assert charting_status(folder).readers == {"ANNA": OwedAndDone(owed=3, done=3)}
    with opened(folder) as review:
        state = review_state(review)
        assert state.funnel.leaks() == []
        assert len(charted(state, review.stage("charting")).complete) == 3


def test_of_a_journal_that_was_put_back_what_changed_is_read_anew(tmp_path):
    folder, studies = charting_review(tmp_path / "r")
    fill(folder, "ANNA", studies=studies[1:])
    file = decisions_file(folder, "ANNA", "charting")
    before = file.read_bytes()
    with opened(folder, "ANNA") as review:
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        session.go_to(studies[0])
        session.set("country", "Norway")
        session.go_to(studies[1])
        session.reopen()
        file.write_bytes(before)
        assert {each.study for each in session.refresh()} == set(studies[:2])
        assert session.is_complete(studies[1]) and session.progress(studies[0]).missing == 2


def test_nobody_charts_for_somebody_else_or_where_there_is_no_form(tmp_path):
    folder, _ = charting_review(tmp_path / "r")
    with opened(folder) as review:
        state = review_state(review)
        with pytest.raises(TamisError, match="BO does not chart"):
            chart_session(state, review.stage("charting"), "BO")


def test_a_form_that_was_amended_keeps_what_was_filled_in(tmp_path):
    folder, studies = charting_review(tmp_path / "r", records=1)
    fill(folder, "ANNA", roles="worker; leader")
    text = charting_protocol("ANNA").replace('"worker", "teacher", "leader"', '"worker", "teacher"')
    later = text + '[[chart.item]]\nid = "payment"\nlabel = "Payment"\ntype = "text"\nrequired = true\n'
    (folder / "protocol.toml").write_text(later)
    with opened(folder, "ANNA") as review:
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        assert session.is_complete(studies[0])
        assert session.progress(studies[0]).missing == 1
        assert session.field("roles").outdated == ("leader",)
        assert session.field("roles").text == "worker; leader"


def test_the_appraisal_is_a_second_form_after_charting_when_the_protocol_says_so(tmp_path):
    folder, studies = charting_review(tmp_path / "r", records=1, appraisal=True)
    fill(folder, "ANNA")
    with opened(folder, "ANNA") as review:
        session = chart_session(review_state(review), review.stage("appraisal"), "ANNA")
        assert [each.id for each in session.form.items if each.required][:3] == ["aims", "method", "design"]
        assert sum(each.required for each in session.form.items) == 10
        assert session.studies == studies
        for each in session.form.items:
            if each.required:
                session.set(each.id, "yes")
        session.set("ethics", "can't tell")
        session.complete()
        state = open_finished_batches(review)
        assert [each.complete for each in charted(state, review.stage("appraisal")).studies] == [True]
        assert state.funnel.leaks() == []


def test_a_value_that_cannot_be_saved_changes_nothing(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise NotSaved("the disk is full")

    folder, _ = charting_review(tmp_path / "r")
    with opened(folder, "ANNA") as review:
        session = chart_session(review_state(review), review.stage("charting"), "ANNA")
        monkeypatch.setattr(Journal, "commit", fail)
        with pytest.raises(NotSaved):
            session.set("country", "Norway")
        assert session.field("country").value is None


def test_a_chart_of_a_record_that_is_gone_is_found(tmp_path):
    folder, _ = charting_review(tmp_path / "r", records=1)
    with opened(folder, "ANNA") as review:
        stray = Value(study="0123456789abcdef", item="design", answer=Answer(("trial",)))
        decisions_of(review, "ANNA", "charting").commit({"1": [Change("values", 7, stray.as_document())]}, act="chart")
    found = run_json(folder, "check")
    assert [each["what"] for each in found["problems"]] == [
        "ANNA's decisions at charting hold a chart of 0123456789abcdef, which is no record of this review"
    ]
