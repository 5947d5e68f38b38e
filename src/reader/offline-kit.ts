/** What a device keeps of the hub without being asked: by kinds, each within a budget. */
import { offlineClassOf } from '../library/route-of.ts';
import type { OfflineClass } from '../library/route.ts';

/** Most that a device is sent unasked, by kind, in kB of brotli. Code is what the kept pages need to work. */
const OFFLINE_BUDGET_KB = {
  // With the charts of the page of numbers and the form of a new page, which open without a network too.
  code: 270,
  home: 30,
  lists: 80,
  call: 150,
  briefs: 150,
  battlecards: 200,
  answers: 200,
  search: 700,
} as const satisfies Record<Exclude<OfflineClass, 'opened' | 'live' | 'never'>, number>;

export type KeptKind = keyof typeof OFFLINE_BUDGET_KB;

/** Where nothing may be left out: without one of them the rest does not work. */
const WHOLE_OR_NOTHING: ReadonlySet<KeptKind> = new Set(['code', 'home']);

/** A file of the built site that a device may keep. */
export interface KeepableFile {
  /** Address on the site, such as `/battlecards/kestrowe/`. */
  url: string;
  kind: KeptKind;
  /** Tells its bytes of brotli. Asked only of a file whose turn comes. */
  weigh: () => Promise<number>;
}

/** So many in a row that do not fit, and what is left of a budget counts as crumbs: nobody weighs thousands for them. */
const MISFITS_IN_A_ROW = 8;

export interface ChosenKit<File extends KeepableFile> {
  kept: (File & { bytes: number })[];
  /** How many files of a kind did not fit. */
  left: { kind: KeptKind; files: number; budgetKb: number }[];
  /** Kinds of which nothing may be left out, and that are too heavy. */
  tooHeavy: { kind: KeptKind; bytes: number; budgetKb: number }[];
}

/** Files by their path, such as `/answers/price/`, with the first letters of the SHA-256 of their bytes in hex. */
export type FileHashes = Readonly<Record<string, string>>;

/** What sw.js is told of its build: the build writes it before the code. */
export interface OfflineBuild {
  /** Names everything the build made; another id means other pages. */
  id: string;
  /** What comes onto every device. */
  kept: FileHashes;
  /**
   * Pages that a running hub makes anew for each request, as the build made them: a host of files alone serves those. What
   * is made anew says its own hash, see `library/page-digest.ts`.
   */
  live: FileHashes;
  /** Path of the file in which the whole index lies, when it is kept. */
  bundle: string | undefined;
  /**
   * Everything: path of the list of what is not kept unasked (`FileHashes` as JSON, itself kept; its name ends in its
   * hash), how many files, about how many bytes of brotli.
   */
  whole: { list: string; files: number; bytes: number };
}

/**
 * The kind under which the file at a path of the site is kept on every device; undefined when it comes only with the
 * whole hub, on a visit or never.
 */
export function keptKindOf(path: string): KeptKind | undefined {
  const offline = offlineClassOf(path);
  return offline === 'opened' || offline === 'live' || offline === 'never' ? undefined : offline;
}

/** Takes files in the order given, kind by kind, as long as the budget of the kind allows. */
export async function chooseKept<File extends KeepableFile>(
  files: readonly File[],
  budgetKb: Readonly<Record<KeptKind, number>> = OFFLINE_BUDGET_KB,
): Promise<ChosenKit<File>> {
  const chosen: ChosenKit<File> = { kept: [], left: [], tooHeavy: [] };
  for (const kind of Object.keys(budgetKb) as KeptKind[]) {
    const most = budgetKb[kind] * 1000;
    let sum = 0;
    let left = 0;
    let misfits = 0;
    for (const file of files.filter((each) => each.kind === kind)) {
      const bytes = misfits < MISFITS_IN_A_ROW ? await file.weigh() : Infinity;
      if (WHOLE_OR_NOTHING.has(kind) || sum + bytes <= most) {
        sum += bytes;
        misfits = 0;
        chosen.kept.push({ ...file, bytes });
      } else {
        left += 1;
        misfits += 1;
      }
    }
    if (left > 0) chosen.left.push({ kind, files: left, budgetKb: budgetKb[kind] });
    if (sum > most) chosen.tooHeavy.push({ kind, bytes: sum, budgetKb: budgetKb[kind] });
  }
  return chosen;
}
