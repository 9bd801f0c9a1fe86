"""What a test wants to know of a page's markup."""

from __future__ import annotations

from html.parser import HTMLParser

# Attributes that name ids of elements on the same page.
_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "popovertarget", "form")


class Markup(HTMLParser):
    """The tags of a page in order, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.tags if "id" in attributes]

    def dangling(self) -> set[str]:
        """References to ids that the page does not have."""
        known = set(self.ids())
        named = {
            one
            for _, attributes in self.tags
            for name in _REFERENCES
            for one in attributes.get(name, "").split()
        }
        return named - known

    def inline(self) -> list[str]:
        """What a strict content policy forbids: style attributes, event handlers, scripts without an address."""
        attributes_of_pages = [
            f"{tag} {name}"
            for tag, attributes in self.tags
            for name in attributes
            if name == "style" or name.startswith("on")
        ]
        return attributes_of_pages + [
            tag for tag, attributes in self.tags if tag == "script" and "src" not in attributes
        ]

    def unnamed_controls(self) -> list[str]:
        """Fields without a label: neither `aria-label` nor a label for their id."""
        labelled = {
            attributes["for"] for tag, attributes in self.tags if tag == "label" and "for" in attributes
        }
        return [
            f"{tag} {attributes.get('name', '')}"
            for tag, attributes in self.tags
            if tag in ("input", "select", "textarea")
            and attributes.get("type") not in ("hidden", "submit")
            and "aria-label" not in attributes
            and attributes.get("id") not in labelled
        ]
