#!/usr/bin/env python3
"""How long spaCy takes: the rival of the benchmark.

    python3 speed.py WAY IN OUT

WAY is `lines` (the whole pipeline, a text at a time, as Presidio calls it) or `pipe` (nlp.pipe with
only tokenizer and ner). IN is as reference.py takes it. OUT gets the seconds, loading left out.
"""
import sys
import time

import spacy
from reference import MODEL, read


def main():
    way, texts = sys.argv[1], read(sys.argv[2])
    if way == "lines":
        nlp = spacy.load(MODEL)
        run = lambda: [nlp(text) for text in texts]
    else:
        nlp = spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])
        run = lambda: list(nlp.pipe(texts, batch_size=256))
    nlp("Warm up in Berlin.")
    start = time.perf_counter()
    run()
    with open(sys.argv[3], "w") as out:
        out.write(str(time.perf_counter() - start))


if __name__ == "__main__":
    main()
