import { expect, test } from 'vitest';
import { buildCalendars } from '../../../src/publishing/calendar/calendars.ts';
import { renderIcalendar } from '../../../src/publishing/calendar/icalendar.ts';
import { goodText, readFiles, smallHub } from '../../support/small-hub.ts';

const hub = {
  ...smallHub,
  calendar: { ...smallHub.calendar, quarter_ends: ['2026-12-31'] },
};
const { assets } = readFiles({
  'answers/a.md': goodText('published: 2026-11-02\nexpires: 2026-12-24\nlaunch: major').replace(
    'A title',
    '"Prices, from now; a\\\\b"',
  ),
  'answers/b.md': goodText().replace('owner: ines-varga\n', ''),
}).library;
const home = { site: 'https://hub.northwind.example', company: 'Northwind', today: '2026-11-22' };

test('quarter ends and launches are in one calendar, what is due in that of its owner, by day', () => {
  expect(
    buildCalendars(assets, hub, {}, home.today).map(({ name, entries }) => [
      name,
      entries.map(({ day, id }) => `${day} ${id}`),
    ]),
  ).toEqual([
    ['sales', ['2026-11-02 launch/answers/a', '2026-12-31 quarter/2026-12-31']],
    ['owners/ines-varga', ['2026-12-24 expires/answers/a', '2027-03-01 review/answers/a']],
  ]);
});

test('sessions and rituals are in one calendar, planned days and those that are due', () => {
  const session = {
    session: 'A probe',
    kind: 'build',
    by: 'devices',
    for: [],
    owner: 'ines-varga',
    line: 1,
  } as const;
  const ritual = { why: 'One price.', owner: 'ines-varga', everyDays: 28, line: 1 };
  const sessions = [
    { ...session, for: [], on: '2026-10-07' },
    { ...session, for: [], on: '2026-11-04' },
  ];
  const rituals = [
    { ...ritual, ritual: 'Build sessions', sessions: 'build' as const, held: [] },
    { ...ritual, ritual: 'Read aloud', held: ['2026-11-02', '2026-11-30'] },
  ];
  const calendars = buildCalendars(
    [],
    { ...hub, regions: [{ id: 'n', name: 'North', quarter_ends: ['2026-11-30'] }] },
    { sessions, rituals },
    home.today,
  );
  expect(
    calendars.map(({ name, entries }) => [name, entries.map(({ day, title }) => `${day} ${title}`)]),
  ).toEqual([
    ['sales', ['2026-11-30 The quarter ends: North', '2026-12-31 The quarter ends']],
    [
      'sessions',
      [
        '2026-10-07 How we build what you sell: A probe',
        '2026-11-02 Read aloud',
        '2026-11-04 How we build what you sell: A probe',
        '2026-11-30 Read aloud',
        '2026-12-02 Due: Build sessions',
      ],
    ],
  ]);
});

test('a calendar is read by programs: whole days, escaped words, an address that leads there', () => {
  const [sales] = buildCalendars(assets, hub, {}, home.today);
  expect(sales && renderIcalendar(sales, home).replaceAll('\r\n', '\n')).toMatchInlineSnapshot(`
    "BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//sales-enablement-hub//calendar//EN
    METHOD:PUBLISH
    NAME:Northwind: Quarters and launches
    X-WR-CALNAME:Northwind: Quarters and launches
    REFRESH-INTERVAL;VALUE=DURATION:P1D
    BEGIN:VEVENT
    UID:Northwind/launch/answers/a
    DTSTAMP:20261122T000000Z
    DTSTART;VALUE=DATE:20261102
    DTEND;VALUE=DATE:20261103
    SUMMARY:Launch: Prices\\, from now\\; a\\\\b
    URL:https://hub.northwind.example/answers/a/
    TRANSP:TRANSPARENT
    END:VEVENT
    BEGIN:VEVENT
    UID:Northwind/quarter/2026-12-31
    DTSTAMP:20261122T000000Z
    DTSTART;VALUE=DATE:20261231
    DTEND;VALUE=DATE:20270101
    SUMMARY:The quarter ends
    URL:https://hub.northwind.example/
    TRANSP:TRANSPARENT
    END:VEVENT
    END:VCALENDAR
    "
  `);
});

test('no line is longer than 75 octets, and none is cut in the middle of a sign', () => {
  const title = 'Über die Öfen im Süden: '.repeat(12);
  const text = renderIcalendar(
    { name: 'sales', label: 'All', entries: [{ id: 'a', day: '2026-12-31', title, address: '/' }] },
    home,
  );
  const lines = text.split('\r\n');
  for (const line of lines) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}`);
});
