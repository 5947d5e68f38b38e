/** npm run mcp: answers an agent on this machine, over its standard input and output. */
import { join, resolve } from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createAgentServer } from '../src/agents/server.ts';
import { openServedAgents } from './served-agents.ts';
import { runCommand } from './run-command.ts';
import { readersDay } from './today.ts';

/** Agents start programs in folders of their own. */
const BUILT = join(import.meta.dirname, '../dist');

runCommand(
  {
    name: 'mcp',
    about:
      'Answers an agent on this machine (Model Context Protocol over standard input and output) from the built hub. It asks no network and changes nothing.',
    flags: {
      dist: {
        type: 'string',
        value: 'FOLDER',
        says: 'The built hub (HUB_DIST, else dist/ of this checkout).',
      },
    },
    notes: ['Agents are told to start: node FOLDER/scripts/hub.js mcp. It ends when they close its input.'],
  },
  async ({ flags }) => {
    const hub = await openServedAgents(resolve(flags.dist ?? (process.env['HUB_DIST'] || BUILT)));
    const ended = new Promise((done) => process.stdin.once('close', done));
    serveStdio(() => createAgentServer(hub, readersDay), {
      onerror: (error) => console.error(`The agent sent what is no question: ${error.message}`),
    });
    await ended;
    return 0;
  },
);
