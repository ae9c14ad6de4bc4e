"""The use cases of a design: rights, versions, merging, revisions, links."""

import threading
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import text

from app.errors import BadDocument, Forbidden, InvalidValue, MergeConflict, NotFound, StaleVersion
from app.services import tokens
from app.services.designs import Created, Designs, Saved
from app.storage.database import Database


def document(*networks: str, name: str = "test", **more: Any) -> dict[str, Any]:
    """A design with these networks, one prefix each."""
    return {
        "schemaVersion": 1,
        "name": name,
        "virtualNetworks": [
            {"name": each, "location": "westeurope", "addressSpace": [f"10.{number}.0.0/16"]}
            for number, each in enumerate(networks)
        ],
        **more,
    }


def edit(created: Created) -> str:
    return created.edit.removeprefix("/d/")


def view(created: Created) -> str:
    return created.view.removeprefix("/d/")


def names(data: dict[str, Any]) -> list[str]:
    return [network["name"] for network in data["virtualNetworks"]]


def test_both_links_open_the_same_design(designs: Designs) -> None:
    created = designs.create(document("a"))
    assert created.view != created.edit
    assert designs.open(view(created)).access == "view"
    assert designs.open(edit(created)).access == "edit"
    assert designs.open(view(created)).data() == document("a")


def test_every_problem_of_a_document_is_told_at_once(designs: Designs) -> None:
    with pytest.raises(BadDocument) as caught:
        designs.create({"schemaVersion": 1, "name": "x", "virtualNetworks": [{"name": "a b"}, {"nmae": "c"}]})
    assert len(caught.value.problems) > 1
    assert all(problem["path"].startswith("virtualNetworks") for problem in caught.value.problems)


@pytest.mark.parametrize("token", ["", "x", "a" * 32, "ü" * 32, "../../etc/passwd", "a" * 10_000])
def test_an_unknown_token_opens_nothing(designs: Designs, token: str) -> None:
    with pytest.raises(NotFound):
        designs.open(token)


def test_a_view_token_cannot_write(designs: Designs) -> None:
    token = view(designs.create(document("a")))
    for write in (
        lambda: designs.save(token, document("b"), 1),
        lambda: designs.delete(token),
        lambda: designs.name_revision(token, "x"),
        lambda: designs.restore(token, 1),
        lambda: designs.links(token),
        lambda: designs.change_link(token, "view", None),
    ):
        with pytest.raises(Forbidden):
            write()
    assert designs.open(token).version == 1


def test_no_usable_token_is_in_the_database(designs: Designs, database: Database) -> None:
    created = designs.create(document("a"))
    with database.read() as session:
        dump = repr(session.execute(text("SELECT * FROM link")).all())
    assert view(created) not in dump
    assert edit(created) not in dump


def test_a_save_counts_up(designs: Designs) -> None:
    token = edit(designs.create(document("a")))
    saved = designs.save(token, document("a", "b"), 1)
    assert (saved.version, saved.merged) == (2, False)
    assert names(designs.open(token).data()) == ["a", "b"]


def test_a_stale_save_is_merged_over_a_kept_revision(designs: Designs) -> None:
    token = edit(designs.create(document("a")))
    designs.save(token, document("a", "theirs"), 1)
    mine = document("a") | {"sites": [{"name": "mine", "addressSpace": ["192.168.0.0/24"]}]}
    saved = designs.save(token, mine, 1)
    assert (saved.version, saved.merged) == (3, True)
    assert names(saved.data()) == ["a", "theirs"]
    assert saved.data()["sites"][0]["name"] == "mine"


def test_a_stale_save_is_merged_over_the_base_it_brings(designs: Designs) -> None:
    token = edit(designs.create(document("a")))
    designs.save(token, document("a", "b"), 1)
    designs.save(token, document("a", "b", "theirs"), 2)
    mine = document("a", "b", name="renamed")
    with pytest.raises(StaleVersion) as caught:
        designs.save(token, mine, 2)
    assert caught.value.extra["version"] == 3
    saved = designs.save(token, mine, 2, document("a", "b"))
    assert saved.data()["name"] == "renamed"
    assert names(saved.data()) == ["a", "b", "theirs"]


def test_a_real_conflict_is_told_and_nothing_is_written(designs: Designs) -> None:
    token = edit(designs.create(document("a")))
    designs.save(token, document("a", name="theirs"), 1)
    with pytest.raises(MergeConflict) as caught:
        designs.save(token, document("a", name="mine"), 1)
    assert caught.value.extra["conflicts"] == [{"path": "name", "base": "test", "mine": "mine", "theirs": "theirs"}]
    assert caught.value.extra["version"] == 2
    assert designs.open(token).name == "theirs"


def test_changes_that_do_not_fit_together_are_a_conflict(designs: Designs) -> None:
    token = edit(designs.create(document("a", "b")))
    designs.save(token, document("a"), 1)
    mine = document("a", "b", virtualNetworkGateways=[])
    mine["routeServers"] = [{"name": "rs", "virtualNetwork": "b"}]
    with pytest.raises(MergeConflict) as caught:
        designs.save(token, mine, 1)
    assert caught.value.own_code == "merge-invalid"
    assert caught.value.problems


def test_eight_writers_lose_nothing(designs: Designs) -> None:
    token = edit(designs.create(document("a")))
    outcomes: Counter[str] = Counter()
    lock = threading.Lock()

    def write(writer: int) -> None:
        for number in range(12):
            opened = designs.open(token)
            data = opened.data()
            data.setdefault("sites", []).append({"name": f"s-{writer}-{number}"})
            try:
                saved: Saved = designs.save(token, data, opened.version, opened.data())
                outcome = "merged" if saved.merged else "saved"
            except StaleVersion:
                outcome = "refused"
            with lock:
                outcomes[outcome] += 1

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = {site["name"] for site in designs.open(token).data()["sites"]}
    assert outcomes.total() == 96
    assert len(stored) == outcomes["saved"] + outcomes["merged"]
    assert designs.open(token).version == 1 + len(stored)


def test_an_automatic_revision_is_kept_at_most_every_five_minutes(designs: Designs, clock: Any) -> None:
    token = edit(designs.create(document("a")))
    for version in range(1, 4):
        clock.move(seconds=30)
        designs.save(token, document("a", name=f"n{version}"), version)
    assert [note.kind for note in designs.revisions(token)] == ["created"]
    clock.move(minutes=10)
    designs.save(token, document("a", name="later"), 4)
    newest = designs.revisions(token)[0]
    assert (newest.kind, newest.version) == ("automatic", 4)
    assert designs.open_revision(token, newest.number).name == "n3"


def test_old_automatic_revisions_go_named_ones_stay(designs: Designs, clock: Any) -> None:
    token = edit(designs.create(document("a")))
    designs.name_revision(token, "agreed")
    for version in range(1, 8):
        clock.move(minutes=10)
        designs.save(token, document("a", name=f"n{version}"), version)
    kinds = Counter(note.kind for note in designs.revisions(token))
    assert kinds == {"created": 1, "named": 1, "automatic": 3}


def test_going_back_keeps_what_was_there(designs: Designs) -> None:
    token = edit(designs.create(document("a")))
    designs.save(token, document("a", "b"), 1)
    restored = designs.restore(token, 1)
    assert restored.version == 3
    assert names(designs.open(token).data()) == ["a"]
    kept = designs.revisions(token)[0]
    assert names(designs.open_revision(token, kept.number).data()) == ["a", "b"]
    with pytest.raises(StaleVersion):
        designs.restore(token, 1, expected=1)
    with pytest.raises(NotFound):
        designs.restore(token, 99)


def test_a_fork_has_links_of_its_own(designs: Designs) -> None:
    created = designs.create(document("a"))
    designs.save(edit(created), document("a", "b"), 1)
    fork = designs.fork(view(created))
    old = designs.fork(view(created), 1)
    assert names(designs.open(view(fork)).data()) == ["a", "b"]
    assert names(designs.open(view(old)).data()) == ["a"]
    designs.save(edit(fork), document("c"), 1)
    assert names(designs.open(view(created)).data()) == ["a", "b"]


def test_a_deleted_design_is_gone_with_its_links(designs: Designs, database: Database) -> None:
    created = designs.create(document("a"))
    with pytest.raises(StaleVersion):
        designs.delete(edit(created), 7)
    designs.delete(edit(created), 1)
    for token in (edit(created), view(created)):
        with pytest.raises(NotFound):
            designs.open(token)
    with database.read() as session:
        assert session.execute(text("SELECT count(*) FROM revision")).scalar() == 0


def test_a_reset_ends_the_old_link_at_once(designs: Designs) -> None:
    created = designs.create(document("a"))
    fresh = designs.change_link(edit(created), "view", None)
    with pytest.raises(NotFound):
        designs.open(view(created))
    assert fresh.link is not None
    assert designs.open(fresh.link.removeprefix("/d/")).access == "view"
    assert designs.links(edit(created))[0].link == fresh.link


def test_the_view_link_outlives_a_reset_of_the_edit_link(designs: Designs) -> None:
    created = designs.create(document("a"))
    fresh = designs.change_link(edit(created), "edit", None)
    assert fresh.link is not None
    token = fresh.link.removeprefix("/d/")
    assert [share.link for share in designs.links(token)] == [created.view, fresh.link]
    with pytest.raises(NotFound):
        designs.save(edit(created), document("b"), 1)
    assert designs.save(token, document("b"), 1).version == 2


def test_a_link_ends_when_it_expires(designs: Designs, clock: Any) -> None:
    created = designs.create(document("a"))
    later = clock().replace(year=2027)
    share = designs.change_link(edit(created), "view", later, reset=False)
    assert (share.link, share.expires_at) == (created.view, later)
    assert designs.open(view(created)).access == "view"
    clock.move(days=400)
    with pytest.raises(NotFound):
        designs.open(view(created))
    assert designs.links(edit(created))[0].link is None
    with pytest.raises(InvalidValue):
        designs.change_link(edit(created), "view", clock())


def test_templates_come_from_the_gallery(designs: Designs) -> None:
    assert designs.open(view(designs.create_from_template("er-vpn-coexistence"))).version == 1
    for name in ("nope", "../secret", ""):
        with pytest.raises(InvalidValue):
            designs.create_from_template(name)


def test_tokens_are_long_different_and_balanced() -> None:
    made = [tokens.make() for _ in range(2000)]
    assert len(set(made)) == len(made)
    assert all(tokens.plausible(token) for token in made)
    assert tokens.unseal("key", tokens.seal("key", made[0])) == made[0]
    assert tokens.unseal("other", tokens.seal("key", made[0])) != made[0]
