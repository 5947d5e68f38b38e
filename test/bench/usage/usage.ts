import { benchIngest } from './ingest.ts';
import { benchKills } from './kills.ts';
import { benchScale } from './scale.ts';

/** Parts of the bench of the event store that are wanted. */
export interface UsageBench {
  /** Numbers of events to fill stores with. */
  sizes: number[];
  ingest: boolean;
  /** How often the collector is killed; 0 for not at all. */
  kills: number;
}

const SIZES = [1_000_000, 10_000_000];
const KILLS = 100;

/** What is named on the command line: numbers of events, `ingest`, or `kills` and how many; all of it without a name. */
export function parseUsageBench([first, ...rest]: readonly string[]): UsageBench | undefined {
  const numbers = [first, ...rest]
    .filter((word) => word !== undefined && /^[1-9]\d*$/.test(word))
    .map(Number);
  if (first === undefined) return { sizes: SIZES, ingest: true, kills: KILLS };
  if (first === 'ingest' && rest.length === 0) return { sizes: [], ingest: true, kills: 0 };
  if (first === 'kills' && rest.length <= 1 && numbers.length === rest.length)
    return { sizes: [], ingest: false, kills: numbers[0] ?? KILLS };
  return numbers.length === rest.length + 1 ? { sizes: numbers, ingest: false, kills: 0 } : undefined;
}

/** Measures the collector and its store. */
export async function benchUsage({ sizes, ingest, kills }: UsageBench): Promise<void> {
  if (ingest) await benchIngest();
  for (const size of sizes) await benchScale(size);
  if (kills > 0) await benchKills(kills);
}
