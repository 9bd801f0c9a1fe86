"""One council and one cast of people for all tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from cmia_docs.rules.permissions import Grant
from cmia_docs.rules.workflow import Role

SETTINGS: dict[str, Any] = {
    "names": {"ru": "Совет министров внутренних дел", "en": "Council of Ministers of Internal Affairs"},
    "short_names": {"ru": "СМВД", "en": "CMIA"},
    "languages": ["ru", "en"],
    "states": [
        {"code": "BY", "names": {"ru": "Беларусь", "en": "Belarus"}},
        {"code": "KZ", "names": {"ru": "Казахстан", "en": "Kazakhstan"}},
        {"code": "KG", "names": {"ru": "Кыргызстан", "en": "Kyrgyzstan"}},
        {"code": "TM", "names": {"ru": "Туркменистан", "en": "Turkmenistan"}, "kind": "participant"},
    ],
    "act_types": [
        {
            "code": "regulation",
            "names": {"ru": "Положение", "en": "Regulation"},
            "number_pattern": "СМВД/{year}/{serial}",
        },
        {
            "code": "decision",
            "names": {"ru": "Решение", "en": "Decision"},
            "number_pattern": "СМВД/{year}/{serial}",
            "circulated": False,
        },
    ],
    "no_reply": "blocks",
}

# Short name -> name of the person, address and roles. Tests speak of people by the short name.
CAST: dict[str, tuple[str, str, list[Grant]]] = {
    "drafter": ("Анна Серова", "drafter@cmia.test", [Grant(Role.DRAFTER)]),
    "other_drafter": ("Тимур Ахметов", "other@cmia.test", [Grant(Role.DRAFTER)]),
    "expert": ("Марина Ткачёва", "expert@cmia.test", [Grant(Role.EXPERT)]),
    "secretary": ("Ольга Белова", "secretary@cmia.test", [Grant(Role.SECRETARIAT)]),
    "second_secretary": ("Павел Громов", "second@cmia.test", [Grant(Role.SECRETARIAT)]),
    "belarus": ("Алеся Новик", "by@cmia.test", [Grant(Role.REVIEWER, "BY")]),
    "kazakhstan": ("Айгуль Жанибекова", "kz@cmia.test", [Grant(Role.REVIEWER, "KZ")]),
    "kyrgyzstan": ("Нурлан Асанов", "kg@cmia.test", [Grant(Role.REVIEWER, "KG")]),
    "chair": ("Даурен Омаров", "chair@cmia.test", [Grant(Role.CHAIR, "KZ")]),
    "other_chair": ("Талант Беков", "chair.kg@cmia.test", [Grant(Role.CHAIR, "KG")]),
    "administrator": ("Сергей Климов", "admin@cmia.test", [Grant(Role.ADMINISTRATOR)]),
    "auditor": ("Инна Чернова", "auditor@cmia.test", [Grant(Role.AUDITOR)]),
}
# An auditor is appointed for a time.
ENDS = {"auditor": datetime(2027, 3, 1, 23, 59, 59, tzinfo=UTC)}
PASSWORD = "четыре непохожих слова подряд"
