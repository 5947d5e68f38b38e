import type { AssetPart } from '../../library/asset.ts';
import { fillAddress, urlOf } from '../../library/addresses.ts';
import type { Day } from '../../library/dates.ts';
import { reviewBy } from '../../library/freshness.ts';
import type { Hub } from '../../library/hub.ts';
import { beatOf, sessionNames, type Ritual, type Session } from '../../library/records/rhythm.ts';
import { fileRoutes, routes } from '../../library/routes.ts';

type DatedAsset = AssetPart<'id' | 'kind' | 'data'>;

/** Something on one whole day. */
export interface CalendarEntry {
  /** Lasts while the entry is about the same, whatever becomes of its day. */
  id: string;
  day: Day;
  title: string;
  /** From the root of the site. */
  address: string;
}

export interface Calendar {
  /** `sales` or `owners/ines-varga`: its address below `/feeds/`. */
  name: string;
  /** What it holds, where the company's name is known. */
  label: string;
  /** By day. */
  entries: CalendarEntry[];
}

/** The address of a calendar, from the root of the site. */
export const calendarAddress = (name: string): string => fillAddress(fileRoutes.calendar.address, name);

/** The name of the calendar of sessions and rituals. */
export const SESSIONS_CALENDAR = 'sessions';

/**
 * The calendars of a hub that hold something: quarter ends with launches, sessions with what is done again and again, and of
 * each owner what is due.
 *
 * @param today the day from which on rituals are due
 */
export function buildCalendars(
  assets: readonly DatedAsset[],
  hub: Hub,
  {
    sessions = [],
    rituals = [],
  }: { sessions?: readonly Session[] | undefined; rituals?: readonly Ritual[] | undefined },
  today: Day,
): Calendar[] {
  const quarters = [
    ...hub.calendar.quarter_ends.map((day) => ({ day, id: `quarter/${day}`, title: 'The quarter ends' })),
    ...hub.regions.flatMap(({ id, name, quarter_ends: ends = [] }) =>
      ends.map((day) => ({ day, id: `quarter/${id}/${day}`, title: `The quarter ends: ${name}` })),
    ),
  ].map((entry) => ({ ...entry, address: routes.home.address }));
  const address = routes.rhythm.address;
  const held = sessions.map(({ session, kind, by, on }) => ({
    id: `session/${on}/${by}`,
    day: on,
    title: `${sessionNames[kind]}: ${session}`,
    address,
  }));
  const again = rituals.flatMap((ritual) => {
    const { next, dueBy } = beatOf(ritual, sessions, today);
    const id = `ritual/${encodeURIComponent(ritual.ritual)}`;
    const planned = ritual.held.map((day) => ({ id: `${id}/${day}`, day, title: ritual.ritual, address }));
    const isDue = next === undefined && dueBy !== undefined;
    return isDue
      ? [...planned, { id: `${id}/due`, day: dueBy, title: `Due: ${ritual.ritual}`, address }]
      : planned;
  });
  const launches = assets.flatMap(({ id, data: { launch, published, title } }) =>
    launch === undefined || published === undefined
      ? []
      : [{ id: `launch/${id}`, day: published, title: `Launch: ${title}`, address: urlOf(id) }],
  );
  const owned = hub.people.map(({ id, name }) => ({
    name: `owners/${id}`,
    label: `Due from ${name}`,
    entries: assets.filter(({ data }) => data.owner === id).flatMap((asset) => dueEntries(asset, hub)),
  }));
  return [
    { name: 'sales', label: 'Quarters and launches', entries: [...quarters, ...launches] },
    { name: SESSIONS_CALENDAR, label: 'Sessions and rituals', entries: [...held, ...again] },
    ...owned,
  ]
    .filter(({ entries }) => entries.length > 0)
    .map((calendar) => ({
      ...calendar,
      entries: calendar.entries.sort((a, b) =>
        a.day < b.day ? -1 : a.day > b.day ? 1 : a.id < b.id ? -1 : 1,
      ),
    }));
}

function dueEntries({ id, kind, data }: DatedAsset, hub: Hub): CalendarEntry[] {
  const due = reviewBy(kind, data, hub);
  const address = urlOf(id);
  return [
    ...(due === undefined
      ? []
      : [{ id: `review/${id}`, day: due, title: `Review due: ${data.title}`, address }]),
    ...(data.expires === undefined
      ? []
      : [{ id: `expires/${id}`, day: data.expires, title: `Last day: ${data.title}`, address }]),
  ];
}
