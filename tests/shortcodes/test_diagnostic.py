"""The rules and the messages of diagnostics."""

from __future__ import annotations

import re

import pytest

from pelican_mks import transform
from pelican_mks.shortcodes import diagnostic
from pelican_mks.shortcodes.diagnostic import RULES, Rule, Severity, diagnose
from tools.docs import rules

REST = "[mks_tab_item]a[/mks_tab_item][/mks_tabs]"
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def test_codes_are_unique() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)


def test_all_rules_are_listed_in_the_order_of_their_codes() -> None:
    assert list(RULES) == [value for value in vars(diagnostic).values() if isinstance(value, Rule)]
    assert list(RULES) == sorted(RULES, key=lambda rule: rule.code)


@EACH
def test_the_example_of_a_rule_violates_it(rule: Rule) -> None:
    assert rules.message(rule).startswith(f"{rule.code} ")
    assert rule.title.endswith(".")


@EACH
def test_codes_have_the_same_format(rule: Rule) -> None:
    assert re.fullmatch(r"MKS\d{3}", rule.code)


@EACH
def test_a_rule_says_what_is_wrong_what_the_page_shows_and_what_to_write(rule: Rule) -> None:
    for sentence in (rule.problem, rule.consequence, rule.advice):
        assert sentence
        assert not sentence.endswith(".")


def test_a_message_is_one_line_in_full_sentences() -> None:
    (found,) = transform("<p>[/mks_tabs]</p>").diagnostics
    assert found.code == "MKS005"
    assert found.severity is Severity.WARNING
    assert found.message == (
        "[/mks_tabs] has no matching opening tag; it is ignored. Remove it, or write the opening tag."
    )


def test_line_breaks_and_braces_in_values_are_harmless() -> None:
    found = diagnose(diagnostic.EMPTY_ITEM, (1, 2), name="x", title="{a}\n {name}")
    assert found.message.startswith("[x] “{a} {name}” is empty; the page shows a placeholder.")
    assert (found.start, found.end) == (1, 2)


@pytest.mark.parametrize(
    ("html", "code", "details"),
    [
        ('[mks_tabs nav="x"]', "MKS011", "nav=“x” is not valid in [mks_tabs]; “horizontal”"),
        ('[mks_tabs colour="x"]', "MKS010", "Valid attributes: nav, label, sync, layout, id."),
        ("[mks_tab]", "MKS008", "Write [mks_tabs] if you mean that."),
        ("[mks_tab_item title=”A”]x", "MKS020", 'Write title="A".'),
        ('[mks_tab_item title="A"]x[/mks_tab_item]', "MKS003", "is outside [mks_tabs]"),
    ],
)
def test_messages_quote_the_source(html: str, code: str, details: str) -> None:
    messages = {found.code: found.message for found in transform(html + REST).diagnostics}
    assert details in messages[code]


def test_published_codes_keep_their_severity() -> None:
    published = {
        "error": "MKS017",
        "info": "MKS020 MKS021 MKS022 MKS024",
        "warning": (
            "MKS001 MKS002 MKS003 MKS004 MKS005 MKS006 MKS007 MKS008 MKS009 MKS010 MKS011 MKS012"
            " MKS013 MKS014 MKS015 MKS016 MKS018 MKS023"
        ),
    }
    severities = {rule.code: rule.severity.value for rule in RULES}
    for severity, codes in published.items():
        for code in codes.split():
            assert severities[code] == severity


def test_a_message_quotes_the_beginning_of_a_long_text() -> None:
    rule = diagnostic.INVALID_VALUE
    details = {"attribute": "nav", "name": "mks_tabs", "default": "", "allowed": ""}
    for length, quoted in ((200, "a" * 200), (201, "a" * 200 + "…")):
        message = diagnose(rule, (0, 0), value="a" * length, **details).message
        assert f"“{quoted}”" in message
