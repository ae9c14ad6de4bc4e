"""A change of a document as a mapping from paths to what is to stand there. Decides nothing."""

from collections.abc import Mapping

from app.document.paths import position, split

Document = dict[str, object]


def apply_change(document: Document, change: Mapping[str, object]) -> Document:
    """The document with each change merged in: objects property by property, other values replaced, null removes."""
    changed: object = document
    for path, value in change.items():
        changed = _put(changed, split(path), value)
    if not isinstance(changed, dict):
        raise TypeError("a change must leave a JSON object")
    return changed


def _put(container: object, steps: tuple[str, ...], value: object) -> object:
    if not steps:
        return _laid_over(container, value)
    step, rest = steps[0], steps[1:]
    if isinstance(container, list):
        index = position(container, step)
        if index is None:
            named = {"name": step} if rest or isinstance(value, dict) else None
            return [*container, _put(named, rest, value)]
        if not rest and value is None:
            return [*container[:index], *container[index + 1 :]]
        return [*container[:index], _put(container[index], rest, value), *container[index + 1 :]]
    here = dict(container) if isinstance(container, dict) else {}
    if not rest and value is None:
        here.pop(step, None)
        return here
    inner = here.get(step, [] if rest or isinstance(value, list) else {})
    here[step] = _put(inner, rest, value)
    return here


def _laid_over(old: object, new: object) -> object:
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: _laid_over(old.get(key), value) for key, value in new.items()}}
    return new
