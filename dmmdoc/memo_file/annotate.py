"""A first memo.toml, to fill in by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from dmmdoc.config.facts import SECTIES, Data, Velden
from dmmdoc.config.kinds import Kind, used
from dmmdoc.memo_file.concept import MARK
from dmmdoc.toml import text as toml_text


def annotated(data: Data, of_kind: Kind, velden: Velden, concepts: Collection[str] = ()) -> str:
    """A memo file to fill in by hand: every key with a comment, every section with its guidance above its text.

    A key that `data` does not have, or has empty, is commented out, with an example behind it. The sections
    `concepts` are drafts that nobody has confirmed, and say so.
    """
    lines = [*_comment(velden.inleiding), "", f"soort = {toml_text.written(data['soort'])}"]
    asked = used(of_kind, velden)
    for name, group in velden.groepen.items():
        keys = [
            key
            for table, key in velden.velden
            if table == name and ((table, key) in asked or key in data.get(name, {}))
        ]
        if not keys and name != SECTIES:
            continue
        if name == SECTIES:
            lines += ["", "", *_comment(velden.publicatie)]
        lines += ["", "", *_comment(group), f"[{name}]"]
        if name == SECTIES:
            lines += _annotated_sections(data[SECTIES], of_kind, concepts)
            continue
        for key in keys:
            veld = velden.velden[name, key]
            value = data[name].get(key)
            shown = f"# {key} = {veld.voorbeeld}" if value in (None, "", []) else f"{key} = {toml_text.written(value)}"
            lines += [*_comment(veld.uitleg or veld.vraag), shown]
    return "\n".join(lines) + "\n"


def _annotated_sections(texts: Mapping[str, str], of_kind: Kind, concepts: Collection[str]) -> Iterator[str]:
    for key, sectie in of_kind.secties.items():
        status = "" if sectie.status == "verplicht" else " (facultatief)"
        yield from ("", *_comment(f"{sectie.kop}{status}. {sectie.uitleg}"))
        if key in concepts:
            yield MARK
        text = texts.get(key)
        yield f"# {key} = ''" if text is None else f"{key} = {toml_text.written(text)}"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.strip().splitlines()]
