"""What people do with a design: create, open, save, fork, delete, go back, share. Each use case is one transaction.

Whoever holds a token has its right; there is no other identity here. Knows no HTTP.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.errors import Forbidden, InvalidValue, LinkEnded, NotFound, StaleVersion
from app.gallery import gallery, template
from app.services import tokens
from app.services.content import content_of, data_of
from app.services.saving import joined
from app.settings import Settings
from app.storage import designs as heads
from app.storage import links as linkage
from app.storage import revisions
from app.storage.database import Database, Session
from app.storage.records import Content, Head, Link, Revision, RevisionNote

log = logging.getLogger(__name__)

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Created:
    """A new design and its two links, as paths."""

    version: int
    view: str
    edit: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A design as one link shows it; number is set when it is an earlier revision."""

    access: str
    version: int
    name: str
    document: bytes
    digest: str
    routing_digest: str
    updated_at: datetime
    number: int | None = None

    def data(self) -> dict[str, Any]:
        """The document as plain data."""
        return data_of(Content(self.name, self.document, self.digest, self.routing_digest))


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save left behind; merged when somebody else's changes are in it too."""

    version: int
    content: Content
    merged: bool

    def data(self) -> dict[str, Any]:
        """The document as plain data."""
        return data_of(self.content)


@dataclass(frozen=True, slots=True)
class Share:
    """The state of one link; the path is known only to those who may hand it on."""

    access: str
    link: str | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True)
class Watched:
    """What those who follow a design look at: it has changed, or their link has."""

    design_id: str
    version: int
    expires_at: datetime | None


def _now() -> datetime:
    return datetime.now(UTC)


class Designs:
    """The use cases over one database."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Callable[[], datetime] = _now,
        changed: Callable[[str], None] = lambda design_id: None,
    ) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._changed = changed

    def create(self, source: bytes | str | Mapping[str, object]) -> Created:
        """Keep a new design."""
        return self._create(content_of(source), None)

    def create_from_template(self, name: str) -> Created:
        """Keep a copy of a design from the gallery, called by its title there."""
        try:
            document = template(name)
        except KeyError:
            raise InvalidValue(f"The gallery has no template {name!r}.", code="unknown-template") from None
        title = next(each.title for each in gallery() if each.name == name)
        return self.create(document | ({"name": title} if name != "empty" else {}))

    def open(self, token: str) -> Opened:
        """The design behind a link."""
        with self._database.read() as session:
            plausible = tokens.plausible(token)
            found = heads.behind(session, tokens.digest(token), self._clock()) if plausible else None
            if found is None:
                link = self._link(session, token)
                found = link.access, self._head(session, link)
        return _opened(*found)

    def watch(self, token: str) -> Watched:
        """The version behind a link, without the document."""
        with self._database.read() as session:
            link = self._link(session, token)
            version = heads.version(session, link.design_id)
        if version is None:
            raise NotFound
        return Watched(link.design_id, version, link.expires_at)

    def open_revision(self, token: str, number: int) -> Opened:
        """An earlier state of the design behind a link."""
        with self._database.read() as session:
            link = self._link(session, token)
            revision = self._revision(session, link, number)
        head = Head(link.design_id, revision.note.version, revision.content, revision.note.created_at)
        opened = replace(_opened(link.access, head), number=number)
        return replace(opened, name=str(opened.data().get("name", "")))

    def save(
        self,
        token: str,
        source: bytes | str | Mapping[str, object],
        expected: int,
        base: Mapping[str, object] | None = None,
        decided: Mapping[str, str] | None = None,
    ) -> Saved:
        """Replace the document; a stale save is merged, and refused only when both sides changed the same thing."""
        mine = content_of(source)
        saved = self._swap(token, mine, expected)
        if isinstance(saved, Saved):
            return saved
        common = self._base(token, expected) if base is None else data_of(content_of(base))
        for _ in range(_ATTEMPTS):
            theirs = saved
            content = joined(mine, theirs, common, expected, decided or {})
            saved = self._swap(token, content, theirs.version)
            if isinstance(saved, Saved):
                return replace(saved, merged=True)
        raise StaleVersion("Others save faster than the changes can be merged.")

    def fork(self, token: str, number: int | None = None) -> Created:
        """A copy with links of its own, of the live design or of one revision."""
        with self._database.read() as session:
            link = self._link(session, token)
            content = self._head(session, link).content
            if number is not None:
                content = self._revision(session, link, number).content
        return self._create(content_of(content.document), link.design_id)

    def delete(self, token: str, expected: int | None = None) -> None:
        """Delete the design, its revisions and its links."""
        with self._database.write() as session:
            link = self._link(session, token, edit=True)
            head = self._head(session, link, lock=True)
            if expected not in (None, head.version):
                raise StaleVersion(extra={"version": head.version})
            heads.remove(session, link.design_id)
        self._changed(link.design_id)
        self._note("design deleted", link.design_id)

    def revisions(self, token: str) -> tuple[RevisionNote, ...]:
        """The earlier states, newest first."""
        with self._database.read() as session:
            return revisions.listing(session, self._link(session, token).design_id)

    def name_revision(self, token: str, label: str) -> RevisionNote:
        """Keep the state of now under a name."""
        now = self._clock()
        with self._database.write() as session:
            link = self._link(session, token, edit=True)
            head = self._head(session, link, lock=True)
            number = revisions.add(session, head, "named", label, now)
        return RevisionNote(number, head.version, "named", label, now)

    def restore(self, token: str, number: int, expected: int | None = None) -> Saved:
        """Make an earlier state the live one; what was live is kept as a revision first."""
        now = self._clock()
        with self._database.write() as session:
            link = self._link(session, token, edit=True)
            head = self._head(session, link, lock=True)
            if expected not in (None, head.version):
                raise StaleVersion(extra={"version": head.version})
            content = content_of(self._revision(session, link, number).content.document)
            revisions.add(session, head, "restored", f"before going back to {number}", now)
            heads.swap(session, link.token_hash, head.version, content, now)
        self._changed(link.design_id)
        return Saved(head.version + 1, content, merged=False)

    def links(self, token: str) -> tuple[Share, ...]:
        """The links of the design, for those who may hand them on."""
        with self._database.read() as session:
            link = self._link(session, token, edit=True)
            return self._shares(session, token, link)

    def change_link(self, token: str, access: str, expires_at: datetime | None, *, reset: bool = True) -> Share:
        """Give one link a new token, which ends the old one at once, or only a new expiry."""
        now = self._clock()
        if expires_at is not None and expires_at <= now:
            raise InvalidValue("The link would have expired already.", code="expiry-in-the-past", path="expiresAt")
        with self._database.write() as session:
            link = self._link(session, token, edit=True)
            shares = {share.access: share.link for share in self._shares(session, token, link)}
            old = shares.get(access)
            fresh = tokens.make() if reset or old is None else old.removeprefix("/d/")
            editor = fresh if access == "edit" else token
            view = fresh if access == "view" else (shares["view"] or "").removeprefix("/d/")
            linkage.revoke(session, link.design_id, access)
            sealed = tokens.seal(editor, view) if view else None
            own = Link(tokens.digest(fresh), link.design_id, access, None, now, expires_at)
            linkage.put(session, replace(own, sealed_view=sealed) if access == "edit" else own)
            if access == "view" and sealed:
                linkage.seal(session, link.token_hash, sealed)
        self._changed(link.design_id)
        self._note(f"{access} link {'reset' if reset else 'changed'}", link.design_id)
        return Share(access, f"/d/{fresh}", expires_at)

    def _create(self, content: Content, forked_from: str | None) -> Created:
        now, design_id, view, edit = self._clock(), secrets.token_hex(16), tokens.make(), tokens.make()
        with self._database.write() as session:
            heads.add(session, design_id, content, now, forked_from)
            revisions.add(session, Head(design_id, 1, content, now), "created", None, now)
            linkage.put(session, Link(tokens.digest(view), design_id, "view", None, now, None))
            linkage.put(session, Link(tokens.digest(edit), design_id, "edit", tokens.seal(edit, view), now, None))
        self._note("design created", design_id)
        return Created(1, f"/d/{view}", f"/d/{edit}")

    def _swap(self, token: str, content: Content, expected: int) -> Saved | Head:
        """One compare-and-set; where it fails, the state that was in the way."""
        now = self._clock()
        with self._database.write() as session:
            link = self._link(session, token, edit=True)
            self._checkpoint(session, link, expected, now)
            if not heads.swap(session, link.token_hash, expected, content, now):
                return self._head(session, link)
        self._changed(link.design_id)
        return Saved(expected + 1, content, merged=False)

    def _checkpoint(self, session: Session, link: Link, expected: int, now: datetime) -> None:
        """Keep the state about to be replaced, unless one was kept a short time ago."""
        last = revisions.latest(session, link.design_id)
        if last and now - last.created_at < timedelta(seconds=self._settings.revision_seconds):
            return
        head = self._head(session, link, lock=True)
        if head.version == expected and (last is None or last.version != head.version):
            revisions.add(session, head, "automatic", None, now)
            revisions.prune(session, link.design_id, self._settings.revisions_kept)

    def _base(self, token: str, version: int) -> dict[str, Any] | None:
        with self._database.read() as session:
            kept = revisions.of_version(session, self._link(session, token).design_id, version)
        return None if kept is None else data_of(content_of(kept.content.document))

    def _shares(self, session: Session, token: str, link: Link) -> tuple[Share, ...]:
        living = {each.access: each for each in linkage.live(session, link.design_id, self._clock())}
        view = tokens.unseal(token, link.sealed_view) if link.sealed_view else ""
        known = "view" in living and tokens.digest(view) == living["view"].token_hash
        return (
            Share("view", f"/d/{view}" if known else None, living["view"].expires_at if "view" in living else None),
            Share("edit", f"/d/{token}", link.expires_at),
        )

    def _link(self, session: Session, token: str, *, edit: bool = False) -> Link:
        if not tokens.plausible(token):
            raise NotFound
        now, digest = self._clock(), tokens.digest(token)
        link = linkage.find(session, digest, now)
        if link is None:
            raise _gone(linkage.ended(session, digest, now), now)
        if edit and link.access != "edit":
            raise Forbidden
        return link

    def _head(self, session: Session, link: Link, *, lock: bool = False) -> Head:
        head = heads.head(session, link.design_id, lock=lock)
        if head is None:
            raise NotFound
        return head

    def _revision(self, session: Session, link: Link, number: int) -> Revision:
        revision = revisions.get(session, link.design_id, number) if 0 < number < 2**31 else None
        if revision is None:
            raise NotFound(f"The design has no revision {number}.", code="unknown-revision")
        return revision

    def _note(self, action: str, design_id: str) -> None:
        log.info(action, extra={"action": action, "design": design_id})


def _gone(ended: datetime | None, now: datetime) -> NotFound:
    if ended is None:
        return NotFound()
    if ended == now:
        return LinkEnded("Somebody who may edit the design has replaced this link.")
    when = f"{ended:%d %B %Y, %H:%M} UTC".removeprefix("0")
    return LinkEnded(f"This link was good until {when}.", code="link-expired")


def _opened(access: str, head: Head) -> Opened:
    content = head.content
    return Opened(
        access, head.version, content.name, content.document, content.digest, content.routing_digest, head.updated_at
    )
