#!/usr/bin/env python3
"""How long Presidio and spaCy take, on one core: the rivals of the benchmark.

    python3 speed.py WAY IN OUT

WAY is `presidio` (the analyzer, a text at a time, with all that it recognises by default),
`presidio-names` (the same, asked only for what comes of spaCy's entities), `spacy` (the whole
pipeline, a text at a time) or `pipe` (nlp.pipe with only tokenizer and ner). IN is as reference.py
takes it. OUT gets the seconds of processor time, loading left out.
"""
import os
import sys
import time

# Before numpy is loaded.
for library in ("OMP", "OPENBLAS", "BLIS", "MKL"):
    os.environ[library + "_NUM_THREADS"] = "1"

import spacy
from reference import MODEL, read

SERVER = "../../adapters/src/test/resources/org/faultmaven/adapters/presidio/server"
NAMES = ["PERSON", "LOCATION", "NRP"]


def analyzer():
    """The one of the tests' Presidio server: as it comes, but for the size of the model."""
    sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), SERVER))
    from presidio_server import analyzer

    return analyzer


def way_of(name):
    if name == "presidio":
        engine = analyzer()
        return lambda texts: [engine.analyze(text, language="en") for text in texts]
    if name == "presidio-names":
        engine = analyzer()
        return lambda texts: [engine.analyze(text, language="en", entities=NAMES) for text in texts]
    if name == "spacy":
        nlp = spacy.load(MODEL)
        return lambda texts: [nlp(text) for text in texts]
    if name == "pipe":
        nlp = spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
        return lambda texts: list(nlp.pipe(texts, batch_size=256))
    sys.exit(f"speed.py: {name} is none of presidio, presidio-names, spacy and pipe")


def main():
    texts = read(sys.argv[2])
    run = way_of(sys.argv[1])
    run(texts[:20])
    start = time.process_time()
    run(texts)
    seconds = time.process_time() - start
    with open(sys.argv[3], "w") as out:
        out.write(str(seconds))


if __name__ == "__main__":
    main()
