"""What the company register knows of a client while it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import aclosing
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from trtui.domain import company_number, postcode
from trtui.ui.beside import beside
from trtui.ui.form_fields import Note
from trtui.ui.screens.company_lines import CompanyList

if TYPE_CHECKING:
    from trtui.desk.clients import NewClient
    from trtui.domain.register.values import RegisterHit
    from trtui.ui.app import Workspace
    from trtui.ui.companies import Companies

TITLE = "On the register"
NOTHING_TYPED = "Three letters of the name, a company number or a postcode find it here."
NOBODY = "No match at Companies House."
NO_REGISTER = (
    "No company register here yet: trtui register load FILE; or one to try: trtui register sample FILE.zip"
)
PAUSE = 0.12
"""Seconds without a key before the register is asked."""
FEWEST_LETTERS = 3
LIMIT = 8


async def resting() -> None:
    """Wait until no key has come for a while."""
    await asyncio.sleep(PAUSE)


class Question(NamedTuple):
    """What is asked: a text, and the postcode near which the company may be."""

    text: str
    code: str = ""


def questions(typed: NewClient) -> list[Question]:
    """Return what the register can be asked about a client as typed so far: its number, else its name, its postcode."""
    found = []
    code = postcode.normalise(typed.postcode) if postcode.is_british(typed.postcode) else ""
    if company_number.looks_like(typed.number):
        found.append(Question(company_number.find(typed.number) or typed.number.strip()))
    if sum(map(str.isalnum, typed.name)) >= FEWEST_LETTERS:
        found.append(Question(typed.name.strip(), code))
    elif code:
        found.append(Question(code))
    return found


class RegisterSide(Vertical):
    """The companies that may be meant, under their title; asked when typing rests, stopped when it goes on."""

    class Found(Message):
        """Other companies are shown, or it is known that there are none."""

        def __init__(self, asked: list[Question]) -> None:
            super().__init__()
            self.asked = asked

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.companies = CompanyList()
        """Those that are found."""
        self._title = Note(TITLE, classes="match-title")
        self._asked: list[Question] | None = None
        self.taken = ""
        """The number of the company that the form was filled from."""

    def compose(self) -> Iterable[Widget]:
        """Yield title and list."""
        yield self._title
        yield self.companies

    @property
    def current(self) -> RegisterHit | None:
        """The company that is chosen."""
        return self.companies.current

    @property
    def _register(self) -> Companies:
        return cast("Workspace", self.app).companies

    def follow(self, typed: NewClient) -> None:
        """Ask about a client as typed now, unless that was asked last."""
        asked = questions(typed)
        if asked != self._asked:
            self._asked = asked
            beside(self, self._ask, "register", exclusive=True)

    async def _ask(self) -> None:
        asked = self._asked or []
        try:
            await self._find(asked)
        except Exception as error:
            self._title.show(TITLE)
            told = cast("Workspace", self.app).trouble(error, "Asking the register")
            self.companies.fail(told.message)
        self.post_message(self.Found(asked))

    async def _find(self, asked: list[Question]) -> None:
        await resting()
        await cast("Workspace", self.app).opened.wait()
        if not await self._register.are_there():
            self._show((), NO_REGISTER)
            self._asked = None  # one may be loaded meanwhile: the next letter asks again
            return
        if not asked:
            self._show((), NOTHING_TYPED)
            return
        said = ""
        for at, question in enumerate(asked):
            if await self._show_answers(question, said) or at == len(asked) - 1:
                return
            said = f"No company has the number {question.text}; by name:"

    async def _show_answers(self, question: Question, said: str) -> bool:
        """Show what is found as it comes; return whether anything was."""
        found = False
        async with aclosing(self._register.answers(question.text, question.code, LIMIT)) as coming:
            async for answer in coming:
                found = bool(answer.hits)
                if answer.is_whole or found:
                    self._show(answer.hits, NOBODY, " ".join(part for part in (said, answer.hint) if part))
                self._title.show(self._titled(answer.is_whole))
        return found

    def _show(self, hits: tuple[RegisterHit, ...], said: str, note: str = "") -> None:
        self._title.show(self._titled())
        self.companies.show(hits, said, note)
        self.set_class(not hits, "-empty")
        if hits and self._asked is not None:
            self.post_message(self.Found(self._asked))

    def _titled(self, is_whole: bool = True) -> str:
        if not is_whole:
            return f"{TITLE} · asking online …"
        chosen = self.current
        return f"{TITLE} · taken" if self.taken and chosen and chosen.number == self.taken else TITLE
