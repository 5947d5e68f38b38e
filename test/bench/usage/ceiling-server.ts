/**
 * A process: what no collector on this machine can beat. The same HTTP server that only unpacks, parses, appends
 * and syncs; requests that come together share a sync. Prints its address.
 */
import { open } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [folder = ''] = process.argv.slice(2);
const file = await open(join(folder, 'ceiling.ndjson'), 'a');
let waiting: { bytes: Buffer; resolve: () => void }[] = [];
let writing = false;

async function writeAll(): Promise<void> {
  writing = true;
  while (waiting.length > 0) {
    const group = waiting;
    waiting = [];
    await file.write(Buffer.concat(group.map(({ bytes }) => bytes)));
    await file.datasync();
    for (const { resolve } of group) resolve();
  }
  writing = false;
}

function append(bytes: Buffer): Promise<void> {
  return new Promise((resolve) => {
    waiting.push({ bytes, resolve });
    if (!writing) void writeAll();
  });
}

const server = createServer((incoming, outgoing) => {
  const chunks: Buffer[] = [];
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
  incoming.on('end', () => {
    const body = Buffer.concat(chunks);
    const json = body[0] === 0x1f ? gunzipSync(body) : body;
    JSON.parse(json.toString());
    void append(json).then(() => {
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end('{"status":"Ok"}');
    });
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
});
