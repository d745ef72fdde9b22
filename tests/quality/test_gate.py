"""Does the gate itself see what it must see?"""

import pytest

from tests.quality import gate


@pytest.fixture
def gold_file(tmp_path, monkeypatch):
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.json")
    monkeypatch.delenv("VINDPLAATS_PIN_FLOORS", raising=False)
    path = tmp_path / "gold.jsonl"
    path.write_text("gold")
    return path


def pin(monkeypatch, how, figures, gold_file):
    monkeypatch.setenv("VINDPLAATS_PIN_FLOORS", how)
    try:
        gate.check("key", figures, [gold_file])
    finally:
        monkeypatch.delenv("VINDPLAATS_PIN_FLOORS")


def test_a_figure_below_its_floor_fails(gold_file, monkeypatch):
    pin(monkeypatch, "1", {"f1": 0.9}, gold_file)
    with pytest.raises(AssertionError, match=r"f1 is 0\.8000, below its floor 0\.9000"):
        gate.check("key", {"f1": 0.8}, [gold_file])


def test_a_figure_at_its_floor_passes(gold_file, monkeypatch):
    pin(monkeypatch, "1", {"f1": 0.9}, gold_file)
    gate.check("key", {"f1": 0.8998}, [gold_file])


def test_what_rests_on_the_encoder_may_be_a_little_lower_on_another_processor(gold_file, monkeypatch):
    pin(monkeypatch, "1", {"f1": 0.9}, gold_file)
    gate.check("key", {"f1": 0.8951}, [gold_file], gate.ROUNDING)
    with pytest.raises(AssertionError, match="below its floor"):
        gate.check("key", {"f1": 0.894}, [gold_file], gate.ROUNDING)


def test_pinning_refuses_to_lower_a_floor_unless_told_so(gold_file, monkeypatch):
    pin(monkeypatch, "1", {"f1": 0.9}, gold_file)
    with pytest.raises(AssertionError, match="below its floor"):
        pin(monkeypatch, "1", {"f1": 0.8}, gold_file)
    pin(monkeypatch, "allow-regression", {"f1": 0.8}, gold_file)
    gate.check("key", {"f1": 0.8}, [gold_file])


def test_changed_gold_asks_for_a_new_pin(gold_file, monkeypatch):
    pin(monkeypatch, "1", {"f1": 0.9}, gold_file)
    gold_file.write_text("other gold")
    with pytest.raises(AssertionError, match="the gold changed"):
        gate.check("key", {"f1": 0.9}, [gold_file])


def test_a_figure_without_a_floor_is_not_passed_over(gold_file, monkeypatch):
    pin(monkeypatch, "1", {"f1": 0.9}, gold_file)
    with pytest.raises(AssertionError, match="no floor"):
        gate.check("key", {"f1": 0.9, "recall": 0.1}, [gold_file])
