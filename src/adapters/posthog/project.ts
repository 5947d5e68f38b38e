import { isRecord } from '../../library/is-record.ts';
import { UserError } from '../../library/user-error.ts';
import type { Posthog } from './api.ts';

/**
 * The time zone of the project, by its name in the IANA's list (`timezone` of `ProjectBackwardCompat` in PostHog's schema
 * of its API). Rejects with a UserError, also where the key lacks `project:read`.
 */
export async function readProjectZone(posthog: Posthog): Promise<string> {
  const { body } = await posthog.send({
    method: 'GET',
    path: '',
    what: 'the settings of the project',
    mayRepeat: true,
  });
  const zone = isRecord(body) ? body['timezone'] : undefined;
  if (typeof zone === 'string') return zone;
  throw new UserError(
    'PostHog gave the settings of the project without its time zone.',
    'Update the hub, or PostHog if it is your own.',
  );
}
