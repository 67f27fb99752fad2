"""A first memo.toml, to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dmmdoc.config.kinds import Kind
from dmmdoc.config.questions import SECTIES, Data, Velden, fact_types
from dmmdoc.toml import text as toml_text


def annotated(data: Data, of_kind: Kind, velden: Velden) -> str:
    """A memo file to fill in by hand: every key with a comment, every section with its guidance above its text.

    A key that `data` does not have, or has empty, is commented out, with an example behind it.
    """
    lines = [*_comment(velden.inleiding), "", f"soort = {toml_text.written(data['soort'])}"]
    for name, group in velden.groepen.items():
        lines += ["", "", *_comment(group), f"[{name}]"]
        if name == SECTIES:
            lines += _annotated_sections(data[SECTIES], of_kind)
            continue
        for _, key in (fact for fact in fact_types() if fact[0] == name):
            veld = velden.velden[name][key]
            value = data[name].get(key)
            shown = f"# {key} = {veld.voorbeeld}" if value in (None, "", []) else f"{key} = {toml_text.written(value)}"
            lines += [*_comment(veld.uitleg), shown]
    return "\n".join(lines) + "\n"


def _annotated_sections(texts: Mapping[str, str], of_kind: Kind) -> Iterator[str]:
    for key, sectie in of_kind.secties.items():
        status = "" if sectie.status == "verplicht" else " (facultatief)"
        yield from ("", *_comment(f"{sectie.kop}{status}. {sectie.uitleg}"))
        text = texts.get(key)
        yield f"# {key} = ''" if text is None else f"{key} = {toml_text.written(text)}"


def _comment(text: str) -> list[str]:
    return [f"# {line}".rstrip() for line in text.strip().splitlines()]
