import { appendFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { hashKey } from '../../src/adapters/agent-keys-file.ts';
import { openBuiltFiles } from '../../src/adapters/built-files.ts';
import { readContent } from '../../src/adapters/content-folder.ts';
import { openAgentHub, type AgentHub } from '../../src/agents/hub.ts';
import { createAgentDoor } from '../../src/collector/agent-door.ts';
import { createMiddleware } from '../../src/collector/middleware.ts';
import { writeHubForAgents, type AgentFiles } from '../support/agent-files.ts';
import { createChance, writeGeneratedContent } from './generated-content.ts';
import { median } from './measure.ts';
import { renderTable } from './table.ts';

const SIZES = [1000, 40_000];
/** What a warm answer may take, by size, in milliseconds. */
const LIMITS_MS = new Map([
  [1000, 10],
  [40_000, 30],
]);
const CARDS = 40;
const TODAY = '2026-11-30';
const KEY = 'hub_bench';
const QUESTIONS = 60;

/**
 * Asks a hub of each size every question that agents may ask, over HTTP on this machine, with the official client: each
 * time of something else, after one round that opened what it needs. Prints what an answer takes.
 */
export async function benchAgents(sizes: readonly number[] = SIZES): Promise<void> {
  const table = [['tool', 'assets', 'median ms', 'p95 ms', 'CPU ms', 'first ms', 'limit']];
  for (const assets of sizes) {
    const scratch = await mkdtemp(join(tmpdir(), 'hub-bench-'));
    try {
      table.push(...(await measureHub(scratch, assets)));
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }
  console.log(
    `\nWarm answers over HTTP on this machine, ${String(QUESTIONS)} questions each; CPU of client and server together.\n`,
  );
  console.log(renderTable(table));
}

async function measureHub(scratch: string, assets: number): Promise<string[][]> {
  const { dist, remove } = await buildHub(scratch, assets);
  const opened = performance.now();
  const hub = await openAgentHub(openBuiltFiles(dist));
  if (hub === undefined) throw new Error(`no hub in ${dist}`);
  console.log(`${String(assets)} assets: opened in ${(performance.now() - opened).toFixed(0)} ms`);
  const { client, close } = await connect(hub);
  const rows: string[][] = [];
  for (const [tool, ask] of Object.entries(questionsOf(hub))) {
    const times: number[] = [];
    let before = process.cpuUsage();
    for (let at = 0; at < QUESTIONS * 2; at += 1) {
      if (at === QUESTIONS) before = process.cpuUsage();
      const began = performance.now();
      const { isError } = await client.callTool({ name: tool, arguments: ask(at % QUESTIONS) });
      times.push(performance.now() - began);
      if (isError === true) throw new Error(`${tool} answered nothing`);
    }
    const { user, system } = process.cpuUsage(before);
    const warm = times.slice(QUESTIONS).sort((a, b) => a - b);
    const limit = LIMITS_MS.get(assets);
    const middle = median(warm);
    rows.push([
      tool,
      String(assets),
      middle.toFixed(1),
      (warm[Math.floor(warm.length * 0.95)] ?? 0).toFixed(1),
      ((user + system) / 1000 / QUESTIONS).toFixed(1),
      (times[0] ?? 0).toFixed(0),
      limit === undefined ? '' : `${middle <= limit ? 'within' : 'OVER'} ${String(limit)} ms`,
    ]);
  }
  await close();
  await remove();
  return rows;
}

/** What it is built from is let go of: a server holds none of it. */
async function buildHub(scratch: string, assets: number): Promise<AgentFiles> {
  const content = join(scratch, 'content');
  await writeGeneratedContent(content, assets);
  await addCards(content);
  const { library } = await readContent(content);
  return writeHubForAgents(library, TODAY);
}

/** Generated assets are prose; claims and objections stand on cards. */
async function addCards(content: string): Promise<void> {
  const ids = Array.from({ length: CARDS }, (_, at) => rivalOf(at));
  await appendFile(
    join(content, 'hub.yaml'),
    `competitors:\n${ids.map((id) => `  - { id: ${id}, name: ${id} }`).join('\n')}\n`,
  );
  await mkdir(join(content, 'battlecards'), { recursive: true });
  for (const id of ids) {
    const claims = Array.from(
      { length: 12 },
      (_, at) => `  - { claim: "${id} lacks part ${String(at)}.", source: Trial, seen_on: 2026-10-01 }`,
    );
    await writeFile(
      join(content, `battlecards/${id}.md`),
      `---\ntitle: ${id}\nowner: ines-varga\nreviewed: 2026-11-01\ncompetitor: ${id}\nwhy_we_win:\n${claims.join('\n')}\nobjections:\n  - { heard: "${id} is cheaper.", answer: Per day they are. }\n---\n`,
    );
  }
}

async function connect(hub: AgentHub): Promise<{ client: Client; close: () => Promise<void> }> {
  const key = { name: 'bench', hash: hashKey(KEY), issued: TODAY, limit: 1_000_000 };
  const door = createAgentDoor({
    hub: async () => hub,
    readKeys: async () => [key],
    clock: Date.now,
    record: () => Promise.resolve(),
    report: console.error,
  });
  const answer = createMiddleware([door], console.error);
  const server = createServer((incoming, outgoing) => answer(incoming, outgoing, () => outgoing.end()));
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/mcp`);
  const client = new Client({ name: 'bench', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  const headers = { authorization: `Bearer ${KEY}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  const close = async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { client, close };
}

const rivalOf = (at: number): string => `rival-${String(at % CARDS)}`;

type Question = (at: number) => Record<string, unknown>;

function questionsOf({ list }: AgentHub): Record<string, Question> {
  const chance = createChance(7);
  const titles = Array.from(
    { length: QUESTIONS },
    () => list.assets[Math.floor(chance() * list.assets.length)],
  );
  const idOf = (at: number) => titles[at]?.id ?? '';
  const wordsOf = (at: number) => titles[at]?.title.split(' ').slice(0, 3).join(' ') ?? '';
  return {
    search: (at) => ({ query: wordsOf(at) }),
    answer_objection: (at) => ({ objection: `${rivalOf(at)} is cheaper`, competitor: rivalOf(at) }),
    claims_about_competitor: (at) => ({ competitor: rivalOf(at) }),
    brief: (at) => ({ competitor: rivalOf(at), stage: 'demo' }),
    get_asset: (at) => ({ id: idOf(at) }),
    what_changed: () => ({ since: '2026-11-01' }),
    who_owns: (at) => ({ about: wordsOf(at) }),
  };
}
