"use strict";
const net = require("node:net");

const PATIENCE_MILLIS = 60_000;

/** Prints one step and what came of it, so that runs against two servers can be compared. */
async function show(step, call) {
  try {
    const value = await (typeof call === "function" ? call() : call);
    console.log(`${step}: ${JSON.stringify(shown(value))}`);
    return value;
  } catch (error) {
    console.log(`${step}: error ${error.message || error.code}`);
    return undefined;
  }
}

// Proxies and toxics lead to their client, which is no part of an answer.
function shown(value) {
  if (value === undefined) return null;
  if (value === null || typeof value !== "object") return value;
  if (typeof value.toJson === "function") return value.toJson();
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, shown(value[key])]));
}

/** Answers every connection with what it is sent. */
function echo() {
  return new Promise((resolve) => {
    const server = net.createServer((socket) => {
      socket.on("error", () => {});
      socket.pipe(socket);
    });
    server.listen(0, "127.0.0.1", () => resolve("127.0.0.1:" + server.address().port));
  });
}

/** Sends a text and collects what comes back until there is as much, or the connection ends. */
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

module.exports = { show, echo, roundTrip };
