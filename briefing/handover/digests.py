"""Digests by which a file is known again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Digests:
    """In hexadecimal digits, 64 each."""

    sha256: str
    """FIPS 180-4."""
    sm3: str | None
    """GB/T 32905-2016; None where this machine's OpenSSL does not have it."""


def digests(data: bytes) -> Digests:
    return Digests(hashlib.sha256(data).hexdigest(), _sm3(data))


def _sm3(data: bytes) -> str | None:
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:
        return None
