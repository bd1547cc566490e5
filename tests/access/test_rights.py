"""People, keys, sessions and the limits of collections, on real files."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.access import (
    OWNER,
    Identity,
    Keys,
    LimitedCollections,
    People,
    Sessions,
    acting_as,
    allows,
    in_force,
)
from assistant.collections import Store
from assistant.errors import AccessError, CollectionError

PASSWORD = "correct horse battery"
BOARD = Identity("ann", "reader", frozenset({"board"}))
OTHER = Identity("bob", "author", frozenset({"marketing"}))
ADMIN = Identity("root", "admin", everything=True)


@pytest.fixture(scope="session")
def ann_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A list that holds ann, hashed once: a hash is slow on purpose."""
    home = tmp_path_factory.mktemp("ann")
    People(home).add("Ann", PASSWORD, "author", ["board"])
    return home / "access" / "people.json"


@pytest.fixture
def people(tmp_path: Path, ann_file: Path) -> People:
    (tmp_path / "access").mkdir()
    shutil.copy(ann_file, tmp_path / "access" / "people.json")
    return People(tmp_path)


@pytest.fixture
def sessions(tmp_path: Path, people: People) -> Sessions:
    return Sessions(tmp_path, people, hours=1)


def test_a_person_is_known_by_the_password_in_any_case_of_the_name(people: People) -> None:
    found = people.check(" ANN ", PASSWORD)
    assert found is not None
    assert (found.name, found.role, found.groups) == ("ann", "author", frozenset({"board"}))


@pytest.mark.parametrize(
    ("name", "password"),
    [
        pytest.param("ann", "another password", id="wrong password"),
        pytest.param("ann", "", id="no password"),
        pytest.param("nobody", PASSWORD, id="unknown name"),
        pytest.param("ann", PASSWORD + "x" * 4000, id="far too long"),
    ],
)
def test_others_are_not(people: People, name: str, password: str) -> None:
    assert people.check(name, password) is None


def test_the_password_is_kept_as_argon2id_for_its_owner_only(
    people: People, tmp_path: Path
) -> None:
    path = tmp_path / "access" / "people.json"
    assert PASSWORD not in path.read_text()
    assert json.loads(path.read_text())["ann"]["password"].startswith("$argon2id$")
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(lambda p: p.add("ann", PASSWORD), "user-exists", id="name in use"),
        pytest.param(lambda p: p.add("b", "short"), "password-weak", id="short password"),
        pytest.param(lambda p: p.add("a b", PASSWORD), "user-name", id="space in the name"),
        pytest.param(lambda p: p.add("b", PASSWORD, "king"), "role-unknown", id="no such role"),
        pytest.param(lambda p: p.add("b", PASSWORD, "reader", ["a,b"]), "group-name", id="group"),
        pytest.param(lambda p: p.remove("bob"), "user-unknown", id="remove nobody"),
        pytest.param(lambda p: p.set_role("bob", "admin"), "user-unknown", id="role of nobody"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(people: People, change, code: str) -> None:
    before = people.all()
    with pytest.raises(AccessError) as caught:
        change(people)
    assert caught.value.code == code
    assert people.all() == before


def test_a_damaged_list_lets_nobody_in(people: People, tmp_path: Path) -> None:
    (tmp_path / "access" / "people.json").write_text("{")
    with pytest.raises(AccessError) as caught:
        people.check("ann", PASSWORD)
    assert caught.value.code == "access-damaged"


@pytest.mark.parametrize(
    ("change", "held"),
    [
        pytest.param(lambda p: p.set_role("ann", "reader"), True, id="role: session holds"),
        pytest.param(lambda p: p.set_password("ann", PASSWORD + "2"), False, id="password"),
        pytest.param(lambda p: p.end_sessions("ann"), False, id="signed out everywhere"),
        pytest.param(lambda p: p.remove("ann"), False, id="removed"),
    ],
)
def test_sessions_follow_the_list(people: People, sessions: Sessions, change, held: bool) -> None:
    cookie = sessions.begin(people.check("ann", PASSWORD).identity, listed=True)
    change(people)
    session = sessions.read(cookie, listed=True)
    assert (session is not None) is held
    if session:
        assert session.identity.role == "reader"


def test_signing_out_ends_the_cookie_for_another_process_too(
    tmp_path: Path, people: People, sessions: Sessions
) -> None:
    cookie = sessions.begin(BOARD, listed=False)
    sessions.end(sessions.read(cookie, listed=False))
    assert Sessions(tmp_path, people, hours=1).read(cookie, listed=False) is None


@given(text=st.text(max_size=200), place=st.integers(0, 60))
def test_no_altered_cookie_is_a_session(
    tmp_path_factory: pytest.TempPathFactory, text: str, place: int
) -> None:
    home = tmp_path_factory.getbasetemp() / "cookies"
    sessions = Sessions(home, People(home), hours=1)
    cookie = sessions.begin(BOARD, listed=False)
    altered = cookie[:place] + text + cookie[place:]
    assert (sessions.read(altered, listed=False) is not None) is (altered == cookie)
    assert sessions.read(text, listed=False) is None


def test_a_token_for_embedding_reads_for_its_groups_until_it_ends(sessions: Sessions) -> None:
    token = sessions.embed_token("wiki", frozenset({"board"}), 60)
    found = sessions.embedded(token)
    assert (found.name, found.role, found.groups) == ("embed:wiki", "reader", frozenset({"board"}))
    assert sessions.embedded(sessions.embed_token("wiki", frozenset(), -1)) is None
    assert sessions.read(token, listed=False) is None
    assert sessions.embedded(sessions.begin(BOARD, listed=False)) is None


def test_a_key_is_shown_once_and_works_until_revoked(tmp_path: Path) -> None:
    keys = Keys(tmp_path)
    key, text = keys.create("wiki", ["ask"], groups=["board"])
    held = (tmp_path / "access" / "keys.json").read_text()
    assert text.partition(f"{key.id}_")[2] not in held
    found = Keys(tmp_path).identify(text)
    assert (found.via, found.scopes, found.groups) == ("key", {"ask"}, {"board"})
    assert keys.identify(text[:-1]) is None
    assert keys.identify(text.removeprefix("bw_")) is None
    keys.revoke(key.id)
    assert Keys(tmp_path).identify(text) is None


def test_a_key_ends_on_its_day(tmp_path: Path) -> None:
    assert Keys(tmp_path).identify(Keys(tmp_path).create("old", ["ask"], days=-1)[1]) is None


@pytest.mark.parametrize(
    ("role", "needed", "may"),
    [
        ("reader", "reader", True),
        ("reader", "author", False),
        ("author", "reader", True),
        ("author", "admin", False),
        ("admin", "author", True),
    ],
)
def test_roles_stand_above_one_another(role, needed, may: bool) -> None:
    assert allows(role, needed) is may


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Two collections, "Board papers" limited to the board."""
    store = Store(tmp_path)
    store.create("Open")
    store.limited.limit(store.create("Board papers").id, ["board"])
    return store


@pytest.mark.parametrize(
    ("identity", "names"),
    [
        pytest.param(BOARD, ["Board papers", "Open"], id="in the group"),
        pytest.param(OTHER, ["Open"], id="in another group"),
        pytest.param(ADMIN, ["Board papers", "Open"], id="admin"),
        pytest.param(OWNER, ["Board papers", "Open"], id="at the machine"),
        pytest.param(None, ["Open"], id="nobody said who"),
    ],
)
def test_a_limited_collection_is_not_there_for_others(
    store: Store, identity: Identity | None, names: list[str]
) -> None:
    with acting_as(identity):
        assert [each.name for each in store.collections()] == names
        if "Board papers" in names:
            assert store.find("board papers").name() == "Board papers"
        else:
            with pytest.raises(CollectionError) as hidden:
                store.find("Board papers")
            with pytest.raises(CollectionError) as absent:
                store.find("Bored papers")
            assert hidden.value.code == absent.value.code


def test_taking_its_name_does_not_tell_that_it_is_there(store: Store) -> None:
    with acting_as(OTHER):
        mine = store.create("Board papers")
        store.rename("Open", "Open 2")
        assert store.find("Board papers").id == mine.id
    with acting_as(OWNER):
        assert len(store.collections()) == 3


def test_a_thread_of_its_own_sees_no_more_than_nobody(store: Store) -> None:
    seen: list[object] = []
    with acting_as(OWNER):
        thread = threading.Thread(target=lambda: seen.extend([in_force(), len(store.folders())]))
        thread.start()
        thread.join()
    assert seen == [None, 1]


def test_an_opened_limit_is_open_again(store: Store) -> None:
    with acting_as(OWNER):
        id = store.find("Board papers").id
    store.limited.limit(id, [])
    with acting_as(OTHER):
        assert len(store.folders()) == 2


def test_damaged_limits_show_nothing(store: Store, tmp_path: Path) -> None:
    (tmp_path / "access" / "collections.json").write_text("[]")
    with pytest.raises(AccessError):
        LimitedCollections(tmp_path).visible("c-1")
    with pytest.raises(AccessError):
        store.folders()
