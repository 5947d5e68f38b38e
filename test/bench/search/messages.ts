/** What the bench asks the process of one engine, and what comes back. */

export interface Asked {
  /** Builds the index of the collection whose documents lie in the file, then weighs what was written. */
  build: { documentsFile: string };
  /** Opens what was built, some times. */
  open: { times: number };
  /** Each query alone: opened afresh, asked once, until titles and addresses of ten hits are there. */
  first: { queries: readonly string[] };
  /** Each query alone: opened afresh, typed letter by letter, with all that is shown once the typing rests. */
  typed: { queries: readonly string[] };
  /** Asks all of it of the index that stays open. */
  keys: { keys: readonly string[] };
  /** The same, for what is found. */
  find: { texts: readonly string[] };
  memory: Record<string, never>;
}

export interface Answered {
  build: { seconds: number; files: number; rawBytes: number; sentBytes: number };
  /** Milliseconds, each opening. */
  open: number[];
  first: Fetched[];
  typed: Fetched[];
  /** Milliseconds from the call to the hits for each key, and CPU time of the thread for all of them together. */
  keys: { wallMs: number[]; cpuMs: number };
  /** Addresses of the hits, each text. */
  find: string[][];
  /** Heap and what hangs on it outside, in megabytes, without the files that were read. */
  memory: number;
}

export type Ask = keyof Asked;

/** What a page had to fetch of the index, without code. */
export interface Fetched {
  bytes: number;
  requests: number;
  hits: number;
}
