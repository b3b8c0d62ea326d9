#!/usr/bin/env python3
"""Makes the sample that every build compares with: texts, and what the real spaCy says of them.

    python3 names/model/sample.py      (in the environment that convert.py makes)

The texts are made up here, or are this repository's own documentation. reference.py answers.
"""
import gzip
import random
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = HERE.parent / "src/test/resources/org/faultmaven/names"

FIRST = (
    "Marta Jan Alice Bob Carlos Priya Wei Fatima Olga Sven Amélie Jürgen Zoë Noor Hiroshi Ana John "
    "Mary Elizabeth Mohammed Ivan Chloe Tom Greta Luís Yuki Kofi Aoife Nils Ingrid"
).split()
LAST = (
    "Kowalska Smith O'Brien Müller Garcia Nguyen Patel Ivanova Yamada García-Lopez van der Berg "
    "MacDonald D'Angelo Lindqvist Okafor Haddad Chen Papadopoulos Novák Dubois"
).split()
PLACES = (
    "Gdansk|Berlin|New York|São Paulo|the Baltic Sea|Kyoto|Main Street|Lake Geneva|Heathrow Airport|"
    "California|Nairobi|the Alps|Île-de-France|Saint Petersburg|Brooklyn Bridge|Kraków"
).split("|")
GROUPS = "German|Polish|Americans|the French|Catholic|Republicans|Kenyan|Buddhists|Chinese".split("|")
FIRMS = "Acme Corp.|Example Inc.|Contoso Ltd|the Widget Company|Initech|Globex".split("|")
DAYS = "on Monday|yesterday|last week|in March 2019|at 5 p.m.|on 3 May|two days ago|since 1998".split("|")
SENTENCES = [
    "{n} from {p} wrote to {n} {d}.",
    "I met {n} in {p}; she didn't know {n}.",
    "The {g} minister {n} said: \"We can't pay ${m},000!\"",
    "{n}'s flight to {p} was late, wasn't it?",
    "Dear Mr. {l}, please call {n} at {f}.",
    "According to {f}, {g} customers in {p} pay {m}% more {d}.",
    "{n} ({f}, {p}) and {n} are cc'd, e.g. for ticket #{m}.",
    "She'd've gone to {p}, but {n} couldn't.",
    "My address is {m} {l} Road, {p}.",
    "Thanks,\n{n}\n{f}\n{p}",
    "Prof. {l} & Dr. {l} (U.S.) won the {l} Prize {d}...",
    "{n}, {n} and the {g} team left {p} {d} :)",
]
LOGS = [
    "2026-03-{a:02} 12:{b:02}:07,{m} INFO [main] org.acme.{l}Service - user {n} logged in from 10.0.{a}.{b}",
    "Mar {a} 12:{b:02}:01 host{a} sshd[{m}]: Accepted password for {u} from 192.168.{a}.{b} port {m}",
    "[{m}] ERROR worker-{a}: can't reach https://api.example.com:8443/v1/users/{u}?q={l}&n={b}",
    "level=warn msg=\"slow query\" user={u} took={m}ms rows={b} db=orders",
    "10.1.{a}.{b} - {u} [01/Mar/2026:12:{b:02}:00 +0000] \"GET /{u}/index.html HTTP/1.1\" 200 {m}",
    "    at org.acme.{l}.handle({l}.java:{b})",
    "Caused by: java.lang.IllegalStateException: order of {n} not found ({m})",
    "{{\"level\":\"info\",\"user\":\"{n}\",\"city\":\"{p}\",\"n\":{m}}}",
    "Deployed v{a}.{b}.{m} to {p} by {n} <{u}@example.com>",
]
PIECES = [
    "don't", "I'll", "U.S.", "https://www.example.com/a?b=c:d#e", "bob@example.com", "😀", "👩‍🚀", "مرحبا",
    "\n", "  ", "\t", "\u00a0", "a.m.", ":)", "(o_o)", "10km", "$5", "£3.20", "Σίσυφος", "ΟΔΟΣ", "Straße",
    "İstanbul", "X", "PERSON", "case", "e.g.", "cannot", "gonna", "1/2", "...", "—", "'", "\"", "``", "C++",
    "日本語のテキスト", "𝒜𝓑", "²³", "½", "…", "foo-bar_baz", "2026-12-19", "12:30", "Inc.", "\u2028", "\x1c",
    "\u200b", "\r\n", "[", "]", "{", "}", "<", ">", "&", "@", "#", "%", "^", "*", "n't", "'s", "’s", "vs.",
    "ca.", "St.", "Wed.", "3rd", "ﬁ", "ǅ", "אבג", "::", "10.0.0.1:8080", "ftp://x.y/", "x@y.z:80/a", "--",
    "- ", "/", "\\", "0.5", "\u0301", "\x00", "\x07", "\ufeff", "don’t", "Y'all", "o'clock", "$US5", "1,000.50",
    "A.B.C.", "co-operate", "and/or", "a=b", "key:value", "100%", "\u202e", "ＡＢＣ", "१२३", "٣", "ß", "ŉ",
]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def name(self):
        r = self.random
        full = r.choice(FIRST) + " " + r.choice(LAST)
        return r.choice([full, full, r.choice(FIRST), full.lower(), full.upper()])

    def fill(self, template):
        r = self.random
        out = template
        while "{n}" in out:
            out = out.replace("{n}", self.name(), 1)
        return (
            out.replace("{p}", r.choice(PLACES))
            .replace("{g}", r.choice(GROUPS))
            .replace("{f}", r.choice(FIRMS))
            .replace("{d}", r.choice(DAYS))
            .replace("{l}", r.choice(LAST).split()[-1])
            .replace("{u}", r.choice(FIRST).lower() + str(r.randint(1, 99)))
            .replace("{m}", str(r.randint(1, 999)))
            .replace("{a:02}", f"{r.randint(1, 28):02}")
            .replace("{a}", str(r.randint(1, 28)))
            .replace("{b:02}", f"{r.randint(0, 59):02}")
            .replace("{b}", str(r.randint(1, 99)))
            .replace("{{", "{")
            .replace("}}", "}")
        )

    def mixture(self):
        r = self.random
        parts = []
        for _ in range(r.randint(1, 20)):
            parts.append(self.name() if r.random() < 0.15 else r.choice(PIECES))
            if r.random() < 0.6:
                parts.append(r.choice([" ", " ", " ", "  ", "\n", ". "]))
        return "".join(parts)

    def mutated(self, text):
        r = self.random
        letters = list(text)
        for _ in range(r.randint(1, 6)):
            if not letters:
                break
            at = r.randrange(len(letters))
            what = r.random()
            if what < 0.3:
                letters[at] = r.choice(PIECES)
            elif what < 0.5:
                del letters[at]
            elif what < 0.7:
                block = r.choice([(32, 0x250), (0x370, 0x3000), (0x1F300, 0x1F700)])
                letters.insert(at, chr(r.randrange(*block)))
            elif what < 0.85:
                letters[at] = letters[at].upper()
            else:
                letters.insert(at, r.choice(PIECES))
        return "".join(letters)

    def paragraph(self, sentences):
        return " ".join(self.fill(self.random.choice(SENTENCES)) for _ in range(sentences))


def documentation():
    paragraphs = []
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        paragraphs += [p for p in page.read_text().split("\n\n") if p.strip()]
    return [p for p in paragraphs if max(map(len, p.split())) <= 1000]


def texts():
    maker = Maker(8)
    made = ["", " ", "  ", "\n", "\n \n", " a", "a ", "  a  b  ", "\t\t a", "\u00a0", "a\u00a0 b"]
    made += [maker.fill(maker.random.choice(LOGS)) for _ in range(700)]
    made += [maker.fill(maker.random.choice(SENTENCES)) for _ in range(600)]
    made += [maker.paragraph(maker.random.randint(2, 5)) for _ in range(200)]
    made += documentation()
    made += [maker.mixture() for _ in range(600)]
    made += [maker.mutated(maker.random.choice(made)) for _ in range(735)]
    # Longer than what is read at a time.
    made += [maker.paragraph(300), "\n".join(made[11:400]), "".join(maker.mixture() for _ in range(300))]
    made += [": ) " * 1500, "a.m. :-) " * 800]
    return made


def write_texts(path, all_texts):
    with open(path, "wb") as out:
        out.write(struct.pack("<i", len(all_texts)))
        for text in all_texts:
            encoded = text.encode("utf8")
            out.write(struct.pack("<i", len(encoded)) + encoded)


def main():
    with tempfile.TemporaryDirectory() as folder:
        given, answer = Path(folder) / "texts", Path(folder) / "answer"
        all_texts = texts()
        write_texts(given, all_texts)
        subprocess.run(
            [sys.executable, str(HERE / "reference.py"), str(given), str(answer), "--pipeline"], check=True
        )
        TARGET.mkdir(parents=True, exist_ok=True)
        for name, path in (("sample.texts.gz", given), ("sample.expected.gz", answer)):
            (TARGET / name).write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))
            print(name, (TARGET / name).stat().st_size)
        print(len(all_texts), "texts")


if __name__ == "__main__":
    main()
