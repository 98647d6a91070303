"""The statement that says what a user may open agrees with the rule, for every role and every client."""

from __future__ import annotations

from itertools import product

import pytest

from trtui.domain.policy import Actor, ClientAccess, Role, Visibility, is_visible
from trtui.store.place import open_store
from trtui.store.visibility import may_open, may_open_contact

ME, OTHER = 1, 2
TEAMS = (None, 1, 2)


@pytest.fixture
def clients(store_url: str):
    """A reader of a store with a client of every kind: (reader, access by number)."""
    store = open_store(store_url)
    kinds = list(product(Visibility, (None, ME, OTHER), TEAMS, ((), (ME,), (OTHER,))))
    with store.writing() as db:
        for user in (ME, OTHER):
            db.run(
                "INSERT INTO user_account (id, login, name, role, created_at, version)"
                " VALUES (:id, :login, 'X', 'consultant', 0, 1)",
                id=user, login=f"user{user}",
            )  # fmt: skip
            db.run(
                "INSERT INTO team (id, name, version) VALUES (:id, :name, 1)", id=user, name=f"Team {user}"
            )
        for number, (visibility, owner, team, granted) in enumerate(kinds, 1):
            db.run(
                "INSERT INTO client (id, name, owner_id, team_id, access, stage, created_at, version)"
                " VALUES (:id, 'A', :owner, :team, :access, 'prospect', 0, 1)",
                id=number, owner=owner, team=team, access=visibility.value,
            )  # fmt: skip
            for user in granted:
                db.run(
                    "INSERT INTO client_grant (client_id, user_id, granted_at, version) VALUES (:k, :u, 0, 1)",
                    k=number, u=user,
                )  # fmt: skip
            db.run("INSERT INTO contact (id, name, created_at, version) VALUES (:id, 'C', 0, 1)", id=number)
            db.run(
                "INSERT INTO assignment (client_id, contact_id, is_primary, from_at, version)"
                " VALUES (:id, :id, :no, 0, 1)",
                id=number, no=False,
            )  # fmt: skip
        db.run(
            "INSERT INTO contact (id, name, created_at, version) VALUES (:id, 'Free', 0, 1)",
            id=len(kinds) + 1,
        )
    reader = store.reader()
    yield (
        reader,
        {
            number: ClientAccess(owner, "", visibility, team, granted)
            for number, (visibility, owner, team, granted) in enumerate(kinds, 1)
        },
    )
    reader.close()
    store.close()


def test_statement_and_rule_agree(clients) -> None:
    db, kinds = clients
    for role, teams, is_active in product(
        Role, (frozenset(), frozenset({1}), frozenset({1, 2})), (True, False)
    ):
        me = Actor(ME, "me", "Me", role, teams, is_active)
        seen = set(db.column(f"SELECT k.id FROM client k WHERE {may_open(me)}"))
        assert seen == {number for number, access in kinds.items() if is_visible(me, access)}, me
        people = set(db.column(f"SELECT c.id FROM contact c WHERE {may_open_contact(me)}"))
        assert people - {len(kinds) + 1} == seen
        assert (len(kinds) + 1 in people) == is_active, "who is assigned to no client is open to every user"
