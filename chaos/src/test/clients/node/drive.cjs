// Drives a server of Toxiproxy's API with the Node client from npm.
"use strict";
const net = require("node:net");
const assert = require("node:assert");
const { Toxiproxy } = require("toxiproxy-node-client");

const PATIENCE_MILLIS = 60_000;

function echo() {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      socket.pipe(socket);
    });
    server.listen(0, "127.0.0.1", () => resolve(server));
  });
}

// Sends a text and collects what comes back until there is as much, or the connection ends.
function roundTrip(address, text) {
  const colon = address.lastIndexOf(":");
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    let answer = "";
    const socket = net.connect(Number(address.slice(colon + 1)), address.slice(0, colon), () => socket.write(text));
    const done = () => {
      socket.destroy();
      resolve({ answer, millis: Number((process.hrtime.bigint() - began) / 1_000_000n) });
    };
    socket.setTimeout(PATIENCE_MILLIS, () => socket.destroy(new Error("nothing came")));
    socket.on("data", (data) => {
      answer += data;
      if (answer.length === text.length) done();
    });
    socket.on("end", done);
    socket.on("error", reject);
  });
}

async function main() {
  const client = new Toxiproxy("http://" + process.argv[2]);
  const server = await echo();
  const upstream = "127.0.0.1:" + server.address().port;
  await client.reset();
  assert.match(JSON.stringify(await client.getVersion()), /2\.12\.0/);

  const proxy = await client.createProxy({ name: "node", listen: "127.0.0.1:0", upstream });
  await assert.rejects(client.createProxy({ name: "node", listen: "127.0.0.1:0", upstream }), /proxy already exists|409/);
  await assert.rejects(client.get("none"), /proxy not found|404/);
  assert.equal((await client.getAll()).node.upstream, upstream);
  assert.equal((await roundTrip(proxy.listen, "clean")).answer, "clean");

  const slow = await proxy.addToxic({ name: "slow", type: "latency", stream: "downstream", toxicity: 1, attributes: { latency: 200, jitter: 0 } });
  await assert.rejects(proxy.addToxic({ type: "bogus", attributes: {} }), /invalid toxic type|400/);
  assert.ok((await roundTrip(proxy.listen, "slow")).millis >= 200);
  const changed = await slow.update({ attributes: { latency: 1, jitter: 0 } });
  assert.equal(changed.attributes.latency, 1);
  assert.equal((await proxy.getToxic("slow")).attributes.latency, 1);
  await slow.remove();
  await assert.rejects(proxy.getToxic("slow"), /toxic not found|404/);

  await proxy.addToxic({ type: "limit_data", stream: "downstream", attributes: { bytes: 3 } });
  assert.equal((await roundTrip(proxy.listen, "12345")).answer, "123");
  await client.reset();
  await assert.rejects(proxy.getToxic("limit_data_downstream"), /toxic not found|404/);

  const disabled = await proxy.update({ enabled: false, listen: proxy.listen, upstream });
  assert.equal(disabled.enabled, false);
  await assert.rejects(roundTrip(proxy.listen, "x"), /ECONNREFUSED/);
  await proxy.update({ enabled: true, listen: proxy.listen, upstream });
  assert.equal((await roundTrip(proxy.listen, "enabled")).answer, "enabled");

  const populated = await client.populate([
    { name: "node", listen: proxy.listen, upstream },
    { name: "node-2", listen: "127.0.0.1:0", upstream, enabled: false },
  ]);
  assert.deepEqual(Object.values(populated).map((one) => one.enabled), [true, false]);
  await (await client.get("node-2")).remove();
  await proxy.remove();
  await assert.rejects(proxy.remove(), /proxy not found|404/);
  server.close();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error("node:", error);
    process.exit(1);
  },
);
