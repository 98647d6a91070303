"""How the tests bring an empty database to the current schema: once per worker, then it is copied."""

from __future__ import annotations


def make_schema(url: str) -> None:
    """Make a store where there is none, or bring an older one up; tests may sit there as any user.

    They connect to a database under one role, which the store names as a service role.
    """
    from trtui.store.place import open_store
    from trtui.store.queries import users

    store = open_store(url)
    with store.writing() as writer:
        if role := users.of_database(writer):
            writer.run("INSERT INTO service_role (role, version, named_at) VALUES (:role, 1, 0)", role=role)
    store.close()
