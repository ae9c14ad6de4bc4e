"""Who waits for changes of which design. Wakes them, says nothing of what has changed: they look for themselves.

Saves happen in threads, waiting happens in the event loop; a wake that nobody has heard yet swallows the next one.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Listener:
    """One who waits, in the event loop that made it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """End the wait, from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def wait(self, seconds: float) -> None:
        """Until something has changed, at most so long."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return
        self._woken.clear()


class Live:
    """All listeners of this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._listeners: dict[str, set[Listener]] = {}
        self.closed = False

    @property
    def full(self) -> bool:
        """Whether nobody else may listen now."""
        with self._lock:
            return self.closed or sum(map(len, self._listeners.values())) >= self._most

    @contextmanager
    def listen(self, design_id: str) -> Iterator[Listener]:
        """A listener for the changes of one design."""
        listener = Listener()
        with self._lock:
            self._listeners.setdefault(design_id, set()).add(listener)
        try:
            yield listener
        finally:
            with self._lock:
                others = self._listeners[design_id]
                others.discard(listener)
                if not others:
                    del self._listeners[design_id]

    def changed(self, design_id: str) -> None:
        """Wake those who wait for this design."""
        with self._lock:
            waiting = tuple(self._listeners.get(design_id, ()))
        for listener in waiting:
            listener.wake()

    def close(self) -> None:
        """Send everybody home: the server stops."""
        with self._lock:
            self.closed = True
            waiting = [listener for listeners in self._listeners.values() for listener in listeners]
        for listener in waiting:
            listener.wake()
