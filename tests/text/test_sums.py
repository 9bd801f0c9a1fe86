from __future__ import annotations

from hashlib import sha256

from cmia_docs.text.sums import sum_of, sums_of, text_sum


def test_the_sum_of_a_file_is_that_of_sha256sum() -> None:
    assert sum_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sum_of("Статья 1.\n") == sha256("Статья 1.\n".encode()).hexdigest()


def test_the_sum_of_a_text_is_taken_over_its_languages_in_order() -> None:
    sums = sums_of({"ru": "а\n", "en": "a\n"})
    assert sums == {"ru": sum_of("а\n"), "en": sum_of("a\n")}
    lines = f"en {sums['en']}\nru {sums['ru']}\n"
    assert text_sum(sums) == sha256(lines.encode()).hexdigest()
    assert text_sum(dict(reversed(sums.items()))) == text_sum(sums)


def test_any_change_changes_the_sum() -> None:
    assert text_sum(sums_of({"ru": "а\n"})) != text_sum(sums_of({"ru": "а \n"}))
    assert text_sum(sums_of({"ru": "а\n"})) != text_sum(sums_of({"be": "а\n"}))
