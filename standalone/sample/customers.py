"""Customers of the made-up shop: they fill carts and check out, some a minute. The same ones in the same order each time."""

import json
import random
import sys
import threading
import time
import urllib.error
import urllib.request

base = sys.argv[1]
chance = random.Random(42)

# Reserved for examples: RFC 2606 domains, RFC 5737 addresses, numbers 555-01xx; test cards of payment providers.
PEOPLE = [
    ("alma", "alma.reyes@example.com", "192.0.2.17", "+1-202-555-0143"),
    ("bruno", "bruno.keller@example.org", "198.51.100.23", "+1-202-555-0178"),
    ("chidi", "chidi.okafor@example.net", "203.0.113.99", "+1-312-555-0106"),
    ("dagny", "dagny.holm@example.com", "192.0.2.201", "+1-415-555-0119"),
    ("emre", "emre.aydin@example.org", "198.51.100.77", "+1-646-555-0165"),
    ("farah", "farah.nasser@example.net", "203.0.113.8", "+1-303-555-0192"),
]
CARDS = ["4242424242424242", "5555555555554444", "4000056655665556", "378282246310005"]
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzaG9wLXdlYiIsInNjb3BlIjoiY2hlY2tvdXQifQ.m4deUpS1gnatur3f0rTh3S4mple0nly"
MONITOR = ("monitor", "", "192.0.2.250", "")
AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "shop-app/7.2 (Android 15)", "shop-app/7.2 (iOS 19.1)"]


def call(method, path, person, body=None):
    request = urllib.request.Request(
        base + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Content-Type": "application/json",
            "Authorization": "Bearer " + TOKEN,
            "X-Forwarded-For": person[2],
            "User-Agent": "shop-monitor/3" if person is MONITOR else chance.choice(AGENTS),
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=10) as response:
            response.read()
    except urllib.error.HTTPError as e:
        e.read()


def watch_health():
    while True:
        call("GET", "/health", MONITOR)
        time.sleep(10)


threading.Thread(target=watch_health, daemon=True).start()
for number in range(7001, 100_000):
    person = chance.choice(PEOPLE)
    items = [{"sku": f"SKU-{chance.randint(100, 999)}", "quantity": chance.randint(1, 3)} for _ in range(chance.randint(1, 4))]
    call("POST", "/cart", person, {"customer": person[0], "items": items})
    if chance.random() < 0.3:
        call("GET", f"/cart/{person[0]}", person)
    time.sleep(chance.uniform(0.5, 1.2))
    if chance.random() < 0.8:
        order = {
            "number": number,
            "customer": person[0],
            "email": person[1],
            "phone": person[3],
            "card": chance.choice(CARDS),
            "total": f"{chance.randint(9, 180)}.{chance.randint(0, 99):02d}",
            "items": items,
        }
        call("POST", "/checkout", person, order)
    time.sleep(chance.uniform(0.5, 1.5))
