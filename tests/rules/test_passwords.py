"""Which passwords are taken."""

from __future__ import annotations

import pytest

from cmia_docs.errors import Invalid
from cmia_docs.rules.passwords import check_password
from tests.factories.council import PASSWORD

PERSON = ("Ольга Белова", "olga.belova@cmia.test")


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "granite-otter-sonata-77",
        "correct horse battery staple",
        "три сосны у синего моря",
        "g" * 5 + "Q7!vbXz#2mKe9" * 5,
        "}$;^=&(+#!)@~%*",
        "Vq8#mZ2!pLx4@Td",  # as short as may be
        "granite-otter-sonata-77" * 8 + "a1b2c3d4e5f6g7h8",  # as long as may be
    ],
)
def test_long_and_odd_ones_are_taken(password: str) -> None:
    check_password(password, PERSON)


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "password.too_short"),
        ("granite-otter-", "password.too_short"),
        ("granite-otter-sonata-77" * 8 + "a1b2c3d4e5f6g7h8i", "password.too_long"),
        ("passwordpassword", "password.common"),
        ("123456789012345", "password.common"),
        ("qwertyuiopasdfgh", "password.common"),
        ("aaaaaaaaaaaaaaaaaaaa", "password.common"),
        ("olga.belova@cmia.test", "password.common"),
        ("password password", "password.common"),
        ("qwertyuiop asdfghjkl", "password.common"),
        ("1 2 3 4 5 6 7 8 9 0", "password.common"),
        ("p@ssw0rd p@ssw0rd", "password.common"),
        ("ПарольПароль12345", "password.common"),
        ("пароль пароль пароль", "password.common"),
        ("йцукенгшщзхъфывапролдж", "password.common"),
        ("администратор12345", "password.common"),
        ("Cmia Docs Cmia Docs", "password.common"),
        (" . , ! ? " * 4, "password.common"),
        ("🙂" * 20, "password.common"),
    ],
)
def test_what_is_refused(password: str, reason: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_password(password, PERSON)

    assert (refused.value.code, refused.value.field) == (reason, "password")


def test_what_is_known_of_the_person_may_be_empty() -> None:
    check_password("granite-otter-sonata-77", ("", " "))


def test_length_is_counted_in_characters_not_bytes() -> None:
    # 14 Cyrillic letters are 28 bytes.
    with pytest.raises(Invalid, match=r"password\.too_short"):
        check_password("ёжикъвтуманеда")
