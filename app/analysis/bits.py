"""Sets of names as integers, a bit for each name. Knows nothing of what the names stand for."""


class Bits:
    """Numbers for everything that a way may depend on, so that sets of them are integers."""

    def __init__(self) -> None:
        self._bits: dict[str, int] = {}
        self._paths: dict[str, int] = {}

    def of(self, name: str) -> int:
        """The bit of one name."""
        if name not in self._bits:
            self._bits[name] = 1 << len(self._bits)
        return self._bits[name]

    def of_path(self, path: str) -> int:
        """The bits of a document path and of everything that it is part of."""
        if path not in self._paths:
            bits, steps = self.of(path), path.split("/")
            for length in range(2, len(steps), 2):
                bits |= self.of("/".join(steps[:length]))
            self._paths[path] = bits
        return self._paths[path]
