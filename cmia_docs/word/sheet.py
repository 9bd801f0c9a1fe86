"""An empty Word document with our page, styles and language, without content of the library's template."""

from __future__ import annotations

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from cmia_docs.word.paragraph_styles import ALL_STYLES, BODY_POINTS, FONT, StyleSpec

TEXT_WIDTH = Cm(16.5)

# Word checks spelling by language and region.
_REGIONS = {
    "ru": "ru-RU",
    "en": "en-GB",
    "be": "be-BY",
    "kk": "kk-KZ",
    "ky": "ky-KG",
    "uk": "uk-UA",
    "hy": "hy-AM",
    "ro": "ro-MD",
    "tk": "tk-TM",
    "az": "az-Latn-AZ",
    "tg": "tg-Cyrl-TJ",
    "uz": "uz-Latn-UZ",
}
# Parts of the library's template that are wrong or useless here: its picture, program, lists.
_UNWANTED = (
    RT.THUMBNAIL,
    RT.EXTENDED_PROPERTIES,
    RT.CUSTOM_XML,
    RT.NUMBERING,
    RT.WEB_SETTINGS,
    RT.FONT_TABLE,
)
_UNWANTED_ENDINGS = ("/stylesWithEffects",)

_TABLE_STYLE = """
<w:style {ns} w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/>
<w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>"""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")

_PLAIN_STYLES = (
    """<w:style {ns} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>
    </w:style>""",
    """<w:style {ns} w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
    <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>""",
    """<w:style {ns} w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>
    <w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>""",
    """<w:style {ns} w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
    <w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>
    <w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>""",
)
_DEFAULTS = """
<w:docDefaults {ns}><w:rPrDefault><w:rPr>
<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}" w:eastAsia="{font}"/>
<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{lang}" w:eastAsia="{lang}" w:bidi="{lang}"/>
</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"""


def new_sheet(language: str) -> WordDocument:
    """A document of one empty A4 page with the styles of `paragraph_styles`; `language` is a BCP 47 code."""
    document = Document()
    _drop_unwanted_parts(document)
    _set_styles(document, _REGIONS.get(language, language))
    _set_settings(document, _REGIONS.get(language, language))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    return document


def _drop_unwanted_parts(document: WordDocument) -> None:
    for rels in (document.part.rels, document.part.package.rels):
        for name, rel in list(rels.items()):
            if rel.reltype in _UNWANTED or rel.reltype.endswith(_UNWANTED_ENDINGS):
                del rels[name]


def _set_styles(document: WordDocument, language: str) -> None:
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    size = round(BODY_POINTS * 2)
    defaults = parse_xml(_DEFAULTS.format(ns=nsdecls("w"), font=FONT, size=size, lang="und"))
    for lang in defaults.iter(qn("w:lang")):
        # Set as attributes: the code is input and must not be able to inject XML.
        lang.attrib.update({qn(f"w:{name}"): language for name in ("val", "eastAsia", "bidi")})
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in _SIDES)
    styles.append(defaults)
    for xml in _PLAIN_STYLES:
        styles.append(parse_xml(xml.format(ns=nsdecls("w"))))
    styles.append(parse_xml(_TABLE_STYLE.format(ns=nsdecls("w"), borders=borders)))
    for spec in ALL_STYLES:
        styles.append(parse_xml(_style(spec)))


def _style(spec: StyleSpec) -> str:
    """The style as XML, with elements in the order that the schema of WordprocessingML requires."""
    heading = "<w:keepNext/><w:keepLines/>" if spec.is_heading else ""
    page = "<w:pageBreakBefore/>" if spec.new_page else ""
    tabs = ""
    if spec.id == "Header":
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH.twips}"/></w:tabs>'
    outline = f'<w:outlineLvl w:val="{spec.outline}"/>' if spec.is_heading else ""
    font = ("<w:b/><w:bCs/>" if spec.bold else "") + ("<w:i/><w:iCs/>" if spec.italic else "")
    size = round(spec.points * 2)
    return f"""
    <w:style {nsdecls("w")} w:type="paragraph" w:styleId="{spec.id}"><w:name w:val="{spec.name}"/>
    <w:basedOn w:val="Normal"/>{"<w:qFormat/>" if spec.in_gallery else ""}
    <w:pPr>{heading}{page}{tabs}
    <w:spacing w:before="{_twips(spec.before)}" w:after="{_twips(spec.after)}"/>
    <w:ind w:left="{Cm(spec.left).twips}" w:firstLine="{Cm(spec.first).twips}"/>
    <w:jc w:val="{spec.align}"/>{outline}</w:pPr>
    <w:rPr>{font}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"""


def _twips(points: float) -> int:
    return round(points * 20)


def _set_settings(document: WordDocument, language: str) -> None:
    settings = document.settings.element
    for mode in settings.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":
            # 15 is Word 2013 and later; with less Word opens the file in 'compatibility mode'.
            mode.set(qn("w:val"), "15")
    for lang in settings.iter(qn("w:themeFontLang")):
        lang.attrib.clear()
        lang.set(qn("w:val"), language)
    notes = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    settings.find(qn("w:compat")).addprevious(notes)
