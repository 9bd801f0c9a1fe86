"""A regulation in Russian and English as the gallery's pages show it: plain rows and the views made from them."""

from __future__ import annotations

from markupsafe import Markup

from cmia_docs.web.shared.text_view import ContentsEntry, UnitView

# id, kind, label, Russian, English (empty: not translated yet)
ROWS: list[tuple[str, str, str, str, str]] = [
    ("t1", "title", "", "Положение о Научно-консультативном совете при Совете министров внутренних дел государств — участников Содружества Независимых Государств",
     "Regulation on the Scientific Advisory Board under the Council of Ministers of Internal Affairs of the member states of the Commonwealth of Independent States"),
    ("k3", "paragraph", "", "Совет министров внутренних дел, стремясь опираться в своих решениях на результаты научных исследований и на опыт ведомственной науки государств-членов, принимает настоящее Положение.",
     "The Council of Ministers of Internal Affairs, wishing to rest its decisions on the results of research and on the experience of the research bodies of the member states, adopts this Regulation."),
    ("c1", "chapter", "Глава I.", "Общие положения", "General provisions"),
    ("a1", "article", "Статья 1.", "Назначение", "Purpose"),
    ("p1", "clause", "1.", "Научно-консультативный совет (далее — НКС) является постоянно действующим совещательным органом, который готовит для Совета министров научно обоснованные рекомендации по вопросам борьбы с преступностью и охраны общественного порядка.",
     "The Scientific Advisory Board (hereinafter the Board) is a standing advisory body that prepares for the Council science-based recommendations on combating crime and on public order."),
    ("p2", "clause", "2.", "В своей деятельности НКС руководствуется Соглашением о взаимоотношениях министерств внутренних дел, решениями Совета министров и настоящим Положением.<sup><a href=\"#f1\">1</a></sup>",
     "In its work the Board is guided by the Agreement on relations between the ministries, the decisions of the Council and this Regulation.<sup><a href=\"#f1\">1</a></sup>"),
    ("a2", "article", "Статья 2.", "Задачи", "Tasks"),
    ("p3", "clause", "1.", "Основными задачами НКС являются:", "The main tasks of the Board are:"),
    ("q1", "point", "1)", "изучение состояния и тенденций преступности, затрагивающей интересы двух и более государств;", "to study the state and trends of crime that concerns two or more states;"),
    ("q2", "point", "2)", "научная экспертиза проектов документов, вносимых на рассмотрение Совета министров, включая:", "to give scientific opinions on drafts put before the Council, including:"),
    ("r1", "subpoint", "а)", "проекты концепций, программ и планов совместных мероприятий;", "drafts of concepts, programmes and plans of joint measures;"),
    ("r2", "subpoint", "б)", "проекты международных договоров, затрагивающих компетенцию органов внутренних дел;", ""),
    ("q3", "point", "3)", "подготовка предложений о сближении законодательства государств-членов в порядке, указанном в <a class=\"ref\" href=\"#p5\">пункте 2 статьи 3</a>.", "to prepare proposals on bringing the laws of the member states closer, as set out in <a class=\"ref\" href=\"#p5\">Article 3(2)</a>."),
    ("c2", "chapter", "Глава II.", "Состав и порядок работы", "Composition and procedure"),
    ("a3", "article", "Статья 3.", "Состав", "Composition"),
    ("p4", "clause", "1.", "В состав НКС входят по два представителя от каждого министерства, имеющие, как правило, учёную степень и опыт практической работы.",
     "The Board has two representatives of each ministry, who as a rule hold an academic degree and have practical experience."),
    ("p5", "clause", "2.", "Председатель НКС избирается из числа его членов на два года и ежегодно отчитывается перед Советом министров.",
     "The chair of the Board is elected from among its members for two years and reports to the Council every year."),
    ("a31", "article", "Статья 3-1.", "Секретариат", "Secretariat"),
    ("p6", "clause", "1.", "Организационное и документационное обеспечение деятельности НКС возлагается на Бюро по координации борьбы с организованной преступностью.", "The Bureau for the Coordination of the Fight against Organized Crime serves as the secretariat of the Board."),
    ("a4", "article", "Статья 4.", "Заседания", "Meetings"),
    ("p7", "clause", "1.", "Заседания НКС проводятся не реже одного раза в год. Заседание правомочно, если в нём участвуют представители большинства государств-членов.",
     "The Board meets at least once a year. A meeting has a quorum when representatives of the majority of the member states take part."),
    ("p8", "clause", "2.", "Распределение расходов на проведение заседаний:", "Costs of meetings are shared as follows:"),
    ("x1", "table", "", "<table><thead><tr><th scope=\"col\">Вид расходов</th><th scope=\"col\">Кто несёт</th><th scope=\"col\">Срок расчёта</th></tr></thead><tbody><tr><td>Помещение, перевод, протокол</td><td>Принимающее государство</td><td>30 дней</td></tr><tr><td>Проезд и проживание</td><td>Направляющее министерство</td><td>по национальным правилам</td></tr></tbody></table>",
     "<table><thead><tr><th scope=\"col\">Cost</th><th scope=\"col\">Borne by</th><th scope=\"col\">Settled within</th></tr></thead><tbody><tr><td>Room, translation, minutes</td><td>Host state</td><td>30 days</td></tr><tr><td>Travel and stay</td><td>Sending ministry</td><td>national rules</td></tr></tbody></table>"),
    ("n1", "annex", "Приложение 1", "Форма экспертного заключения", "Form of an opinion"),
    ("k9", "paragraph", "", "Заключение составляется на рабочем языке и подписывается председателем НКС.", "An opinion is written in the working language and signed by the chair of the Board."),
    ("f1", "footnote", "1", "Соглашение подписано в г. Алма-Ате 24 апреля 1992 года.", "The Agreement was signed at Alma-Ata on 24 April 1992."),
]  # fmt: skip

REMARKS = {"p4": 2, "q2": 1}


def views(language: str = "ru", *, title: bool = True) -> list[UnitView]:
    """The regulation as the views that shared/text.html takes, in one language."""
    column = 3 if language == "ru" else 4
    return [
        UnitView(
            id=row[0],
            kind=row[1],
            label=row[2],
            html=Markup(row[column]),  # noqa: S704 - our own text above
            fixed=row[0] == "a31",
            permalink=f"#{row[0]}",
            remarks=REMARKS.get(row[0], 0),
            remarks_url="/remarks",
        )
        for row in ROWS
        if title or row[1] != "title"
    ]


def contents() -> list[ContentsEntry]:
    """Entries of the table of contents."""
    levels = {"chapter": 0, "article": 1, "annex": 0}
    return [
        ContentsEntry(label, russian, f"#{i}", levels[kind])
        for i, kind, label, russian, _ in ROWS
        if kind in levels
    ]


def pairs() -> list[list[UnitView | None]]:
    """Russian and English units side by side; none where the English is missing."""
    russian, english = views("ru"), views("en")
    return [[a, b if b.html else None] for a, b in zip(russian, english, strict=True)]
