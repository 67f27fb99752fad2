"""The logo in the header of the first page, hanging from the top edge in the middle of the page."""

from __future__ import annotations

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from dmmdoc import logo
from dmmdoc.docx.write.xml import escape

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def hang(document: Document, picture: logo.Logo, text: str) -> None:
    """Put `picture` in the first page's header of `document`; `text` is what a person hears who cannot see it."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    header = section.first_page_header
    # Not by python-docx: it knows no JPEG that begins with a segment of Adobe's.
    name = PackURI(f"/word/media/image1.{picture.kind}")
    part = Part(name, f"image/{picture.kind}", picture.content, document.part.package)
    key = header.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    run = header.paragraphs[0].add_run()
    run._r.append(parse_xml(_drawing(key, picture, escape(text))))


def _drawing(key: str, picture: logo.Logo, text: str) -> str:
    size = f'cx="{Mm(logo.WIDTH)}" cy="{Mm(logo.WIDTH * picture.height / picture.width)}"'
    named = f'id="1" name="Logo" descr="{text}"'
    return f"""\
<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" xmlns:pic="{_DRAWING}/picture">\
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"\
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>\
<wp:positionH relativeFrom="page"><wp:align>center</wp:align></wp:positionH>\
<wp:positionV relativeFrom="page"><wp:posOffset>0</wp:posOffset></wp:positionV>\
<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/><wp:docPr {named}/>\
<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_DRAWING}/picture"><pic:pic>\
<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr>\
<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>\
</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing>"""
