import type { HubEvent } from '../../usage/events.ts';

/** What a part of the page reports; the tracking client adds the team and sends it. */
export type ReportedEvent = HubEvent extends infer Each
  ? Each extends { event: infer Name; properties: infer Properties }
    ? { event: Name; properties: Omit<Properties, 'team'> }
    : never
  : never;

/** The name of the DOM event by which parts of the page report use, without knowing who listens. */
export const HUB_EVENT = 'hub:event';

/** Reports use. It is sent later, when the page is idle. */
export function report(detail: ReportedEvent): void {
  document.dispatchEvent(new CustomEvent(HUB_EVENT, { detail }));
}
