import { UserError } from '../../library/user-error.ts';

/**
 * `HUB_PROJECT_TOKEN`, with which pages send events and which the collector asks for. Throws a UserError where it is set
 * and empty: no event would ever arrive, and nobody would know why.
 */
export function projectToken(env: Record<string, string | undefined>): string {
  const given = env['HUB_PROJECT_TOKEN']?.trim();
  if (given !== '') return given ?? 'phc_hub';
  throw new UserError(
    'HUB_PROJECT_TOKEN is set and empty, so no event would be taken.',
    'Set it to the token that pages are to send events with, or leave it out for phc_hub. Nothing was changed.',
  );
}
