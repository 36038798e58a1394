"""What is said to authors."""

from __future__ import annotations

import re

import pytest

from pelican_mks import transform
from pelican_mks.shortcodes import diagnostic
from pelican_mks.shortcodes.diagnostic import FAULTS, Fault, Severity, diagnose
from tools.docs import faults

REST = "[mks_tab_item]a[/mks_tab_item][/mks_tabs]"
EACH = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.code)


def test_codes_are_unique() -> None:
    codes = [fault.code for fault in FAULTS]
    assert len(set(codes)) == len(codes)


def test_all_are_listed_in_the_order_of_their_codes() -> None:
    assert list(FAULTS) == [
        value for value in vars(diagnostic).values() if isinstance(value, Fault)
    ]
    assert list(FAULTS) == sorted(FAULTS, key=lambda fault: fault.code)


@EACH
def test_its_example_has_it(fault: Fault) -> None:
    assert faults.message(fault).startswith(f"{fault.code} ")
    assert fault.title.endswith(".")


@EACH
def test_codes_look_alike(fault: Fault) -> None:
    assert re.fullmatch(r"MKS\d{3}", fault.code)


@EACH
def test_a_fault_says_what_is_wrong_what_was_done_and_how_to_repair_it(fault: Fault) -> None:
    for sentence in (fault.problem, fault.rescue, fault.repair):
        assert sentence
        assert not sentence.endswith(".")


def test_a_message_is_one_line_in_full_sentences() -> None:
    (found,) = transform("<p>[/mks_tabs]</p>").diagnostics
    assert found.code == "MKS005"
    assert found.severity is Severity.WARNING
    assert found.message == (
        "[/mks_tabs] closes nothing; it was dropped. "
        "Remove it, or write the opening tag that is missing."
    )


def test_an_author_s_line_breaks_and_braces_do_no_harm() -> None:
    found = diagnose(diagnostic.EMPTY_ITEM, (1, 2), name="x", title="{a}\n {name}")
    assert found.message.startswith("[x] titled “{a} {name}” holds no text; its place says so.")
    assert (found.start, found.end) == (1, 2)


@pytest.mark.parametrize(
    ("html", "code", "details"),
    [
        ('[mks_tabs nav="x"]', "MKS011", "nav=“x” of [mks_tabs] is not valid; “horizontal”"),
        ('[mks_tabs colour="x"]', "MKS010", "Known are: nav, label, sync, layout, id."),
        ("[mks_tab]", "MKS008", "Write [mks_tabs] if that is meant."),
        ("[mks_tab_item title=”A”]x", "MKS020", 'Write title="A".'),
        ('[mks_tab_item title="A"]x[/mks_tab_item]', "MKS003", "stands outside [mks_tabs]"),
    ],
)
def test_messages_quote_what_was_written(html: str, code: str, details: str) -> None:
    messages = {found.code: found.message for found in transform(html + REST).diagnostics}
    assert details in messages[code]
