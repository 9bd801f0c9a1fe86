"""One small act in two languages, and short notations of texts."""

from __future__ import annotations

from cmia_docs.text.format.file_format import parse
from cmia_docs.text.model import Text

REGULATION = """\
# Положение о Научно-консультативном совете {#t1}

Совет министров, стремясь опираться на науку, принял настоящее Положение. {#k3}

## Глава I. Общие положения {#c1}

#### Статья 1. Назначение {#a1}

1. Научно-консультативный совет готовит заключения по вопросам [[b2]]. {#p1}

2. Он вправе: {#p2}

1) запрашивать сведения; {#q1}

2) предлагать: {#q2}

а) меры; {#r1}

б) сроки.[^f1] {#r2}

#### Статья 2. Состав {#a2}

1. Членов назначают государства. {#b2}

Председатель избирается на два года. {#b3}

## Глава II. Работа {#c2}

#### Статья 3. Заседания {#a3}

Заседания проводятся дважды в год. {#d1}

##### Приложение {#x1}

# Смета {#x2}

| № | Расход |
|---|---|
| 1 | проезд |
{#x3}

1. Расходы несут государства. {#x4}

[^f1]: Сроки считаются в днях. {#n1}
"""
REGULATION_EN = """\
# Regulation on the Scientific Advisory Board {#t1}

The Council of Ministers, wishing to rely on science, has adopted this Regulation. {#k3}

## Chapter I. General provisions {#c1}

#### Article 1. Purpose {#a1}

1. The Board prepares opinions on the matters of [[b2]]. {#p1}

2. It may: {#p2}

1) ask for information; {#q1}

2) propose: {#q2}

a) measures; {#r1}

b) terms.[^f1] {#r2}

#### Article 2. Composition {#a2}

1. The states appoint the members. {#b2}

The chair is elected for two years. {#b3}

## Chapter II. Work {#c2}

#### Article 3. Sessions {#a3}

Sessions are held twice a year. {#d1}

##### Annex {#x1}

# Budget {#x2}

| No. | Cost |
|---|---|
| 1 | travel |
{#x3}

1. The states bear the costs. {#x4}

[^f1]: Terms are counted in days. {#n1}
"""


def regulation() -> Text:
    return parse(REGULATION, "ru")


def regulation_en() -> Text:
    return parse(REGULATION_EN, "en")


def labels(text: Text) -> list[str]:
    """The printed labels of the numbered units; fixed ones with a star."""
    return [f"{unit.label}*" if unit.fixed else unit.label for unit in text.units if unit.label]


def ids(text: Text) -> str:
    return " ".join(unit.id for unit in text.units)
