import type { Asset, AssetOfKind } from './asset.ts';
import type { Day } from './dates.ts';
import { departmentOfTeam } from './departments.ts';
import type { Hub } from './hub.ts';
import type { Session } from './records/rhythm.ts';

export type Role = AssetOfKind<'role'>;
export type Touchpoint = Role['data']['touchpoints'][number];
export type Voice = NonNullable<Role['data']['voice']>;

export function isRole(asset: Asset): asset is Role {
  return asset.kind === 'role';
}

/** What excites one of a department about customers; undefined while nobody noted that they agreed to be quoted. */
export function shownVoice({ data }: Pick<Role, 'data'>, today: Day): Voice | undefined {
  const { voice } = data;
  return voice?.consent !== undefined && voice.consent <= today ? voice : undefined;
}

/** The sessions that a department or one of its teams shows, by day. */
export function sessionsOf(
  department: string,
  sessions: readonly Session[],
  hub: Pick<Hub, 'teams'>,
): Session[] {
  return sessions
    .filter(
      ({ by }) =>
        by === department ||
        (hub.teams.some(({ id }) => id === by) && departmentOfTeam(by, hub) === department),
    )
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}
