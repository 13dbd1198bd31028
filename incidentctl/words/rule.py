"""What is wrong when a rule is not met: one sentence for each, by its id, told with the commands that meet it.

`<id>` or `<id>.<variant>`. Sentences name roles and things, never people; they neither lecture nor blame.
"""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "S3-3": ("In this formation, only people with a role act.", "この体制では、役割のある人だけが動く。"),
}
