"""Help on what records what was seen, done and decided."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "set": (
        "incidentctl set impact.users 1200\nincidentctl set impact.users unknown\n"
        'incidentctl set cause "connection pool of 10" --certainty likely\n\n'
        "give a field a value (incidentctl help fields)",
        "incidentctl set impact.users 1200\nincidentctl set impact.users 不明\n"
        "incidentctl set cause 接続プールが10しかない --certainty likely\n\n"
        "項目に値を入れる(一覧: incidentctl help fields)",
    ),
    "path": (
        'incidentctl path set "client > edge > api > db"\nincidentctl path mark api ng 500 in the response\n\n'
        "the request path, and from where it is not normal",
        'incidentctl path set "client > edge > api > db"\nincidentctl path mark api ng 応答が500\n\n'
        "処理の流れと、どこから異常か",
    ),
    "path-set": (
        'incidentctl path set "client > edge > api > db"\n\nwrite down the path',
        'incidentctl path set "client > edge > api > db"\n\n流れを書く',
    ),
    "path-mark": (
        "incidentctl path mark api ok 200 in 40 ms\n\nmark one hop: ok, ng or unknown",
        "incidentctl path mark api ok 40msで200\n\n箇所に印を付ける(ok・ng・unknown)",
    ),
    "mark": (
        "incidentctl mark started 20m ago\nincidentctl mark mitigated 15:10\nincidentctl mark started unknown\n\n"
        "set or correct a milestone; without a time: now",
        "incidentctl mark started 20分前\nincidentctl mark mitigated 15:10\nincidentctl mark started 不明\n\n"
        "節目の時刻を入れる・直す(時刻を省けば今)",
    ),
    "severity": (
        'incidentctl severity SEV2\nincidentctl severity SEV3 --why "5 users, workaround known"\n\n'
        "set the severity",
        "incidentctl severity SEV2\nincidentctl severity SEV3 --why 利用者5名・回避策あり\n\n重大度を決める",
    ),
    "act": (
        "incidentctl act restarted web-03 --before 12% --after 0.1%\n"
        "incidentctl act rolling back --begin --method previous_build --before 12%\n"
        "incidentctl act --end --after 0.1%\nincidentctl act --look tailed the api log\n\n"
        "record what is done to the system by hand",
        "incidentctl act web-03を再起動 --before 12% --after 0.1%\n"
        "incidentctl act 4.11へ切り戻す --begin --method previous_build --before 12%\n"
        "incidentctl act --end --after 0.1%\nincidentctl act --look APIのログを見た\n\n"
        "手で行う操作を残す(その場で、または始めと終わり)",
    ),
    "attach": (
        "incidentctl attach error.log 500s of the api\nincidentctl attach screen.png what the customer sees\n"
        "kubectl describe pod api-7f | incidentctl attach - --name api-7f.txt\n\n"
        "keep a file as evidence, with what it shows",
        "incidentctl attach error.log APIの500エラー\nincidentctl attach screen.png お客様の画面\n"
        "kubectl describe pod api-7f | incidentctl attach - --name api-7f.txt\n\n"
        "ファイルを、何を示すかとともに残す",
    ),
    "decide": (
        'incidentctl decide "roll back to 411" --basis evidence --risk "new orders show old prices"\n'
        'incidentctl decide "stop the service" --level owner\n'
        'incidentctl decide --approve j-k7f --by "the business owner"\n\n'
        "record what is to be done next, or the word of somebody above",
        'incidentctl decide "411へ切り戻す" --basis 経験 --risk "新しい注文に旧価格が出る"\n'
        "incidentctl decide サービスを止める --level 事業責任者\n"
        "incidentctl decide --approve j-k7f --by 事業責任者\n\n次にすること、または上の判断を残す",
    ),
    "hypothesis": (
        'incidentctl hypothesis add "the pool of 10 is exhausted" --about data\n'
        'incidentctl hypothesis settle y-k7f refuted --because "3 of 10 in use"\n\n'
        "what may be so, one at a time; in no report",
        'incidentctl hypothesis add "接続プール10本が枯渇している" --about data\n'
        'incidentctl hypothesis settle y-k7f 否定 --because "使用中は10本中3本"\n\n'
        "仮説を一つずつ確かめる(報告書には載らない)",
    ),
    "hypothesis-add": (
        'incidentctl hypothesis add "the pool of 10 is exhausted"\n\nwrite down what may be so',
        'incidentctl hypothesis add "接続プール10本が枯渇している"\n\n仮説を残す',
    ),
    "hypothesis-settle": (
        'incidentctl hypothesis settle y-k7f refuted --because "3 of 10 in use"\n\n'
        "say what became of it, and what shows that",
        'incidentctl hypothesis settle y-k7f 否定 --because "使用中は10本中3本"\n\n'
        "否定・支持・保留のどれになったかを、根拠とともに残す",
    ),
    "hypothesis-list": (
        "incidentctl hypothesis list\n\nall hypotheses, those being tested first",
        "incidentctl hypothesis list\n\n仮説の一覧(検証中が先)",
    ),
    "undo": (
        "incidentctl undo\nincidentctl undo n-k7f\n\ntake back your last fact, or the one named",
        "incidentctl undo\nincidentctl undo n-k7f\n\n自分の最後の記録、または指定した記録を取り消す",
    ),
    "redact": (
        'incidentctl redact n-k7f --why "a password was pasted"\n\n'
        "erase a secret from every file of this machine, for good",
        'incidentctl redact n-k7f --why "パスワードを貼ってしまった"\n\n'
        "誤って残した秘密を、この端末のすべてのファイルから完全に消す",
    ),
    "amend": (
        "incidentctl amend n-k7f error rate 13 percent\nincidentctl amend n-k7f --to guess\n"
        "incidentctl amend n-k7f --at 14:05\n\nput right a text, its kind or its time; the old one is kept",
        "incidentctl amend n-k7f エラー率 13%\nincidentctl amend n-k7f --to guess\n"
        "incidentctl amend n-k7f --at 14:05\n\n本文・種別・時刻を直す(元の記録も残る)",
    ),
}
