"""A server on this machine that speaks the documented API of Companies House, and misbehaves when told to."""

from __future__ import annotations

import asyncio
import base64
import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

KEY = "3f6d1c5e-0000-4a7b-9d2e-made-up-key"

BROOKHILL: dict[str, Any] = {
    "company_name": "BROOKHILL LOGISTICS LTD",
    "company_number": "04418292",
    "company_status": "active",
    "company_status_detail": "active-proposal-to-strike-off",
    "type": "ltd",
    "date_of_creation": "2002-04-17",
    "registered_office_address": {
        "premises": "Unit 7",
        "address_line_1": "Dock Street",
        "address_line_2": "Hunslet",
        "locality": "Leeds",
        "region": "West Yorkshire",
        "country": "England",
        "postal_code": "LS10 1AB",
    },
    "sic_codes": ["49410", "52103"],
    "accounts": {
        "accounting_reference_date": {"day": "31", "month": "3"},
        "last_accounts": {"made_up_to": "2025-03-31", "type": "total-exemption-full"},
        "next_accounts": {"due_on": "2026-12-31", "overdue": False, "period_end_on": "2026-03-31"},
        "next_due": "2026-12-31",
        "overdue": False,
    },
    "confirmation_statement": {"next_due": "2026-05-01", "overdue": True},
    "previous_company_names": [
        {"name": "HUNSLET HAULAGE LTD", "effective_from": "2002-04-17", "ceased_on": "2004-02-01"},
        {"name": "HUNSLET CARTAGE & CO LTD", "effective_from": "2004-02-01", "ceased_on": "2011-09-30"},
    ],
    "has_charges": True,
    "has_insolvency_history": False,
    "can_file": True,
    "etag": "5a1f",
    "links": {"self": "/company/04418292"},
}
CARE: dict[str, Any] = {
    "company_name": "BROOKHILL CARE GROUP PLC",
    "company_number": "SC123456",
    "company_status": "liquidation",
    "type": "plc",
    "date_of_creation": "1998-01-05",
    "registered_office_address": {"address_line_1": "2 Queen Street", "locality": "Perth", "postal_code": "PH28HR"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reply:
    """What to answer instead of the truth.

    ``hangs`` never answers, ``drips`` sends a byte now and then, ``drops`` closes without a word.
    """

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    hangs: bool = False
    drips: bool = False
    drops: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]


class Server:
    """The API for a few companies; ``replies`` are given first, one per request."""

    def __init__(self, *companies: dict[str, Any]) -> None:
        self.companies = {one["company_number"]: one for one in companies}
        self.replies: deque[Reply] = deque()
        self.requests: list[Request] = []
        self.dropped_callers = 0
        self._server: asyncio.Server | None = None
        self._port = 0
        self._ending = asyncio.Event()
        self._calls: dict[asyncio.Task[None], asyncio.StreamWriter] = {}

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Server:
        self._server = await asyncio.start_server(self._call, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._ending.set()
        await self.stop()
        for writer in self._calls.values():
            writer.close()
        await asyncio.gather(*self._calls)

    async def stop(self) -> None:
        """Listen no more; who is connected stays so."""
        assert self._server is not None
        self._server.close()

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._calls[task] = writer
        try:
            while (request := await _read_request(reader, writer)) is not None:
                self.requests.append(request)
                reply = self.replies.popleft() if self.replies else self._answer(request)
                if reply.drops:
                    break
                await self._send(reply, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            self.dropped_callers += 1
        finally:
            del self._calls[task]
            writer.close()

    async def _send(self, reply: Reply, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if reply.hangs:
            # ends when the caller hangs up
            if await reader.read(1) == b"":
                raise ConnectionResetError
        body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
        headers = {"Content-Type": "application/json", "Content-Length": str(len(body)), **reply.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        writer.write(f"HTTP/1.1 {reply.status} Said\r\n{head}\r\n".encode())
        if reply.drips:
            for byte in body:
                writer.write(bytes([byte]))
                await writer.drain()
                try:
                    await asyncio.wait_for(self._ending.wait(), 0.01)
                except TimeoutError:
                    continue
                return
        writer.write(body)
        await writer.drain()

    def _answer(self, request: Request) -> Reply:
        expected = "Basic " + base64.b64encode(f"{KEY}:".encode()).decode()
        if request.headers.get("authorization") != expected:
            return Reply(401, {"error": "Invalid Authorization", "type": "ch:service"})
        if request.path == "/search/companies":
            words = request.query.get("q", "").casefold().split()
            per_page = int(request.query.get("items_per_page", "20"))
            items = [
                search_item(one)
                for one in self.companies.values()
                if all(word in one["company_name"].casefold() for word in words)
            ]
            return Reply(
                body={
                    "kind": "search#companies",
                    "items": items[:per_page],
                    "total_results": len(items),
                    "items_per_page": per_page,
                    "start_index": 0,
                }
            )
        if request.path.startswith("/company/"):
            if company := self.companies.get(request.path.removeprefix("/company/")):
                return Reply(body=company)
            error = {"error": "company-profile-not-found", "type": "ch:service"}
            return Reply(404, {"errors": [error]})
        return Reply(404, b"")


def search_item(company: Mapping[str, Any], **changes: Any) -> dict[str, Any]:
    """Return a company as the search lists it."""
    address = dict(company["registered_office_address"])
    return {
        "kind": "searchresults#company",
        "title": company["company_name"],
        "company_number": company["company_number"],
        "company_status": company["company_status"],
        "company_type": company["type"],
        "date_of_creation": company["date_of_creation"],
        "address": address,
        "address_snippet": ", ".join(address.values()),
        "description": f"{company['company_number']} - Incorporated",
        "description_identifier": ["incorporated-on"],
        "matches": {"title": [1, 9]},
        "links": {"self": f"/company/{company['company_number']}"},
        **changes,
    }


async def _read_request(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> Request | None:
    try:
        head = await reader.readexactly(1)
        if not head.isalpha():
            # the beginning of a secure connection, which is answered as other servers do
            writer.write(b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")
            return None
        head += await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return None  # the caller has nothing more to ask
    first, *rest = head.decode("latin-1").split("\r\n")
    target = urlsplit(first.split(" ")[1])
    headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rest if row)}
    query = {name: values[0] for name, values in parse_qs(target.query).items()}
    return Request(unquote(target.path), query, headers)
