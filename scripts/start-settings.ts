import type { ListenPlace } from '../src/collector/serve.ts';
import { UserError } from '../src/library/user-error.ts';

/** The port to listen on: `PORT`, else 4321; 0 lets the system choose one. */
export function portOf(env: Record<string, string | undefined>): number {
  const given = env['PORT'] ?? '4321';
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new UserError(
    `PORT says "${given}", which is not a port.`,
    'Write a number up to 65535, such as PORT=4321. Nothing was started.',
  );
}

/** Where `npm start` listens: on this machine alone, unless `HOST` says otherwise, as in a container. */
export const listenPlace = (env: Record<string, string | undefined>): ListenPlace => ({
  // An empty one would be every network.
  host: env['HOST'] || '127.0.0.1',
  port: portOf(env),
});

/** Seconds between two looks at a branch. */
export function secondsOf(given: string): number {
  const seconds = Number(given);
  if (seconds >= 1 && seconds <= 86_400) return seconds;
  throw new UserError(
    `--follow says "${given}", which is no time between two looks.`,
    'Write seconds, one at least, such as --follow 30. Nothing was started.',
  );
}
