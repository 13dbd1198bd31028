"""Secrets are found by how they are written, and ordinary lines of a timeline are left alone."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidentctl.domain.secrets import MASK, TOKENS, masked, masked_words, secrets_in

HIDDEN = {
    "token ghp_" + "a1B2" * 9: "token ghp_***",
    "github_pat_" + "11ABCDEFG0" * 4: "github_pat_***",
    "glpat-aBcDeFgHiJkLmNoPqRsT を使っていた": "glpat-*** を使っていた",
    "AKIAIOSFODNN7EXAMPLE is in the log": "AKIA*** is in the log",
    "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY": "AWS_SECRET_ACCESS_KEY=***",
    "psql postgres://app:s3cr3tpw@db:5432/orders": "psql postgres://app:***@db:5432/orders",
    "curl -H 'Authorization: Bearer abcdef1234567890abcdef'": "curl -H 'Authorization: Bearer ***'",
    "password=hunter2": "password=***",
    "export PASSWORD=hunter2!; ls -l": "export PASSWORD=***; ls -l",
    "token=aB3$dE5fG7, then": "token=***, then",
    "password=a;B3,c;d": "password=***",
    "mysqldump --password hunter22 -h db": "mysqldump --password *** -h db",
    'PASSWORD: "Summer2026!"': 'PASSWORD: "***"',
    "パスワードは Abc12345 でした": "パスワードは *** でした",
    "パスワード：hunter22": "パスワード：***",
    "api_key: 9f8e7d6c5b4a39281706f5e4d3c2b1a0": "api_key: ***",
    "client_secret = 'aB3$dE5fG7'": "client_secret = '***'",
    "APIキー: aB3$dE5fG7を失効させた": "APIキー: ***を失効させた",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nxx\n-----END RSA PRIVATE KEY-----\nafter": (
        "-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\nafter"
    ),
    "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn": "-----BEGIN OPENSSH PRIVATE KEY-----***",
    "sk-ant-api03-abcdefghijklmnop0123456789": "sk-ant-***",
    "sk_live_4eC39HqLyjWDarjtT1zdp7dc": "sk_live_***",
    "xoxb-123456789012-abcdefGHIJ": "xoxb-***",
    "https://hooks.slack.com/services/T000/B000/XXXXXXXXXXXXXXXX1": "https://hooks.slack.com/services/***",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv": "AIza***",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijkl": "eyJ***",
    "hvs.CAESIAbcdefghijklmnop123": "hvs.***",
    "AccountKey=" + "A1b2" * 20 + "==;": "AccountKey=***;",
    "npm_" + "aB1c" * 9: "npm_***",
    "SG.abcdefghijklmnop12.qrstuvwxyzABCDEF34": "SG.***",
    "the root password is Hunter22!": "the root password is ***",
    "password was: Hunter22!": "password was: ***",
    "パスワードは「Hunter22!」です": "パスワードは「***」です",
    "暗証番号は482913": "暗証番号は***",
    "DB_PASS=Hunter22!": "DB_PASS=***",
    "PW：Hunter22!": "PW：***",
    '{\\"password\\":\\"Hunter22!\\"}': '{\\"password\\":\\"***"}',
    "mysql -u root -pHunter22! orders": "mysql -u root -p*** orders",
    "sshpass -p Hunter22! ssh web-03": "sshpass -p *** ssh web-03",
    "curl -u admin:Hunter22! https://x": "curl -u admin:*** https://x",
    "curl --user=admin:Hunter22! https://x": "curl --user=admin:*** https://x",
    "Authorization: Basic dXNlcjpwYXNz": "Authorization: Basic ***",
    "authorization: token 9f8e7d6c5b4a3928": "authorization: token ***",
    "< Set-Cookie: sid=abc123DEF456abc123; Path=/": "< Set-Cookie: sid=***; Path=/",
    "https://ghtoken1234567890@github.com/a/b": "https://***@github.com/a/b",
    "https://a.blob.example/c?sv=2022&sig=abcDEF123%2Babc%3D": "https://a.blob.example/c?sv=2022&sig=***",
    "hf_" + "aB1cD" * 7: "hf_***",
    "glrt-aBcDeFgHiJkLmNoPqRsT": "glrt-***",
}

PLAIN = (
    "password: unknown",
    "token: expired at 14:05",
    "secret: rotated",
    "secret: k8s-secret-v2",
    "The API token was rotated at 14:05 JST.",
    "https://example.com:8080/path?x=1@y",
    "key: value",
    "token=$TOKEN curl https://api.example.com",
    "password=<redacted>",
    "パスワードを変更した",
    "パスワードは変更済み",
    "トークンの期限が切れた",
    "トークン: 失効済み",
    "password reset mails: 1200 sent",
    "git@github.com:org/repo.git",
    "Basic auth is used on staging",
    "the bearer of the certificate 2026",
    "primary key: user_id",
    "sort key: created_at",
    "token: 12/40 used",
    "pwd=/home/app/x1",
    "sk-learn job 12 failed",
    "release 412 (sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08)",
    "commit 3f786850e387550fdab836ed7e6dc881de23001b was reverted",
    "POST /v1/orders answers 500 since 14:02",
    "キー: created_at",
    "token: 500req/s",
    "encryption key: alias/orders-2026",
    "secret: prod/db/password2",
    "パスワードは Vault/prod/db にある",
    "パスワードが Active Directory2019 と同期しない",
    "パスワードが8文字以上でないとエラー",
    "the password is case-sensitive",
    "the password was Reset",
    "tests pass: 1200/1300",
    "pass = 12 of 14 checks",
    "docker run -u 1000:1000 web",
    "kubectl top pod --user admin",
    "hf_hub_download_timeout_error_again",
    "Cookie: consent=yes",
    "Authorization: Bearer missing",
    "暗証番号が 3回 間違っていた",
    "注文番号 A-20261122-0001 が失敗した",
    "trace 4bf92f3577b34da6a3ce929d0e0e4736",
    "request id 3f2504e0-4f89-11d3-9a0c-0305e82c3301 failed",
    "mysql -h db -P 3306 -porders",
)


@pytest.mark.parametrize(("text", "shown"), HIDDEN.items())
def test_a_secret_is_masked_and_the_rest_of_the_line_stays(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize("text", PLAIN)
def test_an_ordinary_line_is_left_alone(text: str) -> None:
    assert secrets_in(text) == ()
    assert masked(text) == text


@given(st.lists(st.sampled_from([*HIDDEN, *PLAIN, " ", "\n"]), max_size=6))
def test_masking_twice_is_masking_once_and_no_two_overlap(parts: list[str]) -> None:
    text = " ".join(parts)
    found = secrets_in(text)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize("sign", sorted({sign for token in TOKENS for sign in token.signs}))
def test_the_time_grows_with_the_text_and_no_faster(sign: str) -> None:
    def seconds(length: int) -> float:
        text = (sign * (length // len(sign) + 1))[:length] + "-----BEGIN PRIVATE KEY-----" * 20
        begun = time.process_time()
        masked(text)
        return time.process_time() - begun

    seconds(20_000)  # patterns are compiled once
    assert seconds(160_000) < 40 * seconds(20_000) + 0.05


def test_a_word_may_say_that_the_next_one_is_a_secret() -> None:
    assert masked_words(("mysql", "--password", "hunter22", "-h", "db")) == (
        "mysql",
        "--password",
        "***",
        "-h",
        "db",
    )
    assert masked_words(("echo", "a\nb", "password=hunter2")) == ("echo", "a\nb", "password=***")
    assert masked_words(()) == ()


def test_a_masked_text_holds_nothing_of_the_secret() -> None:
    assert "hunter2" not in masked("password=hunter2 password=hunter2")
    assert masked("password=hunter2").count(MASK) == 1
