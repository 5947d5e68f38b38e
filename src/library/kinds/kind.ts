import type { z } from 'zod';
import type { Claim, Fields } from './fields.ts';

/** What every part of the hub knows of a kind, the browser too, where each letter counts. */
export interface KindNames {
  /** Where its files lie in the content folder, and where its pages lie on the site. */
  folder: string;
  label: string;
  plural: string;
  /** An asset of this kind must be looked at again after so many days. */
  reviewDays: number;
}

/** What an asset holds as data under one heading of its page. */
export interface DataPart<Data> {
  heading: string;
  /** The key of the front matter that it is made from. */
  key: keyof Data & string;
  /** Its texts, in their order. */
  texts?: (data: Data) => string[];
  /** In place of texts: claims, each of which may run out and may be internal. */
  claims?: (data: Data) => readonly Claim[];
}

/** The rest of what a kind is, beside the page that shows it. */
export interface KindDefinition<Data> {
  /** The keys of its front matter. */
  schema: (fields: Fields) => z.ZodType<Data>;
  /** The first sentence on the page that lists its assets. */
  lead: string;
  /** Its entry in the navigation: under which heading, and at which place there. */
  navigation: { group: 'call' | 'company'; place: number };
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
  /** Ids of other assets beside `related`, each with where it is written. */
  links?: (data: Data) => { at: PropertyKey[]; id: string }[];
  /** It is a kit: whoever uses it uses the assets that it links to. */
  isKit?: boolean;
  /** Paths below `content/files` of what it offers, each with where it is written. */
  downloads?: (data: Data) => { at: PropertyKey[]; file: string }[];
  /** How made-up reps use it; without, as usual. */
  demo?: DemoUse;
}

export interface DemoUse {
  /** How likely it is opened; usual is 1. */
  opened: number;
  /** What is copied from it, when it is not a link. */
  copied?: 'claim' | 'answer';
}
