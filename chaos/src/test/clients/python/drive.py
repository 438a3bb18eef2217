"""Drives a server of Toxiproxy's API with the Python client from PyPI, and prints what it is answered."""

import sys

from link import echo, round_trip, show
from toxiproxy import Toxiproxy

# All types, with all attributes that each has.
TOXICS = {
    "latency": {"latency": 20, "jitter": 5},
    "bandwidth": {"rate": 1000},
    "slow_close": {"delay": 10},
    "timeout": {"timeout": 10},
    "reset_peer": {"timeout": 10},
    "slicer": {"average_size": 64, "size_variation": 32, "delay": 10},
    "limit_data": {"bytes": 100},
}


def proxies(client, upstream):
    proxy = show("create", lambda: client.create(upstream=upstream, name="python"))
    show("create it again", lambda: client.create(upstream=upstream, name="python"))
    show("create without a name", lambda: client.create(upstream=upstream, name=""))
    show("create without an upstream", lambda: client.create(upstream="", name="other"))
    show("create on a port that is taken", lambda: client.create(upstream=upstream, name="other", listen=proxy.listen))
    show("create a disabled one", lambda: client.create(upstream=upstream, name="off", enabled=False))
    show("get", lambda: client.get_proxy("python"))
    show("get one that is not there", lambda: client.get_proxy("none"))
    show("list", lambda: client.proxies())
    show("destroy one", lambda: client.destroy(client.get_proxy("off")))
    return proxy


def traffic(client, proxy):
    show("echo", lambda: round_trip(proxy.listen, "clean")[0])
    proxy.add_toxic(name="slow", type="latency", attributes={"latency": 200})
    show("echo under latency is late", lambda: round_trip(proxy.listen, "slow")[1] >= 0.2)
    show("destroy the latency", lambda: proxy.destroy_toxic("slow"))
    proxy.add_toxic(type="limit_data", stream="downstream", attributes={"bytes": 3})
    show("echo under a limit", lambda: round_trip(proxy.listen, "12345")[0])
    with proxy.down():
        show("echo while it is down", lambda: round_trip(proxy.listen, "x"))
        show("get while it is down", lambda: client.get_proxy("python"))
    show("reset", client.reset)
    show("toxics after it", proxy.toxics)
    show("echo", lambda: round_trip(proxy.listen, "enabled")[0])


def every_call(proxy, kind, attributes):
    show(kind + " without anything", lambda: proxy.add_toxic(type=kind))
    show(
        kind + " with everything",
        lambda: proxy.add_toxic(name="mine", type=kind, stream="upstream", toxicity=0.5, attributes=attributes),
    )
    show(kind + " listed", proxy.toxics)
    show(kind + " got", lambda: proxy.get_toxic("mine"))
    show(kind + " destroyed", lambda: proxy.destroy_toxic("mine"))
    show(kind + " destroyed again", lambda: proxy.destroy_toxic("mine"))
    show(kind + " destroyed by its default name", lambda: proxy.destroy_toxic(kind + "_downstream"))


def bad_toxics(client, proxy):
    show("a type that is none", lambda: proxy.add_toxic(type="bogus"))
    show("a stream that is none", lambda: proxy.add_toxic(type="latency", stream="sideways"))
    show("an attribute of a wrong kind", lambda: proxy.add_toxic(type="latency", attributes={"latency": "long"}))
    proxy.add_toxic(name="x", type="latency")
    show("a name that is taken", lambda: proxy.add_toxic(name="x", type="timeout"))
    client.reset()
    show("get one that is not there", lambda: proxy.get_toxic("x"))


def populate(client, proxy, upstream):
    two = [
        {"name": "python", "listen": proxy.listen, "upstream": upstream},
        {"name": "python-2", "listen": "127.0.0.1:0", "upstream": upstream, "enabled": False},
    ]
    show("populate", lambda: client.populate(two))
    client.reset()
    show("all are enabled by a reset", client.proxies)


def main(api):
    host, port = api.rsplit(":", 1)
    client = Toxiproxy()
    client.update_api_consumer(host, int(port))
    upstream = echo()
    show("running", client.running)
    show("reset", client.reset)
    show("version", client.version)
    proxy = proxies(client, upstream)
    traffic(client, proxy)
    for kind, attributes in TOXICS.items():
        every_call(proxy, kind, attributes)
    bad_toxics(client, proxy)
    populate(client, proxy, upstream)
    show("destroy", proxy.destroy)
    show("destroy again", proxy.destroy)
    show("echo", lambda: round_trip(proxy.listen, "x"))
    show("destroy all", client.destroy_all)
    show("list", client.proxies)
    print("done")


main(sys.argv[1])
