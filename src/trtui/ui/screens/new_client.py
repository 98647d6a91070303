"""New client: the form, and live beside it whom it may be the same as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget

from trtui.desk import clients, duplicates, sites
from trtui.desk.clients import NewClient
from trtui.desk.duplicates import Candidate
from trtui.desk.sites import NewSite
from trtui.domain import company_number
from trtui.domain.errors import Duplicates, Invalid, TrtuiError, Unexpected
from trtui.ui.actions import Action, Scope
from trtui.ui.answers import Answers
from trtui.ui.beside import beside
from trtui.ui.desk_place import DeskPlace
from trtui.ui.dialogs import ask
from trtui.ui.form import Field, Form
from trtui.ui.form_fields import Note
from trtui.ui.menu import Choice
from trtui.ui.screens import register_take
from trtui.ui.screens.drafting import Draft
from trtui.ui.screens.match_list import MatchList
from trtui.ui.screens.new_client_fields import (
    TAKEN,
    draft_of,
    fields,
    fields_of,
    has_address,
    told_reason,
)
from trtui.ui.screens.new_client_matches import Matches, said_of
from trtui.ui.screens.register_side import RegisterSide, questions

TITLE = "Likely the same"
NOTHING_TYPED = "Type a name, number or website: clients that are likely the same show here."
NOBODY = "✔ No similar client found."
SLOW = 0.4
"""Seconds after which a check that is still running is said to be."""


class FormSide(VerticalScroll, can_focus=False, inherit_bindings=False):
    """Scrolls to the field that has the focus; it takes no keys, which choose among the matches."""


class NewClientPlace(DeskPlace):
    """A form that is compared with every client while it is typed."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.NEW_CLIENT,)
    PLACE = "trtui  New client"

    def __init__(self, name: str = "") -> None:
        super().__init__()
        self.form = Form(fields(name, lambda: self.office.rules.region))
        self.matches = Matches()
        """Whom it may be the same as."""
        self.register = RegisterSide(id="register-side")
        """Which company it may be."""
        self.found: register_take.Found | None = None
        """The company that the form was filled from."""
        self._draft: Draft | None = None
        self._is_saving = False
        self._warns = False
        self._chosen_list: MatchList[Any] | None = None
        self._compared = Answers(lambda: clients.asked_from(self.typed))
        self._looked_up = Answers(lambda: questions(self.typed))

    def again(self) -> DeskPlace:
        """Return a new form; what was typed in this one and not saved is put back into it."""
        return NewClientPlace()

    def compose_body(self) -> Iterable[Widget]:
        """Yield the form and the likely matches."""
        with Horizontal(id="new-client", classes="body"):
            with FormSide(id="form-side"):
                yield self.form
            with Vertical(id="match-side", classes="pane -right"):
                yield Note(TITLE, id="match-title", classes="match-title")
                yield self.matches
                yield self.register

    def on_mount(self) -> None:
        """Begin with the name, and put back what was typed and not saved last time."""
        self._draft = Draft(self, "client:new")
        self.form.rows["name"].box.focus()
        beside(self, self._put_back, "put back")

    def on_unmount(self) -> None:
        """Keep what is not saved, however the place was left."""
        if self._draft is not None:
            self._draft.keep_soon()

    @property
    def typed(self) -> NewClient:
        """The client as typed so far."""
        return NewClient(**self._texts)

    # Comparing

    def on_form_changed(self, event: Form.Changed) -> None:
        """Compare anew; the comparison before this one is stopped."""
        event.stop()
        self._chosen_list = None
        if self._draft is not None:
            self._draft.put(draft_of(self.form, self.register.taken))
        self.reload()

    async def load(self) -> None:
        """Show whom it may be the same as; what was shown stays until that is known."""
        self.register.follow(self.typed)
        asked = clients.asked_from(self.typed)
        title = self.query_one("#match-title", Note)
        slow = self.set_timer(SLOW, lambda: title.show(f"{TITLE} · comparing …"), name="say that it is slow")
        try:
            found = await self.office.read(duplicates.check, asked)
        finally:
            slow.stop()
        if asked != clients.asked_from(self.typed):
            return
        title.show(TITLE)
        is_blank = not any((asked.name.strip(), asked.number.strip(), asked.website.strip(), asked.phones))
        self.matches.show(found, NOTHING_TYPED if is_blank else NOBODY)
        self._settle()
        self._compared.take(asked)
        self._warn_of_taken(found)
        if self._draft is not None and draft_of(self.form, self.register.taken):
            await self._draft.works()

    def behind(self, action: Action) -> Answers | None:
        """Let what is done with a match, or with a company, wait for those of all that is typed."""
        if action.id == "register.take":
            answers = self._looked_up
        elif action.id in ("match.open", "match.add_site"):
            answers = self._compared
        else:
            return None
        return answers if answers.are_due else None

    def show_error(self, error: TrtuiError) -> None:
        """Say beside the form what went wrong; typing goes on."""
        if isinstance(error, Unexpected):
            error = error.concerning("The check", "the form still works")
        self._compared.fail(error.message)
        self.query_one("#match-title", Note).show(TITLE)
        self.matches.fail(error.message)

    @property
    def _lists(self) -> tuple[MatchList[Any], MatchList[Any]]:
        return self.matches, self.register.companies

    @property
    def _front(self) -> MatchList[Any]:
        """The list in which the keys choose: the one they chose in, else the first that holds anything."""
        wanted = (self._chosen_list, *self._lists)
        return next((one for one in wanted if one is not None and one.candidates), self.matches)

    def _settle(self) -> None:
        """Show in which list the keys choose."""
        front = self._front
        for one in self._lists:
            one.put_in_front(one is front)
        key = self.shell.keymap.shown
        many = sum(len(one.candidates) for one in self._lists) > 1
        self.status.show(f"{key('page.down')} and {key('page.up')} choose another" if many else "")
        self.shell.refresh_hints()

    def act_page(self, verb: str) -> None:
        """Choose the next or previous match, in both lists as if they were one; the arrows belong to the form."""
        step = 1 if verb.endswith("down") else -1
        front, other = self._front, self._lists[step > 0]
        self._chosen_list = front if front.move(step) or not other.candidates else other
        self._settle()

    def on_register_side_found(self, event: RegisterSide.Found) -> None:
        """Let the keys choose among the companies where there are only those."""
        self._looked_up.take(event.asked)
        self._settle()

    # The match

    async def act_match_open(self) -> None:
        """Open the chosen match; what was typed waits here."""
        match = self.matches.current
        if match is not None:
            await self._open(match)

    def why_match_open(self) -> str | None:
        """Say why there is no match to open."""
        return _why_not_open(self.matches.current)

    async def on_match_list_opened(self, event: MatchList.Opened) -> None:
        """Open the client that was clicked, or take the company."""
        await self.shell.perform("match.open" if event.matches is self.matches else "register.take")

    def on_match_list_chosen(self, event: MatchList.Chosen) -> None:
        """Let the keys go on where the mouse chose."""
        self._chosen_list = event.matches
        self._settle()

    async def _open(self, match: Candidate) -> None:
        if self._draft is not None:
            self._draft.keep_soon()
        await self.workspace.visit_client(match.client_id)

    async def act_match_add_site(self) -> None:
        """Add the typed address as a site of the chosen match, in place of a new client."""
        match = self.matches.current
        if match is not None:
            await self._add_site(match)

    def why_match_add_site(self) -> str | None:
        """Say why the address cannot become a site of the match."""
        return _why_not_open(self.matches.current)

    async def _add_site(self, match: Candidate) -> None:
        typed = self.typed
        if not has_address(typed):
            self._show_invalid(Invalid("Type a town or a postcode: a site is an address.", "town"))
            return
        name = "" if typed.name.strip().casefold() == match.name.casefold() else typed.name
        site = NewSite(name=name, line1=typed.line1, town=typed.town, postcode=typed.postcode)
        try:
            await self.office.write(sites.add, match.client_id, site)
        except Invalid as error:
            self._show_invalid(error)
            return
        left = ", without the number" if typed.phone.strip() else ""
        await self._leave_for(match.client_id, "sites", f"Added as a site{left}. u undoes.")

    # The register

    async def act_register_take(self) -> None:
        """Fill the form from the chosen company; what was typed and differs is asked."""
        hit = self.register.current
        if hit is None:
            return
        found = await register_take.company_of(self.workspace, hit)
        company, hint = found.company, found.hint
        filled, differing = register_take.compare(self._texts, register_take.form_values(company))
        chosen: list[register_take.Differing] | None = []
        if differing:
            title = f"You typed another {register_take.labels(differing)}"
            chosen = await register_take.choose(self.workspace, differing, title)
        if chosen is None:
            return
        filled |= {one.field: one.theirs for one in chosen}
        if all(one.field != "number" or one in chosen for one in differing):
            self.found, self.register.taken = found, company.number
        for name, text in filled.items():
            self.form.set_text(name, text)
        what = ", ".join(self.form.rows[name].field.label.lower() for name in filled) or "nothing new"
        self.shell.tell(f"From the register: {what}. {hint}".strip(), "warning" if hint else "good")
        self._warns = True
        self.reload()

    async def _take_again(self, number: str) -> None:
        """Let the company that was taken before the form was left go along when it is saved."""
        found = await self.workspace.companies.profile(number)
        if found.company is not None and self.found is None:
            self.found = register_take.Found(found.company, found.is_current)
            self.register.taken = number

    def why_register_take(self) -> str | None:
        """Say why there is no company to take."""
        return None if self.register.current else "No company of the register is found for this"

    def _warn_of_taken(self, found: Sequence[Candidate]) -> None:
        """Say once that a company that was just taken is a client already."""
        if self._warns and self.found is not None:
            self._warns = False
            same = next((one for one in found if any(why.kind == "number" for why in one.reasons)), None)
            if same is not None:
                key = self.shell.keymap.shown("match.open")
                self.shell.tell(f"{same.name} is a client with this number: {key} opens it", "warning")

    @property
    def _texts(self) -> dict[str, str]:
        return {name: self.form.text(name) for name in self.form.rows}

    # Saving

    def on_form_saved(self, event: Form.Saved) -> None:
        """Save beside the event loop's queue; a second time meanwhile does nothing."""
        event.stop()
        if not self._is_saving:
            self._is_saving = True
            beside(self.workspace, self._save, "save a new client", about=self)

    async def _save(self) -> None:
        try:
            await self._save_unless_likely()
        except Invalid as error:
            self._show_invalid(error)
        except Exception as error:
            self.shell.fell(error, "Saving")
        finally:
            self._is_saving = False

    async def _save_unless_likely(self) -> None:
        try:
            saved = await self._add()
        except Duplicates as likely:
            chosen = self.matches.current
            same = next(
                (one for one in likely.candidates if chosen and one.client_id == chosen.client_id), None
            )
            reason = await self._decide(same or likely.candidates[0])
            if not reason:
                return
            saved = await self._add(reason)
        await self._leave_for(saved.client_id, "overview", f"Added {saved.name}. u undoes.")

    async def _add(self, reason: str = "") -> clients.ClientSaved:
        """Add the client; the company that was taken goes along as long as its number stands in the form."""
        typed, found = self.typed, self.found
        if found is None or company_number.find(typed.number) != found.company.number:
            return await self.office.write(clients.add, typed, reason)
        return await self.office.write(
            clients.add, typed, reason, registered=found.company, is_current=found.is_current
        )

    async def _decide(self, match: Candidate) -> str:
        """Ask what is to be done about a likely duplicate; return why it is really new, or nothing."""
        cannot = _why_not_open(match) or ""
        choice = await self.shell.choose(
            f"{duplicates.how_likely(match)} there already: {match.name}",
            [
                Choice("Open it", "open", "o", said_of(match), cannot),
                Choice(
                    "Add as a site of it",
                    "site",
                    "a",
                    "the address, not a new client",
                    cannot or ("" if has_address(self.typed) else "Type a town or a postcode first"),
                ),
                Choice("Really new", "new", "N", "saves it, with your reason"),
                Choice("Back to the form", "back", "b"),
            ],
        )
        match choice.value if choice else "back":
            case "open":
                await self._open(match)
            case "site":
                await self._add_site(match)
            case "new":
                field = Field(
                    "reason",
                    "Reason",
                    required=True,
                    hint="another company of that name, …",
                    parse=told_reason,
                )
                return str(await ask(self.shell, f"Why is it not {match.name}?", field) or "")
        return ""

    def _show_invalid(self, error: Invalid) -> None:
        if not self.form.fail(error):
            self.shell.tell(error.message, "error")

    async def _leave_for(self, client_id: int, section: str, said: str) -> None:
        if self._draft is not None:
            await self._draft.forget()
        is_front = self.shell.screen is self
        self.shell.take_away(self)
        if is_front:
            await self.workspace.visit_client(client_id, section=section)
        self.workspace.changed(said)

    # Leaving, and coming back

    def on_form_dropped(self, event: Form.Dropped) -> None:
        """Leave, and forget what was typed."""
        event.stop()
        beside(self.workspace, self._drop, "drop a new client", about=self)

    async def _drop(self) -> None:
        if self._draft is not None:
            await self._draft.forget()
        self.shell.take_away(self)

    def act_place_back(self) -> None:
        """Leave as the form is left, wherever the focus is."""
        self.form.act_form_drop()

    def drafts(self) -> dict[str, str]:
        """Return what was typed and not saved, to be kept when the line is cut."""
        return self._draft.unsaved if self._draft else {}

    async def _put_back(self) -> None:
        await self.workspace.opened.wait()
        assert self._draft is not None
        try:
            kept = await self._draft.read()
        except TrtuiError:
            return  # the comparison meets the same trouble and tells it
        before = {} if kept is None else fields_of(kept[0])
        now = self.typed.name.strip()
        if kept is None or not before or before.get("name", "") == now and self.form.is_dirty:
            return
        began = before.get("name", "") or "a client"
        if now and now != began:
            choice = await self.shell.choose(
                f"You began to add “{began}” {kept[1]} and did not save it",
                [Choice(f"Go on with “{began}”", True, "g"), Choice(f"Drop that, add “{now}”", False, "d")],
            )
            if choice is None or not choice.value:
                await self._draft.forget()
                self._draft.put(draft_of(self.form, self.register.taken))
                return
        self.form.restore({name: before.get(name, "") for name in self.form.rows})
        if number := before.get(TAKEN, ""):
            self.start(partial(self._take_again, number), "take the company again")
        self.shell.tell(f"Restored your unsaved draft from {kept[1]}. Esc twice discards it.")


def _why_not_open(match: Candidate | None) -> str | None:
    if match is None:
        return "No similar client found"
    if match.may_open:
        return None
    return f"You have no access: ask {match.owner}" if match.owner else "You have no access to it"
