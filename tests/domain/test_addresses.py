"""Web domains, e-mail addresses, postcodes and company numbers: one form each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain import company_number, postcode, web
from trtui.domain.errors import Invalid

anything = st.one_of(st.text(max_size=60), st.sampled_from(list(EVIL.values())))


class TestEmail:
    @pytest.mark.parametrize(
        ("typed", "address"),
        [
            ("dana@brookhill.example", "dana@brookhill.example"),
            (" Dana.Whitlock@Brookhill.EXAMPLE ", "dana.whitlock@brookhill.example"),
            ("Dana Whitlock <dana@brookhill.example>", "dana@brookhill.example"),
            ("mailto:dana@brookhill.example?subject=Hello", "dana@brookhill.example"),
            ("dana+jobs@brookhill.co.uk;", "dana+jobs@brookhill.co.uk"),
            ("o'neil@brookhill.example", "o'neil@brookhill.example"),
            ("dana@münchen.example", "dana@xn--mnchen-3ya.example"),
            ("", ""),
        ],
    )
    def test_one_form(self, typed: str, address: str) -> None:
        assert web.email(typed) == address

    @pytest.mark.parametrize(
        "typed",
        [
            "dana",
            "dana@",
            "@brookhill.example",
            "dana@brookhill",
            "a..b@c.com",
            "a b@c.com",
            "a@b@c.com",
            "a@-b.com",
        ],
    )
    def test_what_is_none(self, typed: str) -> None:
        with pytest.raises(Invalid, match="not an e-mail address") as refused:
            web.email(typed)
        assert refused.value.field == "email"

    def test_too_long(self) -> None:
        with pytest.raises(Invalid):
            web.email("a" * 250 + "@brookhill.example")

    @given(text=anything)
    def test_read_or_refused_and_stable(self, text: str) -> None:
        try:
            address = web.email(text)
        except Invalid:
            return
        assert web.email(address) == address


class TestDomain:
    @pytest.mark.parametrize(
        ("typed", "host", "evidence"),
        [
            ("https://www.Brookhill.example/uk?x=1#top", "brookhill.example", "brookhill.example"),
            ("HTTP://user:pw@brookhill.co.uk:8080/", "brookhill.co.uk", "brookhill.co.uk"),
            ("www.brookhill.co.uk", "brookhill.co.uk", "brookhill.co.uk"),
            ("jobs.brookhill.co.uk", "jobs.brookhill.co.uk", "brookhill.co.uk"),
            ("dana@mail.brookhill.com.au", "mail.brookhill.com.au", "brookhill.com.au"),
            ("leeds.ac.uk", "leeds.ac.uk", "leeds.ac.uk"),
            ("brookhill.uk.com", "brookhill.uk.com", "brookhill.uk.com"),
            ("brookhill.example (new)", "brookhill.example", "brookhill.example"),
            ("münchen.example", "xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
            ("dana@gmail.com", "gmail.com", ""),
            ("x@btinternet.com", "btinternet.com", ""),
            ("x@hotmail.co.uk", "hotmail.co.uk", ""),
            ("facebook.com/brookhill", "facebook.com", ""),
            ("brookhill.wixsite.com", "brookhill.wixsite.com", ""),
            ("www.co.uk", "co.uk", ""),
            ("localhost", "", ""),
            ("192.168.1.1", "", ""),
            ("http://[::1]/", "", ""),
            ("Brookhill", "", ""),
            ("", "", ""),
        ],
    )
    def test_host_and_evidence(self, typed: str, host: str, evidence: str) -> None:
        assert web.domain_of(typed) == host
        assert web.company_domain(typed) == evidence

    @pytest.mark.parametrize(
        "provider", "gmail.com outlook.com hotmail.com yahoo.co.uk icloud.com sky.com aol.com".split()
    )
    def test_free_mail_is_no_evidence(self, provider: str) -> None:
        assert web.is_free_mail(provider)
        assert web.is_free_mail(f"someone@{provider}")
        assert web.company_domain(f"someone@{provider}") == ""

    def test_a_website_field(self) -> None:
        assert web.website("https://Brookhill.example/about") == "brookhill.example"
        assert web.website("  ") == ""
        for typed in ("dana@brookhill.example", "Brookhill Ltd", "a.co.uk b.co.uk"):
            with pytest.raises(Invalid, match="not a web address"):
                web.website(typed)

    @given(text=anything)
    def test_never_raises_and_is_stable(self, text: str) -> None:
        host = web.domain_of(text)
        assert host.isascii() and " " not in host
        assert web.domain_of(host) == host or host.startswith("www")
        company = web.company_domain(text)
        assert company == "" or web.registrable(company) == company


class TestPostcode:
    @pytest.mark.parametrize(
        ("typed", "whole", "district", "area"),
        [
            ("ls101ab", "LS10 1AB", "LS10", "LS"),
            (" LS10  1AB ", "LS10 1AB", "LS10", "LS"),
            ("ec1a-1bb", "EC1A 1BB", "EC1A", "EC"),
            ("w1a 1aa", "W1A 1AA", "W1A", "W"),
            ("m1 1ae", "M1 1AE", "M1", "M"),
            ("b33 8th", "B33 8TH", "B33", "B"),
            ("gir 0aa", "GIR 0AA", "GIR", "GIR"),
        ],
    )
    def test_british(self, typed: str, whole: str, district: str, area: str) -> None:
        assert postcode.is_british(typed)
        assert postcode.normalise(typed) == whole
        assert (postcode.district(typed), postcode.area(typed)) == (district, area)

    @pytest.mark.parametrize("typed", ["75008", "1012 AB", "D02 X285", "XX1 1AA", "LS10 1CI", ""])
    def test_others_are_tidied_and_left_alone(self, typed: str) -> None:
        assert not postcode.is_british(typed)
        assert postcode.normalise(f" {typed.lower()} ") == typed

    @pytest.mark.parametrize(
        ("typed", "searched", "district"),
        [
            ("ls10", "LS10", "LS10"),
            ("ls10 1", "LS10 1", "LS10"),
            ("LS10 1a", "LS10 1A", "LS10"),
            ("ls101ab", "LS10 1AB", "LS10"),
            ("sw1a", "SW1A", "SW1A"),
            ("ls", "", ""),
            ("xx9", "", ""),
            ("leeds", "", ""),
        ],
    )
    def test_part_of_one(self, typed: str, searched: str, district: str) -> None:
        assert postcode.searched(typed) == searched
        assert postcode.district(typed) == district

    @given(text=anything)
    def test_never_raises_and_is_stable(self, text: str) -> None:
        whole = postcode.normalise(text)
        assert postcode.normalise(whole) == whole
        assert postcode.searched(text).startswith(postcode.district(text))


class TestCompanyNumber:
    @pytest.mark.parametrize(
        ("typed", "number"),
        [
            ("04418292", "04418292"),
            ("4418292", "04418292"),
            ("No. 441 8292", "04418292"),
            ("Company number: 4418292", "04418292"),
            ("№ 04418292", "04418292"),
            ("sc123456", "SC123456"),
            ("NI 012345", "NI012345"),
            ("oc-301234", "OC301234"),
            ("R1234567", "R1234567"),
            ("ip00000r", "IP00000R"),
            ("", ""),
        ],
    )
    def test_one_form(self, typed: str, number: str) -> None:
        assert company_number.parse(typed) == number
        assert company_number.find(typed) == number

    @pytest.mark.parametrize(
        "typed", ["044182921", "SC12345", "ABC12345", "Brookhill", "0441829X", "١٢٣٤٥٦٧٨"]
    )
    def test_what_is_none(self, typed: str) -> None:
        assert company_number.find(typed) == ""
        with pytest.raises(Invalid, match="not a company number") as refused:
            company_number.parse(typed)
        assert refused.value.field == "number"

    def test_what_looks_like_one_while_searching(self) -> None:
        assert company_number.looks_like("4418292")
        assert company_number.looks_like("SC123456")
        assert not company_number.looks_like("2020")
        assert not company_number.looks_like("01134960142")

    @given(digits=st.integers(1, 99_999_999))
    def test_dropped_zeros_come_back(self, digits: int) -> None:
        assert company_number.parse(str(digits)) == f"{digits:08}"

    @given(text=anything)
    def test_read_or_refused_and_stable(self, text: str) -> None:
        number = company_number.find(text)
        assert company_number.find(number) == number
        assert len(number) in (0, 8)
