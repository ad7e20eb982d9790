"""Figures read from text as articles write them, formulas over them, and the ledger that holds both."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.document import Fact
from briefing.evidence import formula, ledger, numbers
from briefing.outline.schema import FactModel

EXACT = [
    ("39.1", "39.1"),
    ("39.10", "39.10"),
    ("-28", "-28"),
    ("−28", "-28"),
    ("+5", "5"),
    ("1,000", "1000"),
    ("12,345.6", "12345.6"),
    ("３９．１", "39.1"),
    ("1/4", "0.25"),
    ("四分之一", "0.25"),
    ("半数", "0.5"),
    ("三个亿", "300000000"),
    ("七", "7"),
    ("十", "10"),
    ("十二", "12"),
    ("两", "2"),
    ("二十", "20"),
    ("一百零五", "105"),
    ("三千", "3000"),
    ("两千零二十四", "2024"),
    ("1.5亿", "150000000"),
    ("3万亿", "3000000000000"),
    ("13万", "130000"),
    ("5百", "500"),
    ("三千万", "30000000"),
    ("15%", "15"),
    ("0", "0"),
    ("一万二千", "12000"),
    ("两千三", "2300"),
    ("一百五", "150"),
    ("三块六", "3.6"),
    ("一米七五", "1.75"),
    ("一斤二两", "1.2"),
    ("2小时08分15秒", "7695"),
    ("2小时08分15", "7695"),
    ("9秒98", "9.98"),
    ("3年半", "3.5"),
    ("两年零三个月", "27"),
    ("10的负6次方", "0.000001"),
    ("10^-6", "0.000001"),
    ("3×10⁸", "300000000"),
    ("1亿2000万", "120000000"),
    ("1千5百", "1500"),
    ("半成", "0.05"),
    ("一万二", "12000"),
    ("一万零二", "10002"),
    ("三亿五千万", "350000000"),
    ("第三", "3"),
    ("第40", "40"),
    ("半", "0.5"),
    ("百分之十五", "0.15"),
    ("高达59.7", "59.7"),
]

APPROXIMATE = [
    ("超180", "180"),
    ("超过180", "180"),
    ("近30", "30"),
    ("约5", "5"),
    ("逾1.2万", "12000"),
    ("不足1", "1"),
    ("最高78.5", "78.5"),
    ("至少7", "7"),
    ("3000多", "3000"),
    ("200余", "200"),
    ("30多万", "300000"),
    ("十余", "10"),
    ("5以上", "5"),
    ("上千", "1000"),
    ("过亿", "100000000"),
    ("过半", "0.5"),
    ("上百个亿", "10000000000"),
    ("不超过3", "3"),
    ("三十来", "30"),
    ("10左右", "10"),
    ("半小时", None),
]

RANGES = [
    ("80元至380", "80", "380", "80元～380"),
    ("5～14", "5", "14", "5～14"),
    ("5-14", "5", "14", "5～14"),
    ("5–14", "5", "14", "5～14"),
    ("5—14", "5", "14", "5～14"),
    ("5~14", "5", "14", "5～14"),
    ("5 至 14", "5", "14", "5～14"),
    ("五到十四", "5", "14", "五～十四"),
    ("15%～30%", "15", "30", "15%～30%"),
    ("13万～17万", "130000", "170000", "13万～17万"),
    ("-5～3", "-5", "3", "-5～3"),
    ("-5--3", "-5", "-3", "-5～-3"),
    ("约5～14", "5", "14", "约5～14"),
    ("两三", "2", "3", "两三"),
    ("三五", "3", "5", "三五"),
    ("七八十", "70", "80", "七八十"),
    ("数百", "200", "900", "数百"),
    ("十几", "11", "19", "十几"),
]

NO_NUMBERS = [
    "",
    " ",
    "很多",
    "11个",
    "1,00",
    "1.2.3",
    "1.",
    ".5",
    "--1",
    "1/0",
    "零分之一",
    "5～",
    "～5",
    "14～5",
    "5～14%",
    "5～14万",
    "超",
    "万",
    "nan",
    "inf",
    "1e5",
    "0x1f",
    "十十",
    "二七",
    "1～2～3",
    "1" * 41,
    "9" * 200 + "亿",
    "一" * 90,
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_a_number_is_read_exactly(text: str, value: str) -> None:
    quantity = numbers.parse(text)
    assert quantity.low == quantity.high == Decimal(value)
    assert str(quantity.low) == value
    assert not quantity.approximate


@pytest.mark.parametrize(("text", "value"), [(text, value) for text, value in APPROXIMATE if value])
def test_words_of_approximation_are_kept_in_the_text(text: str, value: str) -> None:
    quantity = numbers.parse(text)
    assert quantity.low == quantity.high == Decimal(value)
    assert quantity.approximate
    assert quantity.text == text


@pytest.mark.parametrize(("text", "low", "high", "shown"), RANGES)
def test_a_range_is_shown_with_the_standards_mark(text: str, low: str, high: str, shown: str) -> None:
    quantity = numbers.parse(text)
    assert (quantity.low, quantity.high, quantity.text) == (Decimal(low), Decimal(high), shown)


def test_words_around_a_number_say_how_it_bounds() -> None:
    words = ["超180", "近4", "约5", "至少7", "最高78.5", "200余", "5以内", "高达3", "10左右", "两三", "39.1"]
    expected = ["over", "under", "about", "at least", "at most", "over", "at most", "exact", "about", "about", "exact"]
    assert [numbers.parse(word).bound for word in words] == expected


@pytest.mark.parametrize("text", [*NO_NUMBERS, "半小时"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(is|leaves|divides|has more than 40 digits)"):
        numbers.parse(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_every_decimal_comes_back(value: Decimal) -> None:
    quantity = numbers.parse(f"{value:f}")
    assert quantity.low == value
    assert quantity.text == f"{value:f}".replace("-", numbers.MINUS)


@given(st.text(alphabet="0123456789.,-～/%万亿十百千一二两多余约超至 到ab（", max_size=40))
def test_any_text_is_a_number_or_a_value_error(text: str) -> None:
    try:
        quantity = numbers.parse(text)
    except ValueError:
        return
    assert quantity.low <= quantity.high


# Formulas


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b", "12"),
        ("a - b", "8"),
        ("a × b", "20"),
        ("（a－b）÷ b * 100", "400"),
        ("-a + 0.1", "-9.9"),
        ("a / 4", "2.5"),
    ],
)
def test_a_formula_is_worked_out_in_decimal(text: str, value: str) -> None:
    parsed = formula.parse(text)
    assert parsed.evaluate({"a": Decimal(10), "b": Decimal(2)}) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    ["a +", "a ** 2", "a(1)", "a.b", "a[0]", "lambda: a", "a if a else a", "'a'", "a and b", "1 + 2", "a; b", "1if a", "True+a", "("],
)  # fmt: skip
def test_only_arithmetic_is_a_formula(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a formula|names no fact"):
        formula.parse(text)


def test_formulas_are_ordered_and_circles_found() -> None:
    formulas = {
        name: formula.parse(text)
        for name, text in {"a": "b + x", "b": "x", "c": "d", "d": "e + a", "e": "c", "f": "c"}.items()
    }
    ordered, circles = formula.in_order(formulas)
    assert ordered == ["b", "a"]
    assert circles == [["c", "d", "e", "c"]]


# The ledger


def fact(**values: str) -> FactModel:
    given_values = {"label": "产量", "as_of": "2025年", "scope": "全市", "source": "report#output"} | values
    if "value" in values:
        given_values.setdefault("evidence", "产量")
    return FactModel.model_validate(given_values)


def settled(**facts: FactModel) -> dict[str, Fact]:
    result, problems = ledger.settle(facts, {"report#output": "产量与份额"})
    assert problems == []
    return result


def test_a_derived_fact_is_rounded_half_up_and_marked() -> None:
    facts = settled(a=fact(value="1"), b=fact(value="8"), c=fact(formula="a / b * 100", decimals="1", unit="%"))
    assert facts["c"].text == "12.5%"
    assert facts["c"].derived
    assert facts["c"].citation.heading == "产量与份额"
    assert settled(a=fact(value="2.5"), b=fact(formula="a"))["b"].text == "3"


def test_derived_facts_rest_on_derived_facts_in_any_order() -> None:
    facts = settled(c=fact(formula="b * 2"), b=fact(formula="a + 1"), a=fact(value="3"))
    assert list(facts) == ["c", "b", "a"]
    assert facts["c"].text == "8"


@pytest.mark.parametrize(("value", "reason"), [("超3", "is approximate (超3)"), ("3～5", "is a range")])
def test_a_formula_takes_exact_numbers_only(value: str, reason: str) -> None:
    _, found = ledger.settle({"b": fact(formula="a + 1"), "a": fact(value=value)}, {})
    assert [reason in problem.message for problem in found] == [True]


@pytest.mark.parametrize(("value", "unit"), [("39.1万", "万辆"), ("1.5亿", "亿元")])
def test_how_large_a_figure_is_is_said_once(value: str, unit: str) -> None:
    _, found = ledger.settle({"a": fact(value=value, unit=unit)}, {})
    assert ["both say how large" in problem.message for problem in found] == [True]


def test_a_long_chain_of_derived_facts_takes_no_recursion() -> None:
    chain = {f"f{i}": fact(formula=f"f{i + 1} + 1") for i in range(3000)} | {"f3000": fact(value="0")}
    assert settled(**chain)["f0"].text == "3000"


def test_what_rests_on_a_wrong_fact_is_not_reported_again() -> None:
    facts, problems = ledger.settle({"a": fact(value="多少"), "b": fact(formula="a * 2")}, {})
    assert facts == {}
    assert [(problem.keys, problem.message) for problem in problems] == [
        (("facts", "a", "value"), "“多少” is not a number")
    ]


def test_a_fact_declared_but_broken_elsewhere_is_not_unknown() -> None:
    _, problems = ledger.settle({"b": fact(formula="a * 2")}, {}, {"a", "b"})
    assert problems == []
