"""What is wrong when a rule is not met: one sentence for each, by its id, told with the commands that meet it.

`<id>` or `<id>.<variant>`. Sentences name roles and things, never people; they neither lecture nor blame.
"""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "S2-15": (
        "The order does not say what it is for: add the purpose.",
        "何のための作業かが書かれていない。目的を添える。",
    ),
    "S2-15.group": (
        "This asks a group: name one person.",
        "相手が一人に決まっていない。名前を挙げて一人に頼む。",
    ),
    "S3-9": (
        "No plan is recorded yet: agree it with the commander before the first change.",
        "対応方針がまだない。最初の変更の前に、指揮官と方針を合わせる。",
    ),
    "S4-7": (
        "More than one department is concerned, and the initial decision has not been taken together.",
        "複数の部署に関わるのに、初期対応を決める打ち合わせがまだ。",
    ),
    "S4-8": (
        "No decision-maker is named.",
        "意思決定者が決まっていない。",
    ),
    "S4-13": (
        "A step down from {before} to {after} needs its reason: why is it less serious?",
        "{before} から {after} へ下げるには理由がいる。なぜそれほど深刻でないのか。",
    ),
    "S4-13.leak": (
        "Personal data may be concerned: that is {level} at least.",
        "個人情報の懸念があるあいだは {level} 以上として扱う。",
    ),
    "S4-3": ("Not told yet: {departments}", "まだ知らせていない部署: {departments}"),
    "S1-3": (
        "Somebody holds this role. They or the commander hand it over; if they do not answer, take it over.",
        "この役割にはすでに担当がいる。渡すのは本人か指揮官。応答がなければ、理由を添えて引き継ぐ。",
    ),
    "S1-3.release": (
        "This role is somebody else's to release. If they do not answer, take it over with the reason:",
        "この役割を解けるのは本人か指揮官。応答がなければ、理由を添えて引き継ぐ:",
    ),
    "S1-10": (
        "Better not the person who made the change that is suspected.",
        "疑われている変更をした人とは別の人が、システムを変更するほうがよい。",
    ),
    "S1-20": (
        "A commander and somebody who changes the system are the minimum. Free:",
        "指揮官と、システムを変更する人が最小の体制。空いている役割:",
    ),
    "S1-20.left": ("A role that is needed is free now:", "必要な役割が空いた:"),
    "S2-13.commander": (
        "Letting people go is the commander's word.",
        "離れてもらうかどうかは指揮官が決める。",
    ),
    "S2-13.holds": (
        "Their role or task needs a new owner now:",
        "担当していた役割か作業がある。引き継ぐ人を決める:",
    ),
    "S2-13.idle": (
        "On standby for {minutes} min or more: {count}. Let them rest; watching stays welcome:",
        "{minutes}分以上待機している人: {count}名。離れてもらってよい(見学は歓迎):",
    ),
    "S2-13.unowned": (
        "People stand by while tasks have no owner ({count}):",
        "待機している人がいるのに、担当のいない作業がある({count}件):",
    ),
    "S3-6": ("A role before this one is still free:", "先に決める役割がまだ空いている:"),
    "S3-7": (
        "This role takes somebody's whole attention: first hand over the other one.",
        "この役割は兼任しない。先にほかの役割を渡す。",
    ),
    "S3-7.other": (
        "Whoever holds this role takes no second one.",
        "この役割の担当は、ほかの役割を兼ねない。",
    ),
    # the end
    "S1-5": ("It is over when the commander says so.", "終わりを宣言するのは指揮官。"),
    "S1-6": ("Not shown yet: {criteria}", "まだ確かめていない条件: {criteria}"),
    "S1-6.evidence": ("Say what shows it.", "何で確かめたかを残す。"),
    "S1-7": ("What is easily missed has not all been checked.", "見落としやすい点の確認が残っている。"),
    "S1-12.ending": ("A change of the system is still open.", "システムの変更がまだ終わっていない。"),
    "S3-12": ("Nobody has said yet when the formation is lifted.", "解除条件がまだ決まっていない。"),
    "S3-13": (
        "Announce the end, write the report, then lift the formation. Still missing:",
        "終了の報告、報告書、体制の解除の順に行う。まだのもの:",
    ),
    "S2-12": (
        "No action, and no reason why there is none: {missing}",
        "対策も、「なし」とその理由もまだ: {missing}",
    ),
    "S2-22.close": ("A concern still waits for its answer.", "答えを待っている懸念がある。"),
    "S4-11": ("Closing takes this, too: {missing}", "クローズに足りないもの: {missing}"),
    "S4-12": (
        "Not decided whether now, later or not at all: {count}",
        "今やるか、後か、やらないかが決まっていない対策: {count}件",
    ),
    "S4-12.why": (
        "Put off or not done, without a reason: {count}",
        "後回し・やらない理由がない対策: {count}件",
    ),
    "S4-12.by": (
        "Nobody is named who agreed on now or later: the role on the business side.",
        "今か後かを誰と合意したかがない(事業側の役割)。",
    ),
    "S4-14": (
        "No contributing factor has a kind: change, design, capacity, detection, procedure, external.",
        "種類のある寄与要因がない(変更・設計・容量・検知・手順・外部)。",
    ),
    "S1-9": (
        "Only one person changes the system, and right now that is somebody else.",
        "システムを変更するのは一人だけ。いまは別の人が担当している。",
    ),
    "S1-12": (
        "Another change is under way. One at a time, or nobody can tell which one did it. "
        "Whoever began it ends it; if they do not answer:",
        "ほかの変更が進行中。同時に変えると、どれが効いたのか分からなくなる。終えるのは始めた人。応答がなければ:",
    ),
    "S1-12.own": (
        "Your earlier change is still open. End it first: each has its own before and after.",
        "自分の前の変更がまだ終わっていない。先に終えて、変更ごとに前後の値を残す。",
    ),
    "S1-12.running": (
        "Your earlier command is still running. One at a time, or nobody can tell which one did it. "
        "If it has ended without a word:",
        "前のコマンドがまだ実行中。同時に変えると、どれが効いたのか分からなくなる。もう動いていなければ:",
    ),
    "S1-15": (
        "Onlookers are welcome, watching only. To change the system, take the role.",
        "見学は歓迎。ただし見るだけ。システムを変更するなら、役割に就く。",
    ),
    "S0-8": (
        "It was not tried on the build of production, or nobody knows: that proves nothing yet.",
        "本番と同じビルドで試していない(または不明)。その結果からは何も言えない。",
    ),
    "S0-9": (
        "It was reproduced, but by which steps is not written down.",
        "再現したが、その手順が書かれていない。",
    ),
    "S0-12": (
        "Going back would damage or lose data. Go forward: find the cause and patch it.",
        "切り戻すと、壊れるか失われるデータがある。切り戻さずに、原因を突き止めて修正する。",
    ),
    "S2-5": (
        "The change is not shown to be the cause. Before you patch: would going back help users sooner?",
        "その変更が原因だとはまだ示されていない。修正版を出す前に、切り戻しのほうが早くないか確かめる。",
    ),
    "S2-6": ("Not checked before going back: {questions}", "切り戻す前に確かめていないこと: {questions}"),
    "S2-6.nothing": (
        "What going back would do has not been checked yet (step F6).",
        "切り戻してよいか、まだ確かめていない(F6)。",
    ),
    "S2-6.against": ("This speaks against going back: {questions}", "切り戻しの妨げになること: {questions}"),
    "S2-6.unknown": (
        "Nobody knows what going back does to the data. Find out, or name the risk that you accept.",
        "切り戻しがデータに響くか分かっていない。確かめるか、受け入れるリスクを残す。",
    ),
    "S2-8": ("There is something smaller: {method}", "影響のもっと小さい手段がある: {method}"),
    "S0-15": (
        "Kept. Before you test it: what should happen, and what happens instead?",
        "残した。検証の前に、期待する動作と実際の症状を書く。",
    ),
    "S0-19": (
        "Code comes last. Write these first, or add `--override known-domain` if you know this part well:",
        "コードを読むのは最後。先に次を書く。よく知る箇所なら `--override known-domain` を添える:",
    ),
    "S0-21": (
        "Look at the API response before you suspect the screen. Then mark what you saw:",
        "画面を疑う前に、APIのレスポンスを見る。見た結果を残す:",
    ),
    "S0-22": (
        "Another hypothesis is still being tested. One at a time; settle that one first:",
        "別の仮説を検証中。一つずつ確かめる。先にそちらの結果を残す:",
    ),
    "S0-31": ("A ticket needs an owner and a date:", "チケットには担当と期限がいる:"),
    "S0-31.follow-up": ("Follow-ups without an owner or a date: {count}", "担当か期限のない対策: {count}件"),
    "S2-9": (
        "Intuition is a fair basis, with its risk. What may go wrong?",
        "直感で決めてよい。ただし、受け入れるリスクを添える。",
    ),
    "S0-32": (
        "In peak hours ({peak}): a permanent fix is safer outside of them, such as at {at}.",
        "ピーク時間帯({peak})に当たる。恒久対応は {at} など、外した時間が安全。",
    ),
    "S0-27": (
        "Words that only engineers know: {words}. Say them plainly before you paste this.",
        "技術者にしか通じない言葉: {words}。貼る前に、ふつうの言葉に直す。",
    ),
    "S1-8": (
        "Customers hear one voice, the {role}. Leave it as a draft, or take the role.",
        "お客様に出すのは{role}一人。下書きにして任せるか、役割を引き継ぐ。",
    ),
    "S2-17": (
        "“{words}” reads like a guess. Only what is confirmed goes to these readers.",
        "「{words}」は推測と読める。この宛先には、確かめた事実だけを出す。",
    ),
    "S2-19": (
        "“{words}”: passed on from whom? Add --source WHO, or leave it out.",
        "「{words}」: 誰から聞いたことか。--source で出所を添えるか、書かない。",
    ),
    "S3-10": (
        "The commander sees what goes to customers first. Leave it as a draft:",
        "お客様に出す文面は、先に指揮官が確認する。下書きにする:",
    ),
    "S3-10.approve": (
        "Only the commander approves what goes to customers.",
        "お客様に出す文面を承認するのは指揮官だけ。",
    ),
    "S4-5": (
        "This repeats what was written for the personal-data track only. Leave it out.",
        "個人情報の担当だけに残した内容が入っている。その部分を除く。",
    ),
    "K9": (
        "A person is named. Customers read of roles and teams, never of people.",
        "個人の名前が入っている。お客様向けには、人名ではなく役割や部署を書く。",
    ),
    "S3-3": ("In this formation, only people with a role act.", "この体制では、役割のある人だけが動く。"),
}
