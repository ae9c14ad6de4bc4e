"""Who is told that a design has changed, and who is not."""

import asyncio
import threading
from datetime import datetime, timedelta
from typing import Any

import pytest

from app.errors import LinkEnded, NotFound
from app.services.designs import Designs
from app.services.live import Live
from app.settings import Settings
from app.storage.database import Database

DOCUMENT = {"schemaVersion": 1, "name": "test"}


def test_a_wake_from_another_thread_ends_the_wait_of_its_design_only() -> None:
    live = Live(10)

    async def follow() -> list[str]:
        heard: list[str] = []

        async def wait(design: str) -> None:
            with live.listen(design) as listener:
                await listener.wait(5 if design == "mine" else 0.3)
                heard.append(design)

        waiting = [asyncio.create_task(wait(design)) for design in ("other", "mine")]
        await asyncio.sleep(0.05)
        threading.Thread(target=live.changed, args=("mine",)).start()
        await asyncio.gather(*waiting)
        return heard

    assert asyncio.run(follow()) == ["mine", "other"]


def test_a_change_between_two_waits_is_not_missed() -> None:
    live = Live(10)

    async def follow() -> float:
        with live.listen("mine") as listener:
            live.changed("mine")
            live.changed("mine")
            started = asyncio.get_running_loop().time()
            await listener.wait(5)
            first = asyncio.get_running_loop().time() - started
            await listener.wait(0.05)
            return first

    assert asyncio.run(follow()) < 1


def test_listeners_are_counted_and_sent_home() -> None:
    live = Live(1)

    async def follow() -> None:
        assert not live.full
        with live.listen("mine") as listener:
            assert live.full
            live.close()
            await asyncio.wait_for(listener.wait(60), 1)
        assert live.full, "a server that stops takes nobody in"

    asyncio.run(follow())


def test_every_change_is_told(database: Database, clock: Any) -> None:
    told: list[str] = []
    designs = Designs(database, Settings(), clock, told.append)
    created = designs.create(DOCUMENT)
    token = created.edit.removeprefix("/d/")
    known = designs.watch(token)
    assert (known.version, known.expires_at, told) == (1, None, [])
    designs.save(token, DOCUMENT | {"name": "later"}, 1)
    designs.restore(token, 1)
    designs.change_link(token, "view", None)
    designs.delete(token)
    assert told == [known.design_id] * 4
    with pytest.raises(NotFound):
        designs.watch(token)


def test_a_dead_link_says_why(database: Database, clock: Any) -> None:
    designs = Designs(database, Settings(), clock)
    created = designs.create(DOCUMENT)
    view, edit = (link.removeprefix("/d/") for link in (created.view, created.edit))
    ends: datetime = clock() + timedelta(days=7)
    designs.change_link(edit, "view", ends, reset=False)
    assert designs.watch(view).expires_at == ends
    clock.move(days=8)
    with pytest.raises(LinkEnded, match="8 January 2026, 00:00 UTC") as caught:
        designs.open(view)
    assert caught.value.own_code == "link-expired"
    designs.change_link(edit, "view", None)
    with pytest.raises(LinkEnded, match="replaced") as caught:
        designs.open(view)
    assert caught.value.own_code == "link-revoked"
