/** One text in the two forms that a clipboard takes. */
export interface Copied {
  plain: string;
  html: string;
}

/** The same where it may have one form alone: Markdown is for programs, which take plain text. */
export type PlainAtLeast = Pick<Copied, 'plain'> & Partial<Copied>;

/** What is copied, as it stands on the page: a text, or an element with what a clipboard needs to know of it. */
export type CopyNode = string | CopyElement;

export interface CopyElement {
  /** Name of the element in lower case. */
  tag: string;
  children: CopyNode[];
  /** Where it leads, with its scheme; left out where that is inside the hub, which a customer cannot open. */
  href?: string;
  /** The number with which an ordered list begins. */
  start?: number;
  /** Why it stays here. */
  stays?: Stays;
}

/** What never goes to a customer, wherever it stands. */
export type Stays = 'internal' | 'expired' | 'battlecard' | 'picture' | 'note';
