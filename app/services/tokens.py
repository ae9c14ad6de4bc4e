"""Link tokens: how they are made, hashed and handed on. Knows no database and no HTTP.

The view token of a design is kept sealed under the edit token, so that whoever may edit can share the view link while
the database alone opens nothing.
"""

import hashlib
import hmac
import re
import secrets

_BYTES = 24
_SHAPE = re.compile(r"[A-Za-z0-9_-]{32}")


def make() -> str:
    """A new token of 192 random bits, 32 characters."""
    return secrets.token_urlsafe(_BYTES)


def plausible(token: str) -> bool:
    """Whether the text has the shape of a token at all."""
    return _SHAPE.fullmatch(token) is not None


def digest(token: str) -> str:
    """The form in which a token is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def seal(edit: str, view: str) -> bytes:
    """The view token, readable with the edit token only."""
    nonce = secrets.token_bytes(16)
    return nonce + _mask(edit, nonce, view.encode())


def unseal(edit: str, sealed: bytes) -> str:
    """The view token back from its sealed form."""
    return _mask(edit, sealed[:16], sealed[16:]).decode("ascii", "replace")


def _mask(key: str, nonce: bytes, text: bytes) -> bytes:
    pad = hmac.new(key.encode(), b"view" + nonce, hashlib.sha256).digest()
    return bytes(a ^ b for a, b in zip(text, pad, strict=True))
