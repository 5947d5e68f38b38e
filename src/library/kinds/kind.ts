import type { z } from 'zod';
import type { SentenceKind } from '../sentence.ts';
import type { Claim, Fields } from './fields.ts';

/** What every part of the hub knows of a kind, the browser too, where each letter counts. */
export interface KindNames {
  /** Where its files lie in the content folder, and where its pages lie on the site. */
  folder: string;
  label: string;
  plural: string;
  /** An asset of this kind must be looked at again so many days after its last review. */
  reviewDays: number;
}

/** Own words; of an objection also what to answer and what to ask then, of other entries what they lead to. */
export type Entry = readonly [words: string, reply?: string, ask?: string];

/** What an asset holds as data under one heading of its page. */
export interface DataPart<Data> {
  heading: string;
  /** The key of the front matter that it is made from. */
  key: keyof Data & string;
  /** What each of its entries is. */
  is: SentenceKind;
  /** Its entries in their order: of each its own words first, then what goes with them, '' for what it lacks. */
  entries?: (data: Data) => readonly Entry[];
  /** In place of entries: claims, each of which may run out and may be internal. */
  claims?: (data: Data) => readonly Claim[];
  /** Nothing of it may be said aloud. */
  isInternal?: true;
  /** It is found and opened, but for the rep to know: no copy for a customer has it, whatever its claims say of themselves. */
  isForReps?: true;
}

/** The rest of what a kind is, beside the page that shows it. */
export interface KindDefinition<Data> {
  /** The keys of its front matter. */
  schema: (fields: Fields) => z.ZodType<Data>;
  /** The first sentence on the page that lists its assets. */
  lead: string;
  /**
   * Its entry in the navigation: under which heading, and at which place among kinds there, the lowest first. `elsewhere`: other
   * pages lead to it.
   */
  navigation: { group: 'browse' | 'learn' | 'elsewhere'; place: number };
  /** What every device has of it unasked: its list and its pages, the list alone, or what was opened. */
  offline: 'pages' | 'list' | 'opened';
  /** What its page shows as data, by anchor and in the order of the page; a kind without is prose alone. */
  parts: Record<string, DataPart<Data>>;
  /** Its page begins with the data; else with the prose. */
  isDataFirst?: boolean;
  /** It says something without a body. */
  speaksByData?: boolean;
  /** Title and aliases are questions, which search must answer with it. */
  answersItsTitle?: boolean;
  /** The competitor that it is all about, beside those that it names. */
  competitor?: (data: Data) => string;
  /** What a customer says against us, and what to answer. */
  objections?: (data: Data) => readonly { heard: string; answer: string; ask?: string | undefined }[];
  /** What of an internal asset a customer may still be sent, in words that end a sentence; undefined for nothing. */
  sends?: (data: Data) => string | undefined;
  /** Ids of other assets beside `related`, each with its key path, such as `['steps', 0, 'use']`. */
  links?: (data: Data) => { at: PropertyKey[]; id: string }[];
  /** Ids of the needs in `needs.yaml` that it speaks for, each with its key path. */
  needs?: (data: Data) => { at: PropertyKey[]; id: string }[];
  /** The earlier note about the same customer, who counts once. */
  sameCustomerAs?: (data: Data) => string | undefined;
  /** It is a kit: whoever uses it uses the assets that it links to. */
  isKit?: boolean;
  /** The address at which it lies, when that is not the hub. */
  link?: (data: Data) => string | undefined;
  /** How made-up reps use it; without, as usual. */
  demo?: DemoUse;
  /** What a call brief takes of it: single lines of its data, the asset as one entry, or nothing. */
  brief: 'lines' | 'nothing' | BriefEntry<Data>;
}

/** What one entry of a call brief says of an asset. */
export interface BriefEntry<Data> {
  /** What it says, or what it is good for. `lead` is its text before the first heading; undefined where there is none. */
  says: (data: Data, lead: string | undefined) => string;
  /** Its first step. */
  first?: (data: Data) => string | undefined;
  /** How often it was asked before there was an answer. */
  asked?: (data: Data) => number;
}

export interface DemoUse {
  /** How likely it is opened; usual is 1. */
  opened: number;
  /** What is copied from it, when it is not a link. */
  copied?: 'claim' | 'answer';
}
