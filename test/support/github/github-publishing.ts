import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { openGithub, type Github, type GithubEdges } from '../../../src/adapters/github/api.ts';
import {
  readRemoteState,
  type LocalBase,
  type PublishOutcome,
} from '../../../src/adapters/github/remote-state.ts';
import { publish } from '../../../src/adapters/github/publish.ts';
import { buildLibrary } from '../../../src/library/library.ts';
import { parseHub } from '../../../src/library/parse-hub.ts';
import type { Content } from '../../../src/library/content.ts';
import { noRecords } from '../../../src/library/records/records.ts';
import { placeFiles, sortFiles } from '../../../src/publishing/publish/files.ts';
import { reuseExistingPages } from '../../../src/publishing/publish/existing-pages.ts';
import { checkPlaced } from '../../../src/publishing/publish/overlay.ts';
import { buildPublishPlan, type PublishPlan } from '../../../src/publishing/publish/plan.ts';
import {
  parsePublishFlags,
  type LocalFile,
  type PublishFlags,
} from '../../../src/publishing/publish/spec.ts';
import { GITHUB_TOKEN, type FakeGithub } from './fake-github.ts';

const HUB = `company: { name: Northwind, repository: https://github.com/larkmoor/hub }
products: [{ id: routes, name: Routes }, { id: cold, name: Cold }]
competitors: [{ id: acme, name: Acme }]
formats: [{ id: deck, name: Deck }]
people:
  - { id: ines-varga, name: Ines Varga, github: ines }
  - { id: oona-lind, name: Oona Lind, github: oona }
  - { id: marek-duda, name: Marek Duda }
`;

/** A content folder in memory: hub.yaml and pages by path. */
export function buildContent(pages: Record<string, string> = {}, others: readonly string[] = []): Content {
  const files = Object.entries(pages).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
  const { library } = buildLibrary(files, others, parseHub(HUB), compileMarkdown);
  return { library, records: noRecords(), findings: [], missing: [] };
}

/** A file as `npm run publish` is given it. */
export function localFile(name: string, content: string | Uint8Array, place?: string): LocalFile {
  return { from: name, name: name.normalize('NFC'), place, bytes: Buffer.from(content) };
}

/** A file that is no text, different for each seed. */
export function binary(seed: number, bytes = 64): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, at) => (at * 31 + seed * 7) % 256));
}

/** All steps of the command but reading and sending. */
export async function planFor(
  files: readonly LocalFile[],
  flags: PublishFlags,
  { content = buildContent(), today = '2026-11-22', pages = {} as Record<string, string> } = {},
): Promise<PublishPlan & { problems: string[] }> {
  const spec = parsePublishFlags(flags, content.library.hub);
  const placed = await reuseExistingPages(
    placeFiles(sortFiles(files, content.library, compileMarkdown), spec, today),
    content,
    spec,
    today,
    (path) => Promise.resolve(pages[path] ?? ''),
  );
  const { assets, findings } = await checkPlaced(content, placed, today, compileMarkdown, {
    readFolder: () => Promise.resolve({ entries: [], bytes: new Map() }),
    attach: (read) => Promise.resolve(read),
  });
  const plan = buildPublishPlan(placed, assets, { localFiles: files, spec, before: content });
  return { ...plan, problems: findings.map(({ rule }) => rule) };
}

/** The repository of a fake, without pauses. */
export function openFake(fake: FakeGithub, token = GITHUB_TOKEN, edges: GithubEdges = {}): Github {
  const { owner, name: repo } = fake.repo;
  return openGithub({ apiUrl: fake.apiUrl, owner, repo, token }, { pace: 0, ...edges });
}

/** One run of the command's second half. */
export async function send(
  github: Github,
  plan: PublishPlan,
  { versions = new Map(), atFork = new Set() }: Partial<LocalBase> = {},
): Promise<PublishOutcome> {
  return publish(github, plan, await readRemoteState(github, plan, { versions, atFork }));
}
