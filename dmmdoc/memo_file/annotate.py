"""A first memo.toml, to fill in by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from dmmdoc.config.facts import SECTIES, Data, Key, Velden
from dmmdoc.config.kinds import Kind, used
from dmmdoc.memo_file.basis import BASIS
from dmmdoc.memo_file.concept import MARK
from dmmdoc.toml import text as toml_text


def annotated(
    data: Data, of_kind: Kind, velden: Velden, concepts: Collection[str] = (), shared: Collection[Key] = ()
) -> str:
    """A memo file to fill in by hand: every key with a comment, every section with its guidance above its text.

    A key that `data` does not have, or has empty, is commented out, with an example behind it; one that is `shared` is
    left out then. The sections `concepts` are drafts that nobody has confirmed, and say so.
    """
    lines = [*_comment(velden.inleiding), "", f"soort = {toml_text.written(data['soort'])}"]
    if BASIS in data:
        lines.append(f"{BASIS} = {toml_text.written(data[BASIS])}")
    asked = [path for path in used(of_kind, velden) if path not in shared]
    lines += _annotated_facts(data, asked, velden)
    lines += [
        "",
        "",
        *_comment(velden.publicatie.replace("{tabel}", of_kind.tabel)),
        "",
        "",
        *_comment(velden.groepen[SECTIES]),
        f"[{SECTIES}]",
    ]
    lines += _annotated_sections(data[SECTIES], of_kind, concepts)
    return "\n".join(lines) + "\n"


def annotated_basis(data: Data, keys: Collection[Key], velden: Velden) -> str:
    """A file of the facts that the documents of one meeting share, with these keys, as `annotated` has them."""
    return "\n".join([*_comment(velden.basis), *_annotated_facts(data, keys, velden)]) + "\n"


def _annotated_facts(data: Data, asked: Collection[Key], velden: Velden) -> Iterator[str]:
    for name in velden.tables:
        stated = data.get(name, {})
        keys = [key for table, key in velden.velden if table == name and ((table, key) in asked or key in stated)]
        if keys:
            yield from ("", "", *_comment(velden.groepen[name]), f"[{name}]")
        for key in keys:
            veld, value = velden.velden[name, key], stated.get(key)
            yield from _comment(veld.uitleg or veld.vraag)
            yield (f"# {key} = {veld.voorbeeld}" if value in (None, "", []) else f"{key} = {toml_text.written(value)}")


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
