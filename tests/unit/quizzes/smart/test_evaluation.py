"""The evaluation program: figures by hand, and no fuss where there is nothing to measure."""

from collections import Counter
from pathlib import Path

import pytest

from quizzes.smart.evaluation import accuracy, f1, macro_f1, main, weighted_kappa


def test_it_measures_a_file_of_coded_recommendations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    coded = tmp_path / "coded.csv"
    coded.write_text(
        "session,text,action\n1,Repeal the Press Act.,5\n1,Promote peace.,4\n2,Promote art.,5\n",
        encoding="utf-8",
    )

    status = main([str(coded)])

    lines = capsys.readouterr().out.splitlines()
    assert status == 0
    assert "accuracy                  0.6667" in lines
    assert "accuracy                  0.5000  0.0000  1.0000" in lines
    assert [line.split() for line in lines if line.startswith(" 2 ")] == [["2", "1", "0.000"]]


def test_a_file_that_is_not_there_is_said_and_is_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.csv")]) == 0
    assert "Nothing to measure" in capsys.readouterr().out


def test_the_environment_may_name_the_file(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("UPR_DATA", "elsewhere.csv")

    assert main([]) == 0
    assert "elsewhere.csv" in capsys.readouterr().out


def test_the_figures_are_those_of_a_table_worked_out_by_hand() -> None:
    table = Counter({(4, 4): 2, (4, 5): 1, (5, 5): 1})

    assert accuracy(table) == 0.75
    assert f1(table, 4) == pytest.approx(0.8)
    assert macro_f1(table) == pytest.approx((0.8 + 2 / 3) / 2)
    assert weighted_kappa(table) == pytest.approx(0.5)


def test_full_agreement_is_kappa_one() -> None:
    assert weighted_kappa(Counter({(1, 1): 3, (5, 5): 2})) == 1
