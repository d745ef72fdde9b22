"""Attributes of XML and Word files may hold anything."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.attributes import whole_number
from ingest.reader import read_file
from ingest.xml.body import _grid


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("2", 2),
        (" 02 ", 2),
        ("-3", -3),
        # Python reads no number of more than 4300 digits, and takes superscripts for digits that int refuses
        ("9" * 5000, 10_000),
        ("²", 7),
        ("٣", 7),
        ("--1", 7),
        ("", 7),
        (None, 7),
    ],
)
def test_a_number_in_an_attribute_is_read_or_passed_over(written, number):
    assert whole_number(written, 7) == number


@pytest.mark.parametrize("rows", ["²", "9" * 5000, "-4", "x"])
def test_a_table_whose_cell_spans_no_number_of_rows_is_read(rows):
    group = etree.fromstring(
        f'<tgroup><row><entry morerows="{rows}">a</entry></row><row><entry>b</entry></row></tgroup>'
    )
    assert [[cell.text for cell in row.values()] for row in _grid(group)] == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("encoding", "mark"), [("utf-16-le", "\ufeff"), ("utf-16-be", "\ufeff"), ("utf-16-le", ""), ("utf-16-be", "")]
)
def test_xml_in_utf_16_is_read_as_any_other(encoding, mark, tmp_path):
    body = "<officiele-publicatie><kamerstuk><stuk><algemeen><vrije-tekst><tekst><al>Coördinatie: één loket.</al>"
    body += "</tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"
    file = tmp_path / "brief.xml"
    file.write_bytes(f'{mark}<?xml version="1.0" encoding="UTF-16"?>{body}'.encode(encoding))
    assert read_file(file).text.strip() == "Coördinatie: één loket."
