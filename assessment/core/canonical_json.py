"""JSON in one form only, so that equal contents have equal digests."""

import hashlib
import json

NO_DIGEST = "0" * 64
"""What stands where there is nothing to digest: before the first entry of a chain."""


def canonical_json(content: object) -> str:
    """Return JSON with sorted keys, no spaces and no escaped letters; raise ValueError for NaN and infinity."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256(content: object) -> str:
    """Return the SHA-256 of the canonical JSON of a content, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content).encode()).hexdigest()
