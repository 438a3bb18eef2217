// Drives a server of Toxiproxy's API with the Node client from npm, and prints what it is answered.
"use strict";
const { Toxiproxy } = require("toxiproxy-node-client");
const { show, echo, roundTrip } = require("./link.cjs");

// All types; the attributes are all that each has, then others to change it to.
const TOXICS = {
  latency: [{ latency: 20, jitter: 5 }, { latency: 30 }],
  bandwidth: [{ rate: 1000 }, { rate: 2000 }],
  slow_close: [{ delay: 10 }, { delay: 20 }],
  timeout: [{ timeout: 10 }, { timeout: 20 }],
  reset_peer: [{ timeout: 10 }, { timeout: 20 }],
  slicer: [{ average_size: 64, size_variation: 32, delay: 10 }, { delay: 20 }],
  limit_data: [{ bytes: 100 }, { bytes: 200 }],
};

async function proxies(client, upstream) {
  const proxy = await show("create", client.createProxy({ name: "node", listen: "127.0.0.1:0", upstream }));
  await show("create it again", client.createProxy({ name: "node", listen: "127.0.0.1:0", upstream }));
  await show("create without a name", client.createProxy({ listen: "127.0.0.1:0", upstream }));
  await show("create without an upstream", client.createProxy({ name: "other", listen: "127.0.0.1:0" }));
  await show("create on a port that is taken", client.createProxy({ name: "other", listen: proxy.listen, upstream }));
  await show("get", client.get("node"));
  await show("get one that is not there", client.get("none"));
  await show("list", client.getAll());
  const off = { name: "off", listen: "127.0.0.1:0", upstream, enabled: false };
  const disabled = await show("create a disabled one", client.createProxy(off));
  await show("give it another upstream", disabled.update({ ...off, upstream: "127.0.0.1:1" }));
  await show("remove it", disabled.remove());
  return proxy;
}

async function traffic(client, proxy, upstream) {
  const answer = async () => (await roundTrip(proxy.listen, "12345")).answer;
  await show("echo", answer);
  const slow = await proxy.addToxic({ name: "slow", type: "latency", stream: "downstream", attributes: { latency: 200 } });
  await show("echo under latency is late", async () => (await roundTrip(proxy.listen, "slow")).millis >= 200);
  await show("remove the latency", slow.remove());
  await proxy.addToxic({ type: "limit_data", stream: "downstream", attributes: { bytes: 3 } });
  await show("echo under a limit", answer);
  await show("disable", proxy.update({ enabled: false, listen: proxy.listen, upstream }));
  await show("echo", answer);
  await show("enable", proxy.update({ enabled: true, listen: proxy.listen, upstream }));
  await show("reset", client.reset());
  await show("the limit", proxy.getToxic("limit_data_downstream"));
  await show("echo", answer);
}

async function everyCall(proxy, type, [first, second]) {
  const plain = await show(`${type} without anything`, proxy.addToxic({ type }));
  const named = { name: "mine", type, stream: "upstream", toxicity: 0.5, attributes: first };
  const toxic = await show(`${type} with everything`, proxy.addToxic(named));
  await show(`${type} got`, proxy.getToxic("mine"));
  await show(`${type} changed`, toxic.update({ toxicity: 0.25, attributes: second }));
  await show(`${type} changed but for its toxicity`, plain.update({ attributes: first }));
  await show(`${type} removed`, toxic.remove());
  await show(`${type} removed again`, toxic.remove());
  await show(`${type} removed by its default name`, plain.remove());
}

async function badToxics(client, proxy) {
  await show("a type that is none", proxy.addToxic({ type: "bogus", attributes: {} }));
  await show("a stream that is none", proxy.addToxic({ type: "latency", stream: "sideways" }));
  await show("an attribute of a wrong kind", proxy.addToxic({ type: "latency", attributes: { latency: "long" } }));
  const toxic = await proxy.addToxic({ name: "x", type: "latency" });
  await show("a name that is taken", proxy.addToxic({ name: "x", type: "timeout" }));
  await client.reset();
  await show("get one that is not there", proxy.getToxic("x"));
  await show("change one that is not there", toxic.update({ attributes: { latency: 1 } }));
}

async function populate(client, proxy, upstream) {
  const two = [
    { name: "node", listen: proxy.listen, upstream },
    { name: "node-2", listen: "127.0.0.1:0", upstream, enabled: false },
  ];
  await show("populate", client.populate(two));
  await show("populate without an upstream", client.populate([{ name: "node-3", listen: "127.0.0.1:0" }]));
  await client.reset();
  await show("all are enabled by a reset", client.getAll());
}

async function end(client, proxy) {
  await show("remove", proxy.remove());
  await show("remove again", proxy.remove());
  await show("echo", roundTrip(proxy.listen, "x"));
  for (const left of Object.values(await client.getAll())) await left.remove();
  await show("list", client.getAll());
}

async function main() {
  const client = new Toxiproxy("http://" + process.argv[2]);
  const upstream = await echo();
  await show("reset", client.reset());
  await show("version", client.getVersion());
  const proxy = await proxies(client, upstream);
  await traffic(client, proxy, upstream);
  for (const [type, attributes] of Object.entries(TOXICS)) await everyCall(proxy, type, attributes);
  await badToxics(client, proxy);
  await populate(client, proxy, upstream);
  await end(client, proxy);
  console.log("done");
}

main().then(
  () => process.exit(0),
  (error) => {
    console.log("failed:", error);
    process.exit(1);
  },
);
