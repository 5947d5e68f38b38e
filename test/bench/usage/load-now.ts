import { loadavg } from 'node:os';

/** How busy the machine is, so that a number taken on a busy one is not believed. */
export function loadNow(): string {
  return `load ${loadavg()[0]?.toFixed(1) ?? ''}`;
}
