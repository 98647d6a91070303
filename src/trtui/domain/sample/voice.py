"""What consultants write: after a call, on a client, in a task."""

from __future__ import annotations

from trtui.domain.sample.diary import Diary
from trtui.domain.sample.sectors import Sector
from trtui.domain.sample.stream import Draw, pick, pick_early

_CONVERSATION = (
    "needs {n} x {job} from {month}",
    "quiet until {month}, then {n} x {job}",
    "happy with current supplier, review in {month}",
    "wants CVs for {job}, salary to be confirmed",
    "budget agreed in {month}, call then",
    "new site opens in {month}, will need {job}s",
    "using two agencies, both late on timesheets: a way in",
    "asked for our rates for {job}, sent by e-mail",
    "absence is high on nights, wants cover at short notice",
    "headcount freeze until {month}",
    "{n} leavers since we last spoke, replacing half of them",
    "wants DBS-checked people only",
    "old contact has left, this is the new decision maker",
    "likes a call before 10, never on Mondays",
    "PSL is reviewed in {month}, we are invited to tender",
    "agency spend goes through procurement now",
    "would take a {job} on temp to perm",
    "bank staff cover it for now, agency as a last resort",
    "asked after our payroll, had a bad experience elsewhere",
    "peak starts in {month}, forecast to follow",
    "lost a contract, no temps before {month}",
    "won a contract, {n} heads to find by {month}",
    "complaint about a late starter last week, smoothed over",
    "good chat, knows us from a previous job",
    "wants someone who can drive, no buses to site",
    "asked for a visit when next in the area",
    "rate has to come down by 50p to stay in",
    "in-house recruiter starts in {month}, keep close",
    "credit limit is tight, asked for 30 days",
    "interviewing for {job} themselves, gives us a week",
)
_VOICEMAIL = (
    "left name and number",
    "left message about {job}",
    "voicemail, mentioned the {month} peak",
    "mailbox full",
    "said to try the mobile next time",
)
_GATEKEEPER = (
    "reception will not put agencies through",
    "in a meeting, try after 3",
    "on annual leave until next week",
    "only takes calls from suppliers by e-mail first",
    "switchboard says works from home on Fridays",
    "PA took a message",
)
_CALL_BACK = (
    "in the car, asked me to ring back",
    "busy with an audit, agreed a time",
    "wants to check numbers with the shift managers first",
    "asked to be rung when the rota is out",
    "call when the new budget is in",
)
_MEETING = (
    "meeting booked on site, bring rate card",
    "coffee agreed, with the HR manager as well",
    "site tour booked, safety boots needed",
    "video call booked with procurement",
)
_NOT_INTERESTED = (
    "does everything in-house, not interested",
    "family business, no agencies",
    "locked into a master vendor until further notice",
    "had a bad temp years ago, will not budge",
)
_VACANCY = (
    "{job}, to start on Monday",
    "{job}, cover for long-term sickness",
    "{job}, replacement, wants three CVs",
    "{job}, growth role, interview slots agreed",
    "took the brief for {job}, site visit not needed",
)
_MET = (
    "walked the site, saw the shift handover",
    "met the team, lunch room needs a notice",
    "quarterly review: fill rate fine, two no-shows discussed",
    "presented terms, they want {month} as start",
)
_WRITTEN = (
    "sent terms and rate card",
    "sent three profiles for {job}",
    "sent availability for {month}",
    "asked for the new start times",
)
_BY_OUTCOME = {
    "conversation": _CONVERSATION,
    "voicemail": _VOICEMAIL,
    "gatekeeper": _GATEKEEPER,
    "call_back": _CALL_BACK,
    "meeting_booked": _MEETING,
    "not_interested": _NOT_INTERESTED,
    "vacancy_taken": _VACANCY,
    "wrong_number": ("number belongs to somebody else now", "left the company, no successor named"),
    "do_not_call": ("asked not to be called again", "objected to marketing calls, noted at once"),
}
_NOTES = (
    "Sites run {shift}. Agency induction takes half a day and is unpaid: tell candidates before they start.",
    "Invoices need a purchase order number, otherwise they sit in accounts payable for weeks.",
    "Timesheets are signed by the shift manager, not by the office. Chase on Monday before 10.",
    "Main competitor on site supplies about {n} a week. Their fill rate slipped since the spring.",
    "Parking only for permit holders. Use the visitors' gate and allow ten minutes for security.",
    "Decision is made locally, but the contract has to be signed by the group's procurement.",
    "They like short CVs: one page, licences and tickets first.",
    "Peak runs from {month}. Last year they asked for {n} x {job} with three days' notice.",
    "Uniform is provided, safety footwear is not. We lend boots from the branch.",
    "Do not send anybody without ID and proof of address: turned away at the gate last time.",
    "Bus stops at the gate from 05:20. Night shift needs car drivers.",
    "Pays weekly in arrears. Holiday pay is rolled up by their request, see e-mail.",
    "Two managers who do not talk to each other: confirm every booking with both.",
    "Asked for a named consultant and a weekly call on Tuesdays.",
    "Merged with a neighbour last year, the old name is still on the sign.",
    "Interviews on Thursdays only. Feedback within a day, which is rare and worth keeping.",
    "Wants agency and permanent staff on the same rate from week one, not week twelve.",
    "Good reference client: happy to be named in tenders if asked first.",
)
_SHIFTS = (
    "6-2, 2-10 and nights",
    "days and back shift",
    "four on, four off",
    "Monday to Friday only",
    "earlies and lates",
)
_TASKS = (
    "Send terms of business",
    "Confirm rates for {job}",
    "Send CVs for {job}",
    "Chase signed terms",
    "Book site visit",
    "Ask for {month} forecast",
    "Check right-to-work copies",
    "Send TPS-screened list to the branch",
)
_SNOOZES = (
    "on holiday",
    "busy with stocktake",
    "on maternity leave, cover starts soon",
    "audit this month",
    "asked for peace until the budget is out",
)
_BANNERS = (
    "Do not call after 16:00",
    "Ask for a purchase order number before every booking",
    "All bookings in writing",
    "No agencies at reception: use direct lines only",
    "On stop: accounts must clear old invoices first",
)
_ARCHIVED = (
    "ceased trading",
    "merged into another client",
    "moved abroad",
    "never used agencies, asked to be removed",
)
_NOT_SEEN = ("seven years of silence", "entered by mistake")
OVERRIDES = (
    ("target", "on the PSL since last month, first vacancy expected"),
    ("prospect", "gone quiet after the merger, start again"),
    ("active_without_placements", "framework awarded, call-offs to come"),
    ("active_with_placements", "placements run under the parent company"),
)


def _filled(text: str, draw: Draw, diary: Diary, sector: Sector, at: int) -> str:
    if "{" not in text:
        return text
    return text.format(
        n=2 + int(9 * draw() ** 2),
        job=pick_early(draw, sector.jobs, 1.5)[0],
        month=diary.month_after(at, 1 + int(3 * draw())),
        shift=pick(draw, _SHIFTS),
    )


def call_note(
    draw: Draw, diary: Diary, sector: Sector, outcome: str | None, kind: str, at: int, job: str | None = None
) -> str | None:
    """Return what was noted after a touch; nothing for most calls that nobody answered."""
    if outcome == "no_answer":
        return "rang out" if draw() < 0.15 else None
    texts = _BY_OUTCOME.get(outcome or "", _WRITTEN if kind in ("email", "sms") else _MET)
    text = pick(draw, texts)
    if job is not None:
        text = text.replace("{job}", job)
    return _filled(text, draw, diary, sector, at)


def client_note(draw: Draw, diary: Diary, sector: Sector, at: int) -> str:
    """Return a note on a client; a longer one has two things to say."""
    text = _filled(pick(draw, _NOTES), draw, diary, sector, at)
    if draw() < 0.3:
        other = _filled(pick(draw, _NOTES), draw, diary, sector, at)
        if other != text:
            return f"{text}\n\n{other}"
    return text


def task_title(draw: Draw, diary: Diary, sector: Sector, at: int) -> str:
    """Return the title of a task."""
    return _filled(pick(draw, _TASKS), draw, diary, sector, at)


def snooze_reason(draw: Draw) -> str:
    """Return why a call was put off."""
    return pick(draw, _SNOOZES)


def banner(draw: Draw) -> str:
    """Return a warning that stands on a client."""
    return pick(draw, _BANNERS)


def archive_reason(draw: Draw) -> str:
    """Return why a client was archived."""
    return pick_early(draw, _ARCHIVED + _NOT_SEEN, 1.5)
