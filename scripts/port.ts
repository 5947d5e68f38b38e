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
