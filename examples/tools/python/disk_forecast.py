#!/usr/bin/env python3
"""A tool for FaultMaven in Python: says when a disk will be full.

    pip install -r requirements.txt
    ./disk_forecast.py --bootstrap localhost:9092 --owner "sre team"

It speaks the protocol of docs/tools.md with a plain Kafka client: it announces itself again and
again, reads its calls in a consumer group, answers, and takes leave at SIGTERM or Ctrl-C.
"""

import argparse
import collections
import json
import signal
import socket
import sys
import time
import uuid
from datetime import datetime, timedelta, timezone

from confluent_kafka import Consumer, KafkaException, Producer

TOOL = "disk_forecast"
# Another one whenever the description, the schema or the behaviour changes.
VERSION = "1"
HEARTBEAT_SECONDS = 2
MAX_RESULT = 64 * 1024
REMEMBERED = 1000

DESCRIPTION = {
    "version": VERSION,
    "description": (
        "Forecasts when a disk or volume will be full, by a straight line through samples of how"
        " full it was. Give at least two samples."
    ),
    "argumentsSchema": {
        "type": "object",
        "properties": {
            "samples": {
                "type": "array",
                "minItems": 2,
                "maxItems": 1000,
                "items": {
                    "type": "object",
                    "properties": {
                        "at": {"type": "string", "description": "ISO 8601 with a zone"},
                        "usedPercent": {"type": "number", "minimum": 0, "maximum": 100},
                    },
                    "required": ["at", "usedPercent"],
                    "additionalProperties": False,
                },
            },
            "limitPercent": {"type": "number", "minimum": 1, "maximum": 100, "default": 100},
        },
        "required": ["samples"],
        "additionalProperties": False,
    },
    "readOnly": True,
    "heartbeatSeconds": HEARTBEAT_SECONDS,
}


class ToolError(Exception):
    """Its text is what the caller is told."""


def forecast(arguments):
    """The tool itself."""
    try:
        points = sorted(
            (datetime.fromisoformat(sample["at"]).timestamp(), float(sample["usedPercent"]))
            for sample in arguments["samples"]
        )
    except ValueError:
        raise ToolError("a sample's time is not ISO 8601 with a zone") from None
    limit = float(arguments.get("limitPercent", 100))
    mean_t = sum(t for t, _ in points) / len(points)
    mean_u = sum(u for _, u in points) / len(points)
    spread = sum((t - mean_t) ** 2 for t, _ in points)
    if spread == 0:
        raise ToolError("the samples are all of one moment")
    slope = sum((t - mean_t) * (u - mean_u) for t, u in points) / spread
    result = {"percentPerDay": round(slope * 86400, 3), "samples": len(points)}
    last = points[-1][0]
    at_last = mean_u + slope * (last - mean_t)
    if slope > 0:
        seconds = max(0.0, (limit - at_last) / slope)
        if seconds < 100 * 365 * 86400:
            full = datetime.fromtimestamp(last, timezone.utc) + timedelta(seconds=seconds)
            result["fullAt"] = full.isoformat(timespec="seconds").replace("+00:00", "Z")
    result["grows"] = slope > 0
    return result


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bootstrap", default="localhost:9092", help="brokers, host:port")
    parser.add_argument("--prefix", default="faultmaven.", help="kafka.topic-prefix")
    parser.add_argument("--owner", default="example", help="who answers for this tool")
    return parser.parse_args()


class Host:
    """Offers the tool. One call at a time; start more processes for more."""

    def __init__(self, bootstrap, prefix, owner):
        self.registry = prefix + "tools.registry"
        self.results = prefix + "tools.results"
        self.calls = prefix + "tools.calls." + TOOL
        instance = f"{socket.gethostname()}-{uuid.uuid4().hex[:8]}"
        self.key = f"{TOOL}/{instance}".encode()
        self.announcement = json.dumps({**DESCRIPTION, "owner": owner}).encode()
        self.answers = collections.OrderedDict()
        self.producer = Producer(
            {
                "bootstrap.servers": bootstrap,
                "enable.idempotence": True,
                "delivery.timeout.ms": 10000,
            }
        )
        self.consumer = Consumer(
            {
                "bootstrap.servers": bootstrap,
                "group.id": f"{prefix}tool.{TOOL}.{VERSION}",
                "enable.auto.commit": False,
                "auto.offset.reset": "earliest",
                "session.timeout.ms": 6000,
                "partition.assignment.strategy": "cooperative-sticky",
                "allow.auto.create.topics": False,
                # The topic is made when the tool is accepted: it is looked for often until then.
                "topic.metadata.refresh.interval.ms": 1000,
            }
        )
        self.running = True

    def stop(self, *_):
        self.running = False

    def run(self):
        next_heartbeat = 0.0
        self.announce(self.announcement)
        self.consumer.subscribe([self.calls])
        while self.running:
            if time.monotonic() >= next_heartbeat:
                self.announce(self.announcement)
                next_heartbeat = time.monotonic() + HEARTBEAT_SECONDS
            call = self.consumer.poll(0.1)
            self.producer.poll(0)
            if call is None or call.error():
                continue
            self.handle(call)
        # A record without a value takes leave.
        self.announce(None)
        self.consumer.close()
        self.producer.flush(10)

    def announce(self, value):
        self.producer.produce(self.registry, key=self.key, value=value)
        self.producer.poll(0)

    def handle(self, call):
        headers = dict(call.headers() or [])
        correlation = headers.get("fm.tool.correlation")
        deadline = int(headers.get("fm.tool.deadline", b"0"))
        mine = headers.get("fm.tool.version") == VERSION.encode()
        if mine and correlation and time.time() * 1000 < deadline and call.value() is not None:
            self.answer(headers, correlation, call.value())
        # Only now: a call that was not answered is delivered again.
        try:
            self.consumer.commit(call, asynchronous=False)
        except KafkaException as e:
            # Refused while instances come and go. The partition's next commit takes this one in;
            # if the partition has moved, the call comes again, to its new owner.
            print(f"a call was not committed: {e.args[0].name()}", file=sys.stderr)

    def answer(self, headers, correlation, value):
        key = headers.get("fm.tool.idempotency-key", correlation)
        known = self.answers.get(key)
        if known is None:
            known = (value, *self.carry_out(value), set())
            self.answers[key] = known
            if len(self.answers) > REMEMBERED:
                self.answers.popitem(last=False)
        arguments_then, outcome, result, answered = known
        if correlation in answered:
            return
        answered.add(correlation)
        if arguments_then != value:
            outcome, result = "failed", b"the idempotency key has been used with other arguments"
        self.producer.produce(
            self.results,
            key=headers.get("fm.tool.call", correlation),
            value=result[:MAX_RESULT],
            headers=[
                ("fm.tool.correlation", correlation),
                ("fm.tool.outcome", outcome),
                *([("fm.tool.truncated", "true")] if len(result) > MAX_RESULT else []),
            ],
        )
        self.producer.flush(10)

    @staticmethod
    def carry_out(value):
        try:
            return "ok", json.dumps(forecast(json.loads(value))).encode()
        except ToolError as e:
            return "failed", str(e).encode()
        except Exception as e:  # pylint: disable=broad-except
            # The class alone: a message may quote the arguments.
            return "failed", f"the tool failed ({type(e).__name__})".encode()


def main():
    options = arguments()
    host = Host(options.bootstrap, options.prefix, options.owner)
    signal.signal(signal.SIGTERM, host.stop)
    signal.signal(signal.SIGINT, host.stop)
    try:
        host.run()
    except KafkaException as e:
        sys.exit(f"Kafka: {e}")


if __name__ == "__main__":
    main()
