"""What is wrong when a rule is not met: one sentence for each, by its id, told with the commands that meet it.

`<id>` or `<id>.<variant>`. Sentences name roles and things, never people; they neither lecture nor blame.
"""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {}
