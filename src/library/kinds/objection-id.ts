import { slug } from 'github-slugger';

/** The words of an objection are up to 200 characters. */
const MAX_ID_CHARACTERS = 80;

/**
 * What tells an objection of a battlecard from the others: its words, in small letters with hyphens, cut to 80
 * characters. Other marks and capitals keep it; other words are another objection, whose count begins anew.
 */
export function objectionId(heard: string): string {
  return slug(heard).slice(0, MAX_ID_CHARACTERS) || 'objection';
}
