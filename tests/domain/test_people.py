"""Whether two people are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain.people import Person, compare, is_shared_mailbox

MOBILE, OTHER_MOBILE = "+447700900142", "+447700900201"
DIRECT = "+441134960142"


def likeness(typed: Person, known: Person, *, here: bool = False) -> str | None:
    same = compare(typed, known, is_here=here)
    return None if same is None else same.likeness.value


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Dana Whitlock", "Whitlock, Dana"),
        ("dana whitlock", "Mrs Dana WHITLOCK"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Anne-Marie O'Neil", "Annemarie ONeil"),
        ("Søren Ærø", "Soeren Aeroe"),
        ("李 小龍", "李小龍"),
    ],
)
def test_one_name_in_its_usual_spellings_at_one_client_is_likely_one_person(typed: str, known: str) -> None:
    assert likeness(Person(typed), Person(known), here=True) == "likely"
    assert likeness(Person(typed), Person(known)) == "possible"
    assert likeness(Person(typed, lines=(MOBILE,)), Person(known, lines=(MOBILE,))) == "certain"


@pytest.mark.parametrize(
    ("typed", "known"),
    [("Bob Jones", "Robert Jones"), ("D Whitlock", "Dana Whitlock"), ("Dana Whitlok", "Dana Whitlock")]
    + [("Dana Whitlock-Jones", "Dana Whitlock"), ("Dana", "Dana Whitlock")],
)
def test_nearly_one_name_asks_and_with_an_own_number_is_likely(typed: str, known: str) -> None:
    assert likeness(Person(typed), Person(known), here=True) == "possible"
    assert likeness(Person(typed), Person(known)) is None
    assert likeness(Person(typed, lines=(MOBILE,)), Person(known, lines=(MOBILE,))) == "likely"


@pytest.mark.parametrize(
    ("typed", "known"), [("Jo Bright", "Joe Bright"), ("Ann Lee", "Dan Lee"), ("Ravi Menon", "Dana Whitlock")]
)
def test_other_names_are_other_people_whatever_they_share(typed: str, known: str) -> None:
    shared = Person(typed, ("office@ferris.example",), (DIRECT,))
    assert likeness(shared, Person(known, ("office@ferris.example",), (DIRECT,)), here=True) is None
    own = Person(typed, ("dana@acme.example",), (MOBILE,))
    assert likeness(own, Person(known, ("Dana@acme.example",), (MOBILE,)), here=True) == "possible"


def test_two_of_one_name_at_one_client_whose_own_numbers_differ_are_two() -> None:
    senior = Person("David Price", ("david@price.example",), (OTHER_MOBILE,))
    junior = Person("David Price", ("dave.junior@price.example",), (MOBILE,))
    assert likeness(junior, senior, here=True) == "possible"
    assert likeness(Person("David Price", ("dave.junior@price.example",)), senior, here=True) == "possible"
    assert likeness(Person("David Price"), senior, here=True) == "likely"


def test_an_extension_makes_a_switchboard_somebody_s_own() -> None:
    dana = Person("Dana Whitlock", lines=(f"{DIRECT};ext=204",))
    assert likeness(Person("D Whitlock", lines=(f"{DIRECT};ext=204",)), dana) == "likely"
    assert likeness(Person("Ravi Menon", lines=(f"{DIRECT};ext=317",)), dana, here=True) is None


def test_without_a_name_only_what_is_somebody_s_own_says_anything() -> None:
    assert likeness(Person("", lines=(MOBILE,)), Person("Dana Whitlock", lines=(MOBILE,))) == "possible"
    assert (
        likeness(Person("", ("info@acme.example",)), Person("Dana Whitlock", ("info@acme.example",))) is None
    )


@pytest.mark.parametrize("address", ["info@a.example", "HR@a.example", "sales2@a.example", "job.s@a.example"])
def test_a_mailbox_that_several_read_is_known_by_its_name(address: str) -> None:
    assert is_shared_mailbox(address)
    assert not is_shared_mailbox("dana.whitlock@a.example")


@given(
    names=st.tuples(st.text(max_size=30), st.text(max_size=30)),
    lines=st.lists(st.sampled_from([MOBILE, DIRECT, "not a number", ""]), max_size=3),
    here=st.booleans(),
)
def test_any_two_people_can_be_compared_and_it_is_all_one_which_is_typed(
    names: tuple[str, str], lines: list[str], here: bool
) -> None:
    one, other = (Person(name, ("x",), tuple(lines)) for name in names)
    assert likeness(one, other, here=here) == likeness(other, one, here=here)
