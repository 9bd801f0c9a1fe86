from tests.factories.stage import Stage


def test_x(stage: Stage) -> None:
    stage.in_force()
    stage.follow_up()
    c = stage.client()
    for u in [
        "/register",
        "/register/regulation-on-the-scientific-advisory-board",
        "/register/regulation-on-the-scientific-advisory-board/ru",
        "/register/regulation-on-the-scientific-advisory-board/ru?beside=en",
        "/register/regulation-on-the-scientific-advisory-board/ru/c1",
        "/register/regulation-on-the-scientific-advisory-board/ru.md",
        "/register/regulation-on-the-scientific-advisory-board/ru.docx",
        "/register/regulation-on-the-scientific-advisory-board/act.json",
        "/register.git/info/refs?service=git-upload-pack",
        "/register/x",
        "/register.git/HEAD",
    ]:
        a = c.get(u)
        print(u, a.status_code, a.headers.get("Location"), a.headers.get("Content-Type"), len(a.data))
        a.close()
