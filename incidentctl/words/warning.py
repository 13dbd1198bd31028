"""Warnings: it was recorded, and there is something to know about it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "points-at-people": (
        "! “{matched}” points at people. Better: {rewrite}",
        "! 「{matched}」は人を責める言い方に読める。書き換え案: {rewrite}",
    ),
    "weak-remedy": (
        "! “{matched}” leaves it to people. Better: {rewrite}",
        "! 「{matched}」は人の注意に頼る対策になる。書き換え案: {rewrite}",
    ),
    "owner-is-a-person": (
        "! A person is named as the owner: views show the role. Better: a role or team.",
        "! 担当に個人名がある(表示では役割に置き換わる)。役割かチームで書くとよい。",
    ),
    "tell-recovery": (
        "Recovery is declared. Tell everybody, from another terminal or after this: `ic update`",
        "復旧完了を宣言した。別の端末かこのあとで、全員に知らせる: `ic update`",
    ),
    "reads-like-a-guess": (
        "! “{matched}” reads like a guess: in no report before `incidentctl amend {handle} --to fact` (or guess)",
        "! 「{matched}」は推測と読める。報告書に載せるには `incidentctl amend {handle} --to fact`(または guess)",
    ),
    "incident-is-over": (
        "! {id} is already over; the note is kept there all the same",
        "! {id} は終了済み。メモはそこに残した",
    ),
    "left-where-it-is": (
        "! Not copied: keep {path} as it is",
        "! コピーしていない。{path} を動かさず、変えないこと",
    ),
    "secrets-masked": (
        "! Kept with *** in the place of a secret ({kinds})",
        "! 秘密情報({kinds})を *** に置き換えた写しを残した",
    ),
    "secrets-kept": (
        "! It seems to hold a secret ({kinds}) and is kept as it is: in no report, but in copies of the log. "
        'Without it: `incidentctl redact {handle} --why "a secret"`, then attach it again with --mask',
        "! 秘密情報らしきもの({kinds})をそのまま残した。報告書には出ないが、ログの写しには入る。"
        "消すには `incidentctl redact {handle} --why 秘密情報` のあと、--mask を付けて添付し直す",
    ),
    "changed-meanwhile": (
        "! {name} was written to while it was read: {size} of it are kept",
        "! {name} は読み取り中に変更された。残したのは {size}",
    ),
    "pipe-was-cut": (
        "! More came than is kept of a pipe: the first {size}. For all of it: save it into a file and attach that",
        "! パイプの入力が多すぎるため、最初の {size} だけを残した。全体を残すには、ファイルに保存して添付する",
    ),
    "output-was-cut": (
        "! It printed more than is kept: the begin and the end. For all of it: send it into a file, and attach that",
        "! 出力が多すぎるため、最初と最後だけを残した。全体を残すには、ファイルに書き出して添付する",
    ),
    "before-and-after": (
        "! Next time add --before and --after: they show what the change did",
        "! 次は --before と --after も残すと、変更の効果が分かる",
    ),
    "milestone-order": (
        "! {later} is before {earlier}: kept; correct one of them with `incidentctl mark`",
        "! {later} が {earlier} より前になっている。記録はした。`incidentctl mark` で直せる",
    ),
    "meant-for-role": (
        "! {step} is meant for the {role}; recorded all the same",
        "! {step} は{role}の手順。記録はした",
    ),
    "note-is-private": (
        "! On the personal-data track: only `report --form privacy` holds it, no wide report or notice",
        "! 個人情報の記録。載るのは `report --form privacy` だけで、広い報告や連絡には載らない",
    ),
    "write-left-open": (
        "! The change of whoever had it before is still open ({handle}): see how it stands, then "
        "`incidentctl act --end --why REASON`",
        "! 前の担当者の変更がまだ終わっていない({handle})。状態を確かめ、`incidentctl act --end --why 理由` で終える",
    ),
    "still-watched": (
        "! The watch goes on until {until}. Nobody has to stay, but somebody must be reachable",
        "! 経過観察は {until} まで。席を離れてよいが、連絡がつくようにしておく",
    ),
    "tasks-still-open": (
        "! Tasks still open: {count}. Who takes them on? incidentctl task list",
        "! 終わっていない作業が{count}件。引き継ぐ人を決める: incidentctl task list",
    ),
    "users-can-work": (
        "! Users can work again. Next, in any terminal: incidentctl walk stand-down",
        "! 利用できるようになった。次は(どの端末でも): incidentctl walk stand-down",
    ),
    "prefix-replaced": (
        "! The prefix comes from the phase: {prefix} stands there instead of {typed}",
        "! 見出しはフェーズから決まる。{typed} の代わりに {prefix} を付けた",
    ),
    "no-contact": (
        "! It does not say where customers can ask: incidentctl set contact ADDRESS",
        "! お客様の問い合わせ先が入っていない: incidentctl set contact 連絡先",
    ),
    "rows-unsure": (
        "! {count} row(s) read like guesses: kept out of reports until `incidentctl amend ID --to fact` (or guess)",
        "! 推測と読める行が{count}件。`incidentctl amend ID --to fact`(または guess)まで報告書に載らない",
    ),
    "not-an-incident": (
        "! If it is none: incidentctl withdraw --why TEXT",
        "! 障害でなければ: incidentctl withdraw --why 理由",
    ),
}
