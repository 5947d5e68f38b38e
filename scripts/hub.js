// Runs `scripts/<name>.ts`. Plain JavaScript, so that a Node which cannot read TypeScript goes on with the one that `npm
// install` brought (npm 10 does not put that one in the way of its scripts), or says in a sentence what it needs.
import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [, self = '', name = ''] = process.argv;

/** Path of the Node in node_modules: npm installs the one package of those for all platforms that fits the machine. */
function findOwnNode() {
  const require = createRequire(import.meta.url);
  for (const each of Object.keys(require('../package.json').optionalDependencies)) {
    try {
      const path = require.resolve(`${each}/package.json`);
      return join(dirname(path), require(path).bin.node);
    } catch {
      continue;
    }
  }
  return undefined;
}

/** What of Node's own flags is passed on: room in memory. What makes the one too old is not to make the other so. */
const ROOM = /^--(?:initial-heap|max-semi-space)-size=/;

/** @param {string} node */
function handOver(node) {
  const flags = process.execArgv.filter((flag) => ROOM.test(flag));
  const env = { ...process.env, HUB_HANDED_OVER_BY: String(process.pid) };
  const child = spawn(node, [...flags, ...process.argv.slice(1)], { stdio: 'inherit', env });
  // Ctrl-C reaches both; a signal to this process alone is passed on.
  process.on('SIGINT', () => undefined).on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
  child.on('error', () =>
    stop(`${node} does not run on this machine.`, `Put another in its place: ${INSTALL_NODE}`),
  );
}

/** @param {string} message @param {string} hint */
function stop(message, hint) {
  console.error(`${message}\n${hint}`);
  process.exitCode = 2;
}

const INSTALL_NODE = 'install Node 22.18 or later from nodejs.org.';

if (process.features.typescript) {
  // What Node makes of our code and of packages is kept where adapters/code-cache.ts keeps its own; without it every command
  // begins with half a second more of work.
  const kept =
    process.env.HUB_CACHE ?? join(import.meta.dirname, '../node_modules/.cache/sales-enablement-hub');
  module.enableCompileCache?.(join(kept, 'compiled'));
  process.argv.splice(1, 2, self);
  await import(`./${name}.ts`).catch((error) => {
    const lacking = /^Cannot find package '([^']+)'/.exec(error.message)?.[1];
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || lacking === undefined) throw error;
    stop(
      `npm run ${name} needs the package ${lacking}, which is not installed.`,
      'Run `npm install --include=dev` and then the command again. Nothing was written.',
    );
  });
} else {
  const node = findOwnNode();
  // Set by the one that handed over to this one, and by no other above it.
  if (process.env.HUB_HANDED_OVER_BY === String(process.ppid))
    stop(
      'The Node that the install brought may not read TypeScript here.',
      'Take the flag that forbids it out of NODE_OPTIONS and run the command again. Nothing was written.',
    );
  else if (node !== undefined) handOver(node);
  else
    stop(
      `This is Node ${process.versions.node}, and the hub needs 22.18 or later.`,
      `\`npm install --include=optional\` brings one along for Linux, macOS and Windows; elsewhere ${INSTALL_NODE}`,
    );
}
