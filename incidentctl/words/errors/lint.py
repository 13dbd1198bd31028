"""Lint: texts that cannot be looked at, and what was found in those that can."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "lint-found": (
        "Errors in the wording: {count}.",
        "言い回しのエラー: {count}件。",
    ),
    "lint-found.next": (
        "Reword them, or keep one on purpose: write lint:ignore(reason) on its line, or alone on the line above.",
        "言い換えてください。意図して残すなら、その行か、すぐ上の行に lint:ignore(理由) と書きます。",
    ),
    "lint-form-or-file": (
        "--form is for the draft of the report, not for a file.",
        "--form は報告書の下書きを見るときのものです。ファイルには使えません。",
    ),
    "lint-form-or-file.next": (
        "Leave one of the two out.",
        "どちらか一方だけを指定してください。",
    ),
    "lint-unreadable": (
        "Cannot read {file}: {why}",
        "{file} を読めません: {why}",
    ),
    "lint-unreadable.next": (
        "Give a text file, or `-` for standard input.",
        "テキストファイルか、標準入力を表す `-` を指定してください。",
    ),
    "lint-directory": (
        "{file} is a directory.",
        "{file} はディレクトリです。",
    ),
    "lint-directory.next": (
        "Name the files in it.",
        "中のファイルを指定してください。",
    ),
    "lint-too-large": (
        "{file} is larger than {most} MB.",
        "{file} は {most} MB を超えています。",
    ),
    "lint-too-large.next": (
        "Give the part that people will read.",
        "人が読む部分だけを渡してください。",
    ),
    "lint-not-text": (
        "{file} is not UTF-8 text.",
        "{file} は UTF-8 のテキストではありません。",
    ),
    "lint-not-text.next": (
        "Give a text or Markdown file in UTF-8.",
        "UTF-8 のテキストか Markdown を指定してください。",
    ),
}
