"""The checkout service of a made-up shop: carts and orders in Redis. It logs more than it should, as services do."""

import json
import logging
import os
import site
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import redis

url, port, log_file = sys.argv[1], int(sys.argv[2]), sys.argv[3]
SNAPSHOT_PARTS, PART_BYTES = 40, 10_000


class ShortPaths(logging.Formatter):
    """Traces name files as they are called, wherever they were installed."""

    def formatException(self, ei):
        text = super().formatException(ei)
        for folder in [*site.getsitepackages(), os.path.dirname(os.path.abspath(__file__))]:
            text = text.replace(folder + os.sep, "")
        return text


handler = logging.FileHandler(log_file, encoding="utf-8")
handler.setFormatter(ShortPaths("%(asctime)s %(levelname)-7s [%(threadName)s] %(name)s: %(message)s"))
logging.basicConfig(level=logging.INFO, handlers=[handler])
log = logging.getLogger("checkout")
store = redis.Redis.from_url(url, socket_timeout=2)


class Checkout(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        threading.current_thread().name = "http-" + threading.current_thread().name.split()[0].split("-")[-1]

    def log_message(self, format, *args):
        """The proxy keeps the access log."""

    def do_GET(self):
        if self.path == "/health":
            self.health()
        else:
            customer = self.path.rsplit("/", 1)[-1]
            cart = store.get("cart:" + customer)
            self.answer(200, {"customer": customer, "items": json.loads(cart) if cart else []})

    def health(self):
        try:
            store.set("health", time.time())
            self.answer(200, {"status": "ok"})
        except redis.RedisError as e:
            log.warning("health check failed: store is read-only for us (%s)", e)
            self.answer(503, {"status": "store refuses writes"})

    def do_POST(self):
        order = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/checkout":
            self.checkout(order)
        else:
            self.put_cart(order)

    def put_cart(self, cart):
        try:
            store.set("cart:" + cart["customer"], json.dumps(cart["items"]), ex=900)
            self.answer(200, {"saved": len(cart["items"])})
        except redis.RedisError as e:
            log.error("cart of %s not saved: %s", cart["customer"], e)
            self.answer(500, {"error": "cart not saved"})

    def checkout(self, order):
        number = order["number"]
        log.info("order %s: checkout begins, customer=%s email=%s items=%d", number, order["customer"], order["email"], len(order["items"]))
        log.info("order %s: payment of %s EUR authorised, card=%s", number, order["total"], order["card"])
        try:
            if store.get("feature:cart-snapshots") == b"on":
                for _ in range(SNAPSHOT_PARTS):
                    store.rpush(f"snapshot:{number}", json.dumps(order["items"]) + " " * PART_BYTES)
            store.set(f"order:{number}", json.dumps(order), ex=3600)
            store.rpush("fulfilment", number)
            log.info("order %s: stored, handed to fulfilment", number)
            self.answer(201, {"order": number})
        except redis.RedisError:
            log.exception("order %s: checkout failed, order not stored", number)
            log.error("order %s: request was POST /checkout, Authorization: %s", number, self.headers["Authorization"])
            self.refund(order)
            self.answer(500, {"error": "checkout failed"})

    def refund(self, order):
        try:
            store.rpush("refunds", json.dumps({"order": order["number"], "card": order["card"]}))
        except redis.RedisError as e:
            log.error("order %s: refund could not be queued, call the customer on %s: %s", order["number"], order["phone"], e)

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def watch():
    """What the service sees of its store: memory, and what is switched on."""
    limit, feature = None, None
    while True:
        memory = store.info("memory")
        used, most = memory["used_memory"], memory["maxmemory"]
        if limit is not None and most != limit:
            log.warning("redis: maxmemory was changed from %d to %d bytes", limit, most)
        now = store.get("feature:cart-snapshots")
        if feature is not None and now != feature or feature is None and now:
            log.info("feature cart-snapshots is now %s (release 2.14.0)", now.decode())
        limit, feature = most, now
        level = logging.WARNING if used > 0.8 * most else logging.INFO
        log.log(level, "redis: %d %% of maxmemory used (%d of %d bytes), policy %s", 100 * used // most, used, most, memory["maxmemory_policy"])
        time.sleep(10)


log.info("checkout 2.14.0 starts, store %s, listening on port %d", url, port)
store.ping()
threading.Thread(target=watch, name="watch", daemon=True).start()
ThreadingHTTPServer(("127.0.0.1", port), Checkout).serve_forever()
