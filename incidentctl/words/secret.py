"""A secret in what was typed: what it looks like, and what becomes of it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ask": (
        "This looks like a secret ({kinds}). How is it recorded?",
        "秘密情報({kinds})のようです。どう記録しますか。",
    ),
    "recorded": (
        "! This looks like a secret, and it is on the timeline. Change it, and erase it: incidentctl redact {handle}",
        "! 秘密情報のようなものが記録に残った。値を変更し、記録から消す: incidentctl redact {handle}",
    ),
    "mask": ("masked, as above", "上のように伏せる"),
    "keep": ("as typed", "入力したまま残す"),
    "and": (", ", "・"),
    "aws": ("AWS key", "AWSのキー"),
    "github": ("GitHub token", "GitHubのトークン"),
    "gitlab": ("GitLab token", "GitLabのトークン"),
    "slack": ("Slack token", "Slackのトークン"),
    "google": ("Google key", "Googleのキー"),
    "stripe": ("Stripe key", "Stripeのキー"),
    "openai": ("API key", "APIキー"),
    "registry": ("registry token", "レジストリのトークン"),
    "sendgrid": ("SendGrid key", "SendGridのキー"),
    "cloud": ("service token", "サービスのトークン"),
    "azure": ("Azure key", "Azureのキー"),
    "jwt": ("JWT", "JWT"),
    "key": ("private key", "秘密鍵"),
    "url": ("password in a URL", "URLの中のパスワード"),
    "header": ("authorization header", "認証ヘッダー"),
    "password": ("password", "パスワード"),
    "credential": ("token or key", "トークンやキー"),
}
