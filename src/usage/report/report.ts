import type { Day } from '../../library/dates.ts';
import type { QuestionId } from '../questions/questions.ts';
import type { TimeNote } from '../time-notes.ts';

/** One sentence of a report, with the page it is about. */
export interface ReportLine {
  says: string;
  url?: string | undefined;
}

/** One question that a report answers; no line means that nothing is known of it. */
export interface ReportPart {
  id: 'used' | 'carried' | 'since' | 'missed' | 'objections' | 'late';
  heading: string;
  lines: ReportLine[];
  /** The chart that says more. */
  question?: QuestionId;
}

/** What a product or an asset comes to in a few sentences, for a page, an issue or a digest alike. */
export interface Report {
  title: string;
  /** Which weeks its numbers are about, as a sentence. */
  counted: string;
  parts: ReportPart[];
}

/** A page as reports name it. */
export interface ReportAsset {
  title: string;
  url: string;
  products: readonly string[];
  /** The last day on which nobody has to look at it: of its review, or of its own. */
  careUntil?: Day | undefined;
  /** The last days of its claims. */
  claimsUntil?: readonly Day[] | undefined;
}

/** The hub's words that a report is told in. */
export interface ReportWords {
  assets: ReadonlyMap<string, ReportAsset>;
  teams: readonly { id: string; name: string; reps: number; department?: string | undefined }[];
  products: readonly { id: string; name: string }[];
  notes?: readonly TimeNote[];
}
