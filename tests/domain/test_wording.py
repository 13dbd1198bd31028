"""Which texts read like a guess (practice.md, section 3: G1, G2, G4)."""

from __future__ import annotations

import subprocess
import sys

import pytest

from incidentctl.domain.wording import guess_in

PASS = (
    "APIは200を返すべきだったが、500を返した。",
    "事業責任者は14:20にサービス停止を承認した。",
    "キャッシュミス率が14:02に12%から61%へ上がった。",
    "web-03を振り分け先からはずした。",
    "ロールバックしたので、14:10以降は500エラーが発生していない。",
    "復旧をお客様へ周知する作業を14:30に始めた。",
    "しきい値は事前に設定しておけば変更できる。",
    "影響を受けたのは一部の利用者(1,200人、全体の3%)である。",
    "個人データの漏えいのおそれがある事態として法務へ報告した。",
    "バッチは13:00に完了するはずだったが、13:40の時点で実行中だった。",
    "応答は次のようだった: HTTP 503。",
    "The API should have returned 200 but returned 500 from 14:02 JST.",
    "The leaked token must be rotated before 16:00.",
    "Orders could be placed again at 14:31.",
    "The error banner appears to logged-in users only.",
    "Twelve pods failed to start.",
    "git blame shows that the line was added in release 412.",
    "We double-checked p99 latency at 14:40: 180 ms.",
    "On May 14 the operator (Kubernetes) error log grew to 40 GB.",
    "We will retrain the fraud model on May 20.",
)

FLAGGED = {
    "データベースが落ちているっぽい。": "G1",
    "直前のリリースに原因がありそうです。": "G1",
    "ログが出ていないので、リクエストは届いていないと考えられます。": "G2",
    "Looks like a DNS problem.": "G1",
    "We believe the cache caused it.": "G1",
    "No logs, so the app never received the request.": "G4",
}

# Every pattern: a hit and a near miss.
PAIRS = [
    ("G1", "設定が古いかもしれない", "設定が古いかを調べた"),
    ("G1", "DNSだと思います", "思うように進まない"),
    ("G1", "落ちているらしい", "すばらしい速さ。素晴らしい。めずらしい構成。"),
    ("G1", "落ちたようだ", "応答は以下のようだ"),
    ("G1", "落ちたようです", "出力は次のようです: OK"),
    ("G1", "おそらくDNS", "おそれがある"),
    ("G1", "たぶんDNS", "たくさんのエラー"),
    ("G1", "多分DNS", "多分野に影響した"),
    ("G1", "DNSみたいだ", "別の端末でも試してみたいだけ"),
    ("G1", "明日には直るだろう", "直ったので周知した"),
    ("G1", "DNSではないかと見ている", "DNSではない"),
    ("G1", "遅い気がする", "気がついて止めた"),
    ("G1", "設定が原因と見ている", "原因があることを確認した"),
    ("G2", "漏えいの可能性がある", "可能性を一つずつ確かめた"),
    ("G2", "設定に問題があったと考えられる", "考え方を変えた"),
    ("G2", "停止した模様", "模様替えの日"),
    ("G4", "ログがないので、届いていないはずだ", "ログがないので、取得を始めた"),
    ("G1", "Probably the cache", "The probe failed"),
    ("G1", "it seems slow", "the seam of the case"),
    ("G1", "It looked like a loop", "The answer looks like this: 503"),
    ("G1", "the disk appears to be full", "the banner appears to users"),
    ("G1", "it might be DNS", "the mighty pod"),
    ("G1", "this may have been the cause", "On May 14 it grew"),
    ("G1", "could be due to DNS", "orders could be placed"),
    ("G1", "I think it is DNS", "a thinker"),
    ("G1", "we're assuming a leak", "the role was assumed at 14:00"),
    ("G1", "I suspect the cache", "the suspected incident was confirmed"),
    ("G1", "likely caused by 412", "unlikely events are alerted on"),
    ("G2", "It is possible that it leaks", "it is possible to roll back"),
    ("G4", "There are no errors, so it cannot be the API", "No 5xx since 14:10, so the watch ends at 15:10"),
]


@pytest.mark.parametrize("text", PASS)
def test_a_plain_observation_passes(text: str) -> None:
    assert guess_in(text) is None


@pytest.mark.parametrize("text", FLAGGED)
def test_a_guess_is_found(text: str) -> None:
    hit = guess_in(text)
    assert hit is not None
    assert hit[0] == FLAGGED[text]
    assert hit[1] in text


@pytest.mark.parametrize(("rule", "hit", "miss"), PAIRS)
def test_every_pattern_hits_and_nearly_misses(rule: str, hit: str, miss: str) -> None:
    found = guess_in(hit)
    assert found is not None
    assert found[0] == rule
    assert guess_in(miss) is None


def test_code_and_quoted_lines_are_somebody_elses_words() -> None:
    assert guess_in("the log says `maybe retry` at 14:02") is None
    assert guess_in("the vendor wrote:\n> it might be DNS\n14:05") is None
    assert guess_in("`code` and maybe the cache") == ("G1", "maybe")


def test_a_letter_that_grows_in_lower_case_does_not_shift_the_hit() -> None:
    assert guess_in("İİİ maybe") == ("G1", "maybe")


def test_a_long_text_is_checked_at_once() -> None:
    assert guess_in("No logs " * 50_000) is None


def test_plain_notes_compile_nothing() -> None:
    program = (
        "import re; seen = []; real = re.compile; re.compile = lambda *a: seen.append(a) or real(*a)\n"
        "from incidentctl.domain.wording import guess_in\n"
        "guess_in('error rate 31 % at 14:05'); guess_in('エラー率が31%に上がった'); print(len(seen))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "0\n"
