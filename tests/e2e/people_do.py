"""What people do with the pages, in their words: a function for each thing that somebody clicks through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from playwright.sync_api import Locator, Page, expect

Words = Mapping[tuple[str, str], str]
"""New words by element (as it is cited) and language (as the page names it)."""


def go(page: Page, name: str) -> None:
    """To a page of the site, by its navigation."""
    page.get_by_role("navigation", name="Places").get_by_role("link", name=name, exact=True).click()


def tab(page: Page, name: str) -> None:
    """To a tab of the document that is open; its name may be followed by a count."""
    page.get_by_role("navigation", name="Document", exact=True).get_by_role("link", name=name).click()


def read_message(page: Page, words: str) -> None:
    """Wait for the message that says the action is done."""
    expect(page.locator("#messages")).to_contain_text(words)


def agree_to(page: Page, button: str) -> None:
    """Press a button that asks first, and answer with yes; without script it does not ask."""
    page.get_by_role("button", name=button, exact=True).click()
    if scripts_run(page):
        page.get_by_role("dialog").get_by_role("button", name="Continue").click()


def scripts_run(page: Page) -> bool:
    """Whether the page's own scripts are at work: they say so at their start."""
    return page.locator("html.js").count() > 0


# --- the drafter -------------------------------------------------------------------------------------------


def begin_document(page: Page, act_type: str, titles: Mapping[str, str]) -> str:
    """A new document from the template of its type; its address."""
    go(page, "Documents")
    page.get_by_role("link", name="New document").first.click()
    page.get_by_label("Act type", exact=True).select_option(label=act_type)
    for language, title in titles.items():
        page.get_by_label(f"Title ({language})").fill(title)
    page.get_by_role("button", name="Create the document").click()
    read_message(page, "The document is created.")
    return page.url


def open_editor(page: Page, document: str) -> None:
    """From the document to its editor."""
    page.goto(document)
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_role("button", name="Save revision").last).to_be_visible()


def element(page: Page, name: str, language: str) -> Locator:
    """The field of an element in the editor."""
    return page.get_by_role("textbox", name=f"{name}, {language}", exact=True)


def write(page: Page, words: Words) -> None:
    """Type into elements of the text."""
    for (name, language), content in words.items():
        element(page, name, language).fill(content)


def press_tool(page: Page, name: str, tool: str) -> None:
    """Open the tools of an element and press one of them; a question is answered with yes."""
    page.get_by_role("button", name=f"Structure: {name}", exact=True).click()
    button = page.get_by_role("group", name=f"Structure: {name}", exact=True).get_by_role("button", name=tool)
    asks = button.get_attribute("data-ask") and scripts_run(page)
    button.click()
    if asks:
        page.get_by_role("dialog").get_by_role("button", name="Continue").click()
    expect(page.locator(".edit-tools").get_by_role("button", name=tool)).to_have_count(0)


def wait_until_autosaved(page: Page) -> None:
    """Wait until the bar says that what was typed is saved."""
    expect(page.locator("[data-autosave-status]")).to_contain_text("Autosaved at")


def press_save(page: Page, message: str) -> None:
    """Say what changed and press the button; whether it is saved is for the caller to see."""
    page.get_by_label("Message").fill(message)
    page.get_by_role("region", name="Save revision").get_by_role("button", name="Save revision").click()


def save_revision(page: Page, message: str) -> None:
    """Save what was typed as a revision."""
    press_save(page, message)
    expect(page.locator("#messages")).to_have_text(re.compile(r"Revision \d+ is saved\."))


def history(page: Page, document: str) -> list[str]:
    """The messages of all revisions, newest first."""
    page.goto(document)
    tab(page, "History")
    table = page.get_by_role("table")
    expect(table).to_be_visible()
    return table.get_by_role("row").locator("[data-label=Message]").all_inner_texts()


def compare_with_the_one_before(page: Page, document: str) -> None:
    """From the history to the comparison of the last two revisions."""
    page.goto(document)
    tab(page, "History")
    page.get_by_role("button", name="Compare the chosen two").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Comparison")


def submit(page: Page, document: str) -> None:
    """Hand the draft to the secretariat."""
    page.goto(document)
    agree_to(page, "Submit for check")
    read_message(page, "The document was submitted to the secretariat")


# --- the secretariat ---------------------------------------------------------------------------------------


def take_up(page: Page, title: str, action: str) -> None:
    """From the dashboard to a thing that waits for the person."""
    go(page, "Dashboard")
    page.get_by_role("link", name=f"{action}: {title}").click()


def name_drafter(page: Page, document: str, who: str) -> None:
    """Name another drafter on the document."""
    page.goto(document)
    page.get_by_role("link", name="Name or remove people").click()
    drafters = page.get_by_role("region", name="Drafters")
    choice = drafters.get_by_role("option").filter(has_text=who).get_attribute("value")
    drafters.get_by_role("combobox").select_option(choice)
    drafters.get_by_role("button", name="Name a drafter").click()
    expect(drafters.get_by_role("listitem").filter(has_text=who)).to_be_visible()


def circulate(page: Page, document: str, states: Iterable[str], due: date, note: str = "") -> None:
    """Send the text to these states and no others."""
    page.goto(document)
    page.get_by_role("link", name="Circulate").or_(page.get_by_role("link", name="Start a new round")).click()
    page.get_by_label("Due date").fill(due.isoformat())
    choices = page.get_by_role("group", name="States")
    for box in choices.get_by_role("checkbox").all():
        box.uncheck()
    for state in states:
        choices.get_by_role("checkbox", name=state).check()
    page.get_by_label("Note to the states").fill(note)
    page.get_by_role("button", name="Circulate").click()
    read_message(page, "The text was sent to the states.")


def close_round(page: Page, document: str) -> None:
    """Close the open round."""
    page.goto(document)
    agree_to(page, "Close the round")
    read_message(page, "The round is closed.")


def answer_remark(page: Page, document: str, answer: str, reason: str) -> None:
    """Answer the one remark that is open."""
    page.goto(document)
    page.get_by_role("link", name="Answer the remarks").click()
    page.get_by_role("link", name="Answer the remark No.").click()
    page.get_by_role("radio", name=answer, exact=True).check()
    page.get_by_label("Reason").fill(reason)
    page.get_by_role("button", name="Save the answer").click()
    read_message(page, "The remark is answered.")


def mark_as_agreed(page: Page, document: str) -> None:
    """The way of agreement ends."""
    page.goto(document)
    agree_to(page, "Mark as agreed")
    expect(state_badge(page, "Agreed")).to_be_visible()


def plan_session(page: Page, day: date, chair: str, cities: Mapping[str, str]) -> None:
    """Put a session into the calendar."""
    go(page, "Sessions")
    page.get_by_role("link", name="Plan a session").first.click()
    page.get_by_label("First day").fill(day.isoformat())
    page.get_by_label("Chairing state").select_option(label=chair)
    for language, city in cities.items():
        page.get_by_label(f"Place ({language})").fill(city)
    page.get_by_role("button", name="Plan a session").click()
    read_message(page, "The session is planned.")


def put_on_agenda(page: Page, document: str) -> None:
    """On the agenda of the only session there is."""
    page.goto(document)
    page.get_by_role("link", name="Put on the agenda").click()
    page.get_by_role("button", name="Put on the agenda").click()
    read_message(page, "The document is on the agenda.")


def propose_adoption(page: Page, document: str, number: str, signings: Mapping[str, str]) -> None:
    """Say number and how each state signs; day and city are the session's."""
    page.goto(document)
    page.get_by_role("link", name="Propose adoption").click()
    page.get_by_label("Number").fill(number)
    for state, signing in signings.items():
        page.get_by_label(f"{state}: signing").select_option(label=signing)
    page.get_by_role("button", name="Propose adoption").click()


# --- the states and the chair ------------------------------------------------------------------------------


def propose_wording(page: Page, document: str, element_id: str, remark: str, wording: str) -> None:
    """Make a remark on an element of the text as one reads it, with other words for it."""
    page.goto(document)
    page.locator(f"#{element_id}").get_by_role("link", name="Make a remark").click()
    page.get_by_role("textbox", name="Remark").fill(remark)
    page.get_by_label("Proposed wording").fill(wording)
    page.get_by_role("button", name="Make the remark").click()
    read_message(page, "The remark is made.")


def give_position(page: Page, document: str, position: str, note: str = "") -> None:
    """Give the position of one's state on the circulated text."""
    page.goto(document)
    page.get_by_role("link", name="Give a position").click()
    page.get_by_role("radio", name=position, exact=True).check()
    page.get_by_label("Note").fill(note)
    page.get_by_role("button", name="Give the position").click()
    read_message(page, "The position is given.")


def confirm_adoption(page: Page) -> None:
    """Say that one has read the text on the page, and confirm its adoption."""
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Confirm adoption").click()


# --- what anybody sees -------------------------------------------------------------------------------------


def state_badge(page: Page, state: str) -> Locator:
    """The badge beside the title that says where the document is."""
    return page.locator("main .badge-quiet", has_text=state).first


def matrix(page: Page, document: str) -> dict[str, list[str]]:
    """The matrix of states and rounds as it reads: by state the cells, the newest round first."""
    page.goto(document)
    tab(page, "Positions")
    table = page.get_by_role("region", name="States × rounds")
    expect(table).to_be_visible()
    return {
        row.get_by_role("rowheader").inner_text(): [
            ", ".join(cell.locator(".position, .position-marks").all_inner_texts())
            for cell in row.get_by_role("cell").all()
        ]
        for row in table.locator("tbody tr").all()
    }


def search(page: Page, words: str) -> None:
    """Search from the header, as from any page."""
    page.get_by_role("searchbox", name="Search").first.fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
