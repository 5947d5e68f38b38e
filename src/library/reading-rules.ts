import { defineRules, type Finding } from './finding.ts';

/** What can be wrong with a page before anybody asks what it says. */
export const pageRules = defineRules('file', {
  'unknown-folder': { severity: 'error', says: 'The page lies in no folder that has a kind of page.' },
  unreadable: { severity: 'error', says: 'The file may not be read, or is a link to another place.' },
  'not-utf-8': { severity: 'error', says: 'The file is written in another encoding than UTF-8.' },
  'not-text': { severity: 'error', says: 'The file holds null bytes, which no text has.' },
  'front-matter-missing': { severity: 'error', says: 'The page does not begin with front matter.' },
  'front-matter-open': { severity: 'error', says: 'Nothing ends the front matter.' },
  'front-matter-language': { severity: 'error', says: 'The front matter is written in no YAML.' },
  'front-matter-yaml': { severity: 'error', says: 'The front matter cannot be read as YAML.' },
  'comment-in-title': {
    severity: 'warning',
    says: 'A # in the title or summary makes a comment of what follows it.',
  },
  draft: { severity: 'warning', says: 'The page is a draft, of which nothing is published.' },
  'fact-unknown': { severity: 'error', says: 'The page shows a fact that hub.yaml does not have.' },
});

/** A file that is there, and that nobody can read. */
export function unreadable(path: string): Finding {
  return pageRules.found('unreadable', {
    path,
    line: 1,
    message: 'The file cannot be read: it is a link to another place, or reading it is not allowed.',
    hint: 'Put the file itself here, with the right to read it.',
  });
}

/** Values that do not fit: in the front matter of a page, or in a record. */
export const valueRules = defineRules('file', {
  'unknown-key': { severity: 'error', says: 'A key that the hub does not know.' },
  'missing-key': { severity: 'error', says: 'A key that must be there is not.' },
  'empty-value': { severity: 'error', says: 'Nothing stands after a key.' },
  'unknown-value': { severity: 'error', says: 'A word that hub.yaml does not list.' },
  'wrong-shape': { severity: 'error', says: 'A list, text or number where something else belongs.' },
  'too-long': { severity: 'error', says: 'More letters or entries than fit.' },
  'address-invalid': { severity: 'error', says: 'A web address that is none.' },
  'date-invalid': { severity: 'error', says: 'A date that is none.' },
  'review-date-invalid': { severity: 'error', says: 'A review date that is none.' },
});

/** Links in pages and ids in records that lead nowhere. */
export const linkRules = defineRules('file', {
  'broken-link': { severity: 'error', says: 'A link or an id leads to nothing.' },
});

/** Addresses of pages. */
export const addressRules = defineRules('library', {
  'duplicate-slug': {
    severity: 'error',
    says: 'Two files have one page address, and the second is left out.',
  },
});

/** What lies in the folder and is no file of its own. */
export const folderRules = defineRules('library', {
  'linked-elsewhere': { severity: 'error', says: 'A link to another place, which is not followed.' },
  'left-behind': {
    severity: 'warning',
    says: 'A lock, copy or leftover of an editor, Office or the system.',
  },
  'raw-crm-export': {
    severity: 'error',
    says: 'An export of a CRM, with names and amounts of single deals or leads, which git would hold for good.',
  },
  'picture-too-large': { severity: 'warning', says: 'A picture of more than 5 MB.' },
});

/** What stops everything else. */
export const hubRules = defineRules('record', {
  'hub-unreadable': { severity: 'error', says: 'hub.yaml cannot be read; a check by command stops there.' },
});
