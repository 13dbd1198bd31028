"""The roster: who holds which role, who is there, and what is said when somebody comes or goes."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "roles": ("Roles ({formation})", "役割({formation})"),
    "nobody": ("nobody", "未定"),
    "acting": ("{name} (acting: declared it)", "{name}(代行: 宣言した人)"),
    "held": ("{name} since {at}", "{name} {at}から"),
    "people": ("Who is there", "参加者"),
    "responding": ("responding", "対応中"),
    "standby": ("standby", "待機"),
    "watching": ("watching", "見学"),
    "tasks": ("tasks: {count}", "作業: {count}件"),
    "duties": ("The {role}:", "{role}の役目:"),
    "ask-role": ("Which role?", "どの役割か"),
    "ask-holder": ("Who is to have it?", "誰に渡すか"),
    "ask-leaver": ("Whom do you let go?", "誰に離れてもらうか"),
    "thanks": (
        "Thank you for your help, {who}. There is nothing left for you to do here right now, so please feel "
        "free to go. You are welcome to stay and watch.",
        "{who}さん、ご対応ありがとうございました。いまお願いしたい作業はありませんので、離れていただいて構いません。"
        "引き続きの見学は歓迎します。",
    ),
}
