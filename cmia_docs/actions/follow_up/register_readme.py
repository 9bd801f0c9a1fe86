"""README.md of the public register, for people who have cloned it."""

from __future__ import annotations

README_PATH = "README.md"
README = """\
# Register of adopted acts · Реестр принятых актов

## What is here

Each folder is one act:

- `ru.md`, `en.md` ...: its text in each language, exactly as it was adopted; never changed afterwards;
- `document.json`: titles, languages and which of them are authentic;
- `act.json`: number, date, place, session, body, who confirmed the adoption, signatories with their special
  opinions and reservations, status, entry into force, later acts that change it, SHA-256 of each text.

The texts are plain Markdown. `{#a5}` at the end of a line is the permanent name of that article or paragraph,
the same in all languages: it is the end of its address in the register.

## What you can check with standard tools

The texts against their sums, all at once:

    sha256sum --check SHA256SUMS

The sum that the chair confirmed (`text_sum` in `act.json`, `Text-Sum` in the history, the sum of all texts on
the page of the act) is taken over the sums of all languages. In the folder of an act:

    sha256sum *.md | sed -E 's/^([0-9a-f]+) [ *](.+)\\.md$/\\2 \\1/' | LC_ALL=C sort | sha256sum

Who adopted what and when, and that no text was changed since:

    git log                              # a commit for each adoption and each change of status
    git tag -n1                          # a tag for each adoption: number and date
    git log --stat -- <folder>           # all that ever happened to one act
    git diff <tag> HEAD -- '<folder>/*.md'    # prints nothing
    git fsck --full                      # every object has the content that its name promises

Each commit holds the one before it in its name. Keep the name of the last commit (`git rev-parse HEAD`):
if it is no longer in the history of a later clone, the history was rewritten.

## Что здесь

Каждая папка — один акт: тексты на всех языках в точности так, как они приняты (`ru.md`, `en.md` ...),
наименования и языки (`document.json`), номер, дата, место, заседание, подписавшие государства с особыми
мнениями и оговорками, статус, вступление в силу и контрольные суммы (`act.json`). После принятия тексты
не изменяются. Знак `{#a5}` в конце строки — постоянное имя статьи или пункта, одно на всех языках.

## Что можно проверить обычными средствами

- `sha256sum --check SHA256SUMS` сверяет все тексты с их суммами.
- Сумма, которую подтвердил председатель (`text_sum` в `act.json`), берётся по суммам всех языков;
  команда, приведённая выше, считает её в папке акта.
- `git log` показывает, кто, что и когда принял; `git tag -n1` — метки принятия с номером и датой.
- `git diff <метка> HEAD -- '<папка>/*.md'` не выводит ничего, если текст не менялся.
- `git fsck --full` проверяет, что содержимое каждого объекта то, которое обещает его имя.
"""
