import { isSameZone } from '../../library/time-zone.ts';

/** What makes the days of a project in PostHog those of the hub, as the beginning of a sentence. */
export function mendProjectZone(project: string, hub: string): string {
  return `Set the time zone of the project in PostHog to ${hub}, or write time_zone: ${project} below company in hub.yaml`;
}

/**
 * What is said of a project whose clocks are not the company's; undefined where they are. The hub does not set them: they
 * decide the days of everything that is in the project, of which the hub's dashboard is a part.
 */
export function explainProjectZone(project: string, hub = 'UTC'): string | undefined {
  if (isSameZone(project, hub)) return undefined;
  return `The project in PostHog goes by the clocks of ${project}, and hub.yaml by those of ${hub}: days and weeks of the dashboard begin at another hour than those of the hub, and \`npm run adoption\` counts no week until they agree. ${mendProjectZone(project, hub)}. Its time zone was left as it is.`;
}
