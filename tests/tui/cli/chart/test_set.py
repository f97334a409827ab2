from tests.reviews import run, run_json


def test_an_answer_with_its_evidence_is_saved_changed_and_taken_back(one):
    folder, (study, *_) = one
    said = run_json(
        folder, "chart", "set", "charting", study, "design", "inter", "--quote", "we talked", "--page", "7", role="ANNA"
    )
    assert (said["value"], said["quote"], said["page"], said["by"]) == ("interviews", "we talked", "7", ["ANNA"])
    said = run_json(folder, "chart", "set", "charting", study, "design", "--not-reported", role="ANNA")
    assert (said["value"], said["not_reported"], said["quote"]) == (None, True, "we talked")
    run(folder, "chart", "set", "charting", study, "design", "--clear", role="ANNA")
    assert run_json(folder, "undo", "charting", role="ANNA")["records"] == [study]
    rows = [each for each in run_json(folder, "history", study) if each["stage"] == "charting"]
    assert [(each["what"], each["to"]) for each in rows] == [
        ("chart", "design: "),
        ("chart", "design: interviews"),
        ("chart", "design: not reported"),
        ("clear", ""),
        ("undo", "design: not reported"),
    ]


def test_an_answer_has_several_quotes(one):
    folder, (study, *_) = one
    given = ("chart", "set", "charting", study, "findings")
    run(folder, *given, "shared", "--quote", "we shared it", "--page", "7", role="ANNA")
    told = run_json(folder, *given, "--quote", "and led it", "--also", role="ANNA")
    assert [each["text"] for each in told["quotes"]] == ["we shared it", "and led it"]
    assert (told["quote"], told["page"]) == ("we shared it […] and led it", "7")
    refused = run(folder, *given, "shared", "--also", role="ANNA")
    assert refused.exit_code == 2 and "--also goes with --quote" in refused.stderr
