"""A client of the register's REST API that never holds up a screen.

It lives in the event loop, so that cancelling the task ends the request. Its library and the certificates are loaded
at the first question, in a thread: that takes a few hundredths of a second and ten megabytes that nobody else pays.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trtui.domain import company_number
from trtui.domain.register.values import Registered, RegisterHit
from trtui.domain.register_api import KeyRefused, RegisterBusy, RegisterUnavailable, wait_words
from trtui.domain.time import Clock
from trtui.integrations.companies_house import answers, waiting
from trtui.integrations.companies_house.address import API_URL, checked_url
from trtui.integrations.companies_house.allowance import SHARED, Allowance
from trtui.integrations.companies_house.scores import scored

if TYPE_CHECKING:
    import httpx

    from trtui.integrations.config import Register

MOST_HITS: Final = 100
FEWEST_ASKED: Final = 10  # asked for a single item, the register answers with none
QUERY_LIMIT: Final = 160
ANSWER_LIMIT: Final = 2_000_000
SPARE: Final = 60
"""Requests that work in bulk leaves to those who type."""
RETRY_PAUSE: Final = 0.5
AWAY_SECONDS: Final = 10.0
"""How long a search is not tried again after the register could not be reached: every letter would try."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to wait for a connection, for the next bytes, and for an answer in all."""

    connect: float = 3.0
    read: float = 5.0
    whole: float = 12.0


def connect(settings: Register, clock: Clock) -> CompaniesHouse | None:
    """Return a client with the configured key, or None where there is none; nothing is asked or loaded yet."""
    if not settings.api_key:
        return None
    return CompaniesHouse(settings.api_key, clock, settings.api_url or API_URL)


class CompaniesHouse:
    """The register over the network, for one event loop; close it when done."""

    def __init__(
        self,
        key: str,
        clock: Clock,
        base_url: str = API_URL,
        *,
        timeouts: Timeouts = Timeouts(),
        allowance: Allowance = SHARED,
        timer: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._key = key
        self._clock = clock
        self._base_url = checked_url(base_url)
        self._timeouts = timeouts
        self._allowance = allowance
        self._timer = timer
        self._sleep = sleep
        self._making: asyncio.Future[httpx.AsyncClient] | None = None
        self._key_is_wrong = False
        self._away = ""
        self._away_until = float("-inf")

    async def search(self, text: str, limit: int = 20) -> tuple[RegisterHit, ...]:
        """Return the companies that the register finds for a text, in its order; a blank text finds none.

        Former names count. Raises RegisterUnavailable, at once where the last attempt just failed.
        """
        words = " ".join(text.split())[:QUERY_LIMIT].strip()
        limit = max(0, min(limit, MOST_HITS))
        if not words or not limit:
            return ()
        if (left := self._away_until - self._timer()) > 0:
            raise RegisterUnavailable(self._away, left)
        query = {"q": words, "items_per_page": str(max(limit, FEWEST_ASKED))}
        answer = await self._ask("/search/companies", query, patience=0.0)
        try:
            return scored(words, answers.hits(_read(answer or b""), limit))
        except ValueError:
            raise _strange(self._base_url) from None

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        """Return the company of a number in any written form, or None where the register has none.

        ``patience`` is for how many seconds to wait for an allowance that is used up; whoever waits also leaves some
        of it to those who type. Raises Invalid for what is no number, and RegisterUnavailable.
        """
        if not (parsed := company_number.parse(number)):
            return None
        answer = await self._ask(f"/company/{parsed}", {}, patience)
        if answer is None:
            return None
        try:
            return answers.company(_read(answer), parsed)
        except ValueError:
            raise _strange(self._base_url) from None

    async def close(self) -> None:
        """Close the connections."""
        making, self._making = self._making, None
        if making is not None:
            try:
                client = await making
            except RegisterUnavailable:
                return
            await client.aclose()

    async def _ask(self, path: str, query: dict[str, str], patience: float) -> bytes | None:
        """Return an answer, or None for no such company; counts, waits and tries again as the register wishes."""
        if self._key_is_wrong:
            raise _refusal_of_key()
        spare = SPARE if patience > 0 else 0
        may_retry = True
        while True:
            patience -= await self._wait(patience, spare)
            try:
                status, headers, body = await self._send(path, query)
            except _Dropped:
                # a connection that was kept open too long ends like this
                if not may_retry:
                    raise self._unreachable("the connection was cut off") from None
                may_retry = False
                continue
            self._away_until = float("-inf")
            if status == 429:
                self._allowance.rest(self._timer(), waiting.after_refusal(headers, self._clock.now()))
                continue
            self._allowance.rest(self._timer(), waiting.after_answer(headers, self._clock.now()))
            if status == 200:
                return body
            if status == 404 and path.startswith("/company/"):
                return None
            if status in (502, 503, 504) and may_retry:
                may_retry = False
                await self._sleep(RETRY_PAUSE)
                continue
            raise self._refusal(status)

    async def _wait(self, patience: float, spare: int) -> float:
        """Take one request of the allowance; return for how many seconds that was waited for."""
        waited = 0.0
        while (seconds := self._allowance.take(self._timer(), spare)) > 0:
            if waited + seconds > patience:
                raise RegisterBusy(
                    f"Companies House allows {self._allowance.requests} requests in 5 minutes and they are used up: "
                    f"wait {wait_words(seconds)}.",
                    seconds,
                )
            await self._sleep(seconds)
            waited += seconds
        return waited

    async def _send(self, path: str, query: dict[str, str]) -> tuple[int, httpx.Headers, bytes]:
        client = await self._client()
        import httpx

        body = bytearray()
        try:
            async with (
                asyncio.timeout(self._timeouts.whole),
                client.stream("GET", path, params=query) as response,
            ):
                async for chunk in response.aiter_raw():
                    body += chunk
                    if len(body) > ANSWER_LIMIT:
                        raise _strange(self._base_url)
                return response.status_code, response.headers, bytes(body)
        except (TimeoutError, httpx.TimeoutException):
            raise self._unreachable("no answer in time") from None
        except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
            raise _Dropped from None
        except httpx.ProxyError:
            raise self._unreachable("the proxy refuses; check HTTPS_PROXY") from None
        except httpx.ConnectError as error:
            raise self._unreachable(_reason(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            raise self._unreachable(type(error).__name__) from None

    async def _client(self) -> httpx.AsyncClient:
        if self._making is None:
            pool = ThreadPoolExecutor(1, thread_name_prefix="trtui-register")
            self._making = asyncio.get_running_loop().run_in_executor(pool, self._make)
            pool.shutdown(wait=False)
        try:
            return await asyncio.shield(self._making)
        except RegisterUnavailable:
            self._making = None
            raise

    def _make(self) -> httpx.AsyncClient:
        import logging

        import httpx

        import trtui.domain.matching  # noqa: F401 - for `scored`

        # what is looked for belongs in no log
        for name in ("httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)
        seconds = self._timeouts
        try:
            return httpx.AsyncClient(
                base_url=self._base_url,
                auth=httpx.BasicAuth(self._key, ""),
                # unpacked, an answer could be of any size
                headers={
                    "Accept": "application/json",
                    "Accept-Encoding": "identity",
                    "User-Agent": "trtui",
                },
                timeout=httpx.Timeout(seconds.read, connect=seconds.connect),
                limits=httpx.Limits(max_connections=4, max_keepalive_connections=2, keepalive_expiry=30),
                follow_redirects=False,
            )
        except (ImportError, ValueError, OSError, httpx.InvalidURL):
            raise RegisterUnavailable(
                "Companies House cannot be asked: the environment names a proxy or certificates that cannot be used. "
                "Check HTTPS_PROXY, ALL_PROXY and SSL_CERT_FILE."
            ) from None

    def _unreachable(self, why: str) -> RegisterUnavailable:
        self._away = f"Companies House cannot be reached ({why}): check the network, or try again later."
        self._away_until = self._timer() + AWAY_SECONDS
        return RegisterUnavailable(self._away, AWAY_SECONDS)

    def _refusal(self, status: int) -> RegisterUnavailable:
        if status == 401:
            self._key_is_wrong = True
            return _refusal_of_key()
        if status == 403:
            return KeyRefused(
                "Companies House does not let this API key in from here: check what the key is restricted to where "
                "it was made."
            )
        if status >= 500:
            return self._unreachable(f"it answered with {status}")
        return _strange(self._base_url, status)


class _Dropped(Exception):
    """The connection ended before the answer did."""


def _read(body: bytes) -> Any:
    """Return the JSON of an answer; raises ValueError where it holds none."""
    try:
        return json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _reason(error: BaseException) -> str:
    """Return why there is no connection, which its cause knows better than the error itself."""
    link: BaseException | None = error
    while link is not None:
        if "CERTIFICATE" in str(link):
            return "its certificate is not trusted; behind a filtering proxy, set SSL_CERT_FILE"
        if "SSL" in str(link) or type(link).__name__.startswith("SSL"):
            return "no secure connection"
        link = link.__cause__ or link.__context__
    return "no connection"


def _refusal_of_key() -> KeyRefused:
    return KeyRefused(
        "Companies House does not know the API key: check api_key under [register] in the configuration, or "
        "TRTUI_COMPANIES_HOUSE_KEY."
    )


def _strange(url: str, status: int = 200) -> RegisterUnavailable:
    said = "in a form that is not known" if status == 200 else f"with {status}"
    where = "" if url == API_URL else " Check api_url under [register] in the configuration."
    return RegisterUnavailable(f"Companies House answered {said}: try again later.{where}")
