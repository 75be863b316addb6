"""GitLab's Code Quality report.

Fields as the documentation of GitLab asks for them ("Code Quality report format"): description,
check_name, fingerprint, severity, location.path and location.lines.begin; no byte order mark. GitLab
itself tells the old from the new by fingerprint, so every diagnostic is in it.
"""

import json

from zi_build.export.diagnostics.listing import Listed, Listing, flat

LEAKS = "ZI4"


def code_quality(listing: Listing) -> str:
    """Return the report as JSON."""
    rows = [
        {
            "description": f"{row.code}: {flat(row.message)}",
            "check_name": row.code,
            "fingerprint": row.fingerprint,
            "severity": _severity(row),
            "location": {"path": flat(row.path), "lines": {"begin": row.line or 1}},
        }
        for row in listing.rows
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _severity(row: Listed) -> str:
    if not row.is_error:
        return "minor"
    return "critical" if row.code.startswith(LEAKS) else "major"
