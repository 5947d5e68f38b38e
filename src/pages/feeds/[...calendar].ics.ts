import type { APIRoute, GetStaticPaths } from 'astro';
import { buildCalendars, type Calendar } from '../../publishing/calendar/calendars.ts';
import { renderIcalendar } from '../../publishing/calendar/icalendar.ts';
import { collectSite } from '../../site/site.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const { assets, hub, records, today } = await collectSite();
  return buildCalendars(assets, hub, records, today).map((calendar) => ({
    params: { calendar: calendar.name },
    props: { calendar },
  }));
};

export const GET: APIRoute<{ calendar: Calendar }> = async ({ props }) => {
  const { hub, today } = await collectSite();
  const { site, name: company } = hub.company;
  return new Response(renderIcalendar(props.calendar, { site, company, today }), {
    headers: { 'content-type': 'text/calendar; charset=utf-8' },
  });
};
