// One file, since whatever is asked of the store depends on whether its tables’ process is there and its end has begun.
import { resolve } from 'node:path';
import { StoreError, type EventStore, type Lane, type StoreTable } from '../../usage/event-store.ts';
import { sayGaps } from './gap-sentences.ts';
import { openJournal, type Journal } from './journal.ts';
import { messageOf, openingError, shownFolder, writingError } from './opening-error.ts';
import { createFlushPace } from './pace.ts';
import { PeerGone } from './peer.ts';
import type { Gap } from './segment-book.ts';
import { archiveName } from './segment-names.ts';
import type { JournalState, TablesCounts } from './tables-calls.ts';
import { startTables, type TablesLink } from './tables-link.ts';
import { renderLine } from './tables.ts';

/** Folders that this process has open: it would take its own second opening for the first one come back. */
const openFolders = new Set<string>();

/** How long events wait in the journal before they are moved into the tables, when nobody asks and few come. */
const FLUSH_EVERY_MS = 5000;
/** PostHog's own limit for one question. */
const QUESTION_TIMEOUT_MS = 10_000;
/** What the engine has not ended by itself so long after it was told to is ended with its process. */
const INTERRUPT_TIMEOUT_MS = 2000;

/** How a store is opened. */
export interface OpenOptions {
  /** Told of each part of the journal that the tables then hold. */
  onSegment?: () => void;
  /** What is missing of the journal is given up, and no longer missed. */
  givesUpGaps?: boolean;
}

/**
 * Opens the embedded store below a folder: a journal that makes an event durable before it is acknowledged, and
 * tables (DuckDB, in a process of their own) that answer questions. The tables are a copy: they are made anew from the
 * journal and its archive when they are missing, of another layout, or copied while they were written. One hub at a time;
 * rejects with a StoreError when another one has it.
 */
export async function openEventStore(folder: string, options: OpenOptions = {}): Promise<EventStore> {
  const path = resolve(folder);
  if (openFolders.has(path)) throw openingError(folder, 'Could not set lock on file', process.pid);
  openFolders.add(path);
  try {
    return await openOnce(path, () => openFolders.delete(path), options);
  } catch (error) {
    openFolders.delete(path);
    throw error;
  }
}

async function openOnce(
  folder: string,
  onClosed: () => void,
  { onSegment = () => undefined, givesUpGaps = false }: OpenOptions,
): Promise<EventStore> {
  let journal: Journal | undefined;
  let told: TablesCounts | undefined;
  let closed = false;

  const state = (): JournalState => {
    if (journal === undefined) throw new Error('The journal is not open.');
    return { end: journal.end(), segments: journal.segments(), gaps: journal.gaps() };
  };
  const then = async (work: Promise<void> | undefined) => {
    await work;
    return state();
  };
  const calls = {
    append: (lines: string) => then(journal?.append(lines)),
    archived: async () => (await journal?.archived()) ?? [],
    archive: (segment: number) => then(journal?.archive(segment)),
    settle: (segments: readonly number[]) => then(journal?.settle(segments)),
    dropStart: (moment: string) => then(journal?.dropStart(moment)),
    tidy: async () => journal?.tidy(),
    onSegment,
  };

  let link: Promise<TablesLink> | undefined;
  let moved = new Map<number, number>();
  /** The process of the tables, started anew when it is gone. */
  function tables(): Promise<TablesLink> {
    link ??= (async () => {
      const started = startTables(calls, () => (link = undefined));
      try {
        moved = new Map(await started.call('open', folder, givesUpGaps));
        return started;
      } catch (error) {
        await started.end();
        throw error instanceof PeerGone ? new Error('their process ended at once') : error;
      }
    })();
    link.catch(() => (link = undefined));
    return link;
  }

  await tables().catch((error: unknown) => {
    throw openingError(folder, error);
  });
  try {
    journal = await openJournal(folder, moved);
  } catch (error) {
    await (await tables()).end();
    throw openingError(folder, error);
  }
  const { gaps: missing, append, close } = journal;

  /** Asks the process of the tables, once more when it went away meanwhile: what one question did is no fault of others. */
  async function withTables<T>(work: (tables: TablesLink) => Promise<T>): Promise<T> {
    try {
      return await work(await tables());
    } catch (error) {
      if (!(error instanceof PeerGone) || closed) throw error;
      return work(await tables());
    }
  }

  async function flush(): Promise<TablesCounts> {
    return (told = await withTables((link) => link.call('flush', state())));
  }

  // What cannot be moved now stays in the journal and is tried again; a question waits for it and says why.
  const flushQuietly = () => void flush().catch(() => undefined);
  flushQuietly();
  const pace = createFlushPace();
  const timer = setInterval(() => {
    if (pace.isTime()) flushQuietly();
  }, FLUSH_EVERY_MS);
  timer.unref();

  async function flushOrSay(): Promise<TablesCounts> {
    try {
      return await flush();
    } catch (error) {
      throw new StoreError(
        'unavailable',
        `The tables of the store in ${shownFolder(folder)} cannot be brought up to date (${messageOf(error).split('\n')[0] ?? ''}).`,
        'Make room on that disk and ask again; if that does not help, start the hub anew. Every event is safe in the journal.',
      );
    }
  }

  /** Asks with all events in the tables. What does not end in time is interrupted, and then killed with its process. */
  async function run(
    lane: Lane,
    sql: string,
    values: readonly (string | number | boolean)[],
  ): Promise<StoreTable> {
    await flushOrSay();
    let isOverdue = false;
    const ask = async (link: TablesLink) => {
      const timers = [
        setTimeout(() => {
          isOverdue = true;
          link.call('interrupt', lane).catch(() => undefined);
        }, QUESTION_TIMEOUT_MS),
        setTimeout(() => link.kill(), QUESTION_TIMEOUT_MS + INTERRUPT_TIMEOUT_MS),
      ];
      try {
        return await link.call('ask', lane, sql, values);
      } finally {
        for (const each of timers) clearTimeout(each);
      }
    };
    try {
      return await ask(await tables()).catch((error: unknown) => {
        if (!(error instanceof PeerGone) || isOverdue || closed) throw error;
        return tables().then(ask);
      });
    } catch (error) {
      const isTimeout = isOverdue || /interrupted/i.test(messageOf(error));
      throw new StoreError(
        'question',
        isTimeout
          ? `The question took longer than ${String(QUESTION_TIMEOUT_MS / 1000)} seconds.`
          : `The question cannot be answered: ${error instanceof PeerGone ? 'it took more memory than there is.' : explain(messageOf(error))}`,
        isTimeout ? 'Ask about a shorter time or fewer things.' : 'Mend the query and ask again.',
      );
    }
  }

  const asking: Record<Lane, { last: Promise<unknown>; waiting: number }> = {
    charts: { last: Promise.resolve(), waiting: 0 },
    asked: { last: Promise.resolve(), waiting: 0 },
    health: { last: Promise.resolve(), waiting: 0 },
  };
  /** One question of a lane at a time: whoever asks much waits for himself. */
  function inTurn<T>(lane: Lane, work: () => Promise<T>): Promise<T> {
    const turn = asking[lane];
    turn.waiting += 1;
    const answer = turn.last
      .then(() => {
        if (closed)
          throw new StoreError('unavailable', 'The hub is being stopped.', 'Ask again once it runs.');
        return work();
      })
      .finally(() => (turn.waiting -= 1));
    turn.last = answer.catch(() => undefined);
    return answer;
  }

  async function appendLines(lines: string | Uint8Array): Promise<void> {
    if (lines.length === 0) return;
    if (closed) throw writingError(folder, 'the store is closed');
    pace.note(lines.length);
    try {
      await append(lines);
    } catch (error) {
      throw writingError(folder, error);
    }
  }

  const say = (parts: readonly Gap[]) => [...sayGaps(parts, told?.unreadable ?? []), ...(told?.lost ?? [])];
  const gaps = () => say(missing());

  return {
    append: (events) => appendLines(events.map((event) => `${renderLine(event)}\n`).join('')),
    appendLines,
    query: (sql, values, lane = 'asked') => inTurn(lane, () => run(lane, sql, values)),
    counts: () =>
      inTurn('health', async () => {
        const { rows } = await run('health', 'SELECT count(*) FROM stored_event', []);
        const { unreadable = [], lost: _, ...counts } = await flushOrSay();
        return {
          events: Number(rows[0]?.[0] ?? 0),
          ...counts,
          unreadable: unreadable.map(archiveName),
          gaps: gaps(),
        };
      }),
    gaps,
    lacking: () => say(missing().filter(({ inTables }) => !inTables)),
    asking: () => asking.charts.waiting + asking.asked.waiting,
    async dropBefore(moment) {
      await withTables((link) => link.call('dropBefore', state(), moment));
    },
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      // Nobody is there any more to be answered: what is being asked does not hold up the end.
      const isAsking = Object.values(asking).some(({ waiting }) => waiting > 0);
      if (isAsking) await (await link)?.end();
      try {
        const last = await tables();
        await last.call('close', state());
        await last.end();
      } catch {
        // The journal has everything; the tables follow when they are opened the next time.
      }
      await close();
      onClosed();
    },
  };
}

/** DuckDB's first line without its class: `No function matches … 'sum(VARCHAR)'`. Never the SQL it was given. */
function explain(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^\w+ Error: /, '');
}
