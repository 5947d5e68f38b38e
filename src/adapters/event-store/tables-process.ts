/**
 * The process that has the tables open. A question that the engine cannot interrupt, or that takes all memory, costs this
 * process and nothing else: it is killed and started anew, and the journal, which another one writes, knows what it had
 * not committed. A thread would not do: what runs in the engine outlives the thread that began it.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { bringOver, EARLIER_FILE, removeEarlierTables } from './earlier-tables.ts';
import { createFlusher, readMoved, type FlushedJournal } from './flusher.ts';
import { openTables, type OpenTables } from './open-tables.ts';
import { openingError } from './opening-error.ts';
import { markTablesClosed } from './own-tables.ts';
import { createPeer } from './peer.ts';
import { readTable } from './rows.ts';
import { readSegmentBook } from './segment-book.ts';
import { readArchived, readOpenLines } from './segment-lines.ts';
import type { JournalCalls, JournalState, TablesCalls, TablesCounts } from './tables-calls.ts';

// Ctrl-C reaches this process too; the one that writes the journal says when to end, and takes it along when it dies.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

interface Held {
  tables: OpenTables;
  flusher: ReturnType<typeof createFlusher>;
  counts: () => TablesCounts;
}

let held: Held | undefined;
let state: JournalState = { end: { segment: 0, bytes: 0 }, segments: [], gaps: [] };
const follow = (next: JournalState) => void (state = next);

function given(): Held {
  if (held === undefined) throw new Error('The tables are not open.');
  return held;
}

/** The journal as this process sees it: it reads the files, and has the other one do everything else. */
function journalOf(folder: string): FlushedJournal {
  return {
    end: () => state.end,
    segments: () => state.segments,
    gaps: () => state.gaps,
    archived: () => hub.call('archived'),
    archive: async (segment) => follow(await hub.call('archive', segment)),
    dropStart: async (moment) => follow(await hub.call('dropStart', moment)),
    tidy: () => hub.call('tidy'),
    async read(segment, from, maxBytes) {
      if (state.segments.includes(segment))
        return readOpenLines(folder, segment, {
          from,
          maxBytes,
          end: segment === state.end.segment ? state.end.bytes : Infinity,
        });
      const { segments } = await readSegmentBook(folder);
      return (await readArchived(folder, segment, segments.get(segment))).subarray(from, from + maxBytes);
    },
  };
}

function hold(folder: string, tables: OpenTables, givesUpGaps: boolean): Held {
  const { writer } = tables;
  let brought = 0;
  let lost: string[] = [];
  const flusher = createFlusher(writer, journalOf(folder), {
    onSegment: () => void hub.call('onSegment').catch(() => undefined),
    onLoaded,
  });
  const counts = () => ({ ...flusher.counts(), brought, lost });

  /** The journal is in the tables: what only the earlier tables hold follows, and they are taken away. */
  async function onLoaded(): Promise<boolean> {
    if (tables.earlier === 'readable') {
      try {
        const earlier = await bringOver(writer, async (lines) => follow(await hub.call('append', lines)));
        brought = earlier.brought;
        await flusher.skip(earlier.moved);
        follow(await hub.call('settle', [...earlier.moved.keys()]));
      } catch {
        tables.earlier = 'unreadable';
      }
      await writer.run('DETACH earlier');
    }
    if (givesUpGaps)
      follow(
        await hub.call(
          'settle',
          state.gaps.map(({ segment }) => segment),
        ),
      );
    if (tables.earlier === 'unreadable' && state.gaps.length + flusher.counts().unreadable.length > 0)
      lost = [
        `The tables of before cannot be read, so whether they held what is missing is unknown. They lie in ${EARLIER_FILE}; \`npm run store -- rebuild --smaller\` goes on without them.`,
      ];
    else await removeEarlierTables(folder);
    return brought > 0;
  }

  return { tables, flusher, counts };
}

/** Writes everything into one file. False when that was not possible; the log beside it has it then. */
async function checkpoint(writer: DuckDBConnection): Promise<boolean> {
  return writer.run('CHECKPOINT').then(
    () => true,
    () => false,
  );
}

let folderOf = '';
const calls: TablesCalls = {
  async open(folder, givesUpGaps) {
    folderOf = folder;
    const tables = await openTables(folder, process.ppid).catch((error: unknown) => {
      throw openingError(folder, error);
    });
    held = hold(folder, tables, givesUpGaps);
    return [...(await readMoved(tables.writer))];
  },
  async flush(next) {
    follow(next);
    await given().flusher.flush();
    return given().counts();
  },
  async ask(lane, sql, values) {
    return readTable(await given().tables.lanes[lane].runAndReadAll(sql, [...values]));
  },
  interrupt: (lane) => given().tables.lanes[lane].interrupt(),
  async dropBefore(next, moment) {
    follow(next);
    await given().flusher.dropBefore(moment);
  },
  async close(next) {
    follow(next);
    const { tables, flusher } = given();
    await flusher.flush().catch(() => undefined);
    const isWhole = await checkpoint(tables.writer);
    tables.close();
    if (isWhole) await markTablesClosed(folderOf).catch(() => undefined);
  },
};

const hub = createPeer<JournalCalls>((message) => {
  // When the other one is gone, so is this in a moment.
  process.send?.(message, undefined, {}, () => undefined);
}, calls);
process.on('message', hub.receive);
