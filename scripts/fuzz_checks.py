"""What no answer of the API may show."""

import re

import schemathesis

INSIDE = re.compile(
    r"\bat [a-z]+(\.\w+)+\(|dev\.syncline\.|org\.(springframework|postgresql)|java\.\w+\.\w+Exception"
    r"|\b(select|insert into|update) .* (from|values|set) ",
    re.IGNORECASE,
)


@schemathesis.check
def nothing_inside_shows(ctx, response, case):
    if response.status_code >= 400:
        found = INSIDE.search(response.text)
        assert not found, f"the answer shows {found.group(0)!r}"
