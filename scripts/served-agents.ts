import { openBuiltFiles } from '../src/adapters/built-files.ts';
import { openAgentHub, type AgentHub } from '../src/agents/hub.ts';
import { UserError } from '../src/library/user-error.ts';

/** The hub in a folder as agents ask it. Rejects with a UserError where none was built. */
export async function openServedAgents(dist: string): Promise<AgentHub> {
  const hub = await openAgentHub(openBuiltFiles(dist));
  if (hub !== undefined) return hub;
  throw new UserError(
    `There is no hub in ${dist}, or one that an earlier version built.`,
    'Build it first: npm run build. Nothing was changed.',
  );
}
