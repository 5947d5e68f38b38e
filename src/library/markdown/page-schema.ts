import { ICONS_FILE } from '../addresses.ts';
import type { Schema } from 'hast-util-sanitize';
import { CALLOUT_CLASSES } from './callouts.ts';
import { UNSEEN_TAGS } from './shown.ts';

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const CELL = ['colSpan', 'rowSpan', 'align'];

/**
 * What the HTML of a body may hold: no script, no style, no form, no frame, no event handler, no address of another scheme
 * than these. `button`, `svg` and `use` are there for the hub's own copy button, with exactly its attributes.
 */
export const PAGE_SCHEMA: Schema = {
  tagNames: [
    ...HEADINGS,
    ...'address article aside footer header hgroup main nav section'.split(' '),
    ...'blockquote dd div dl dt figcaption figure hr li menu ol p pre ul details summary'.split(' '),
    ...'a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark picture q rb rp rt rtc ruby'.split(
      ' ',
    ),
    ...'s samp small span strong sub sup time u var wbr'.split(' '),
    ...'caption col colgroup table tbody td tfoot th thead tr'.split(' '),
    ...'input button svg use'.split(' '),
  ],
  attributes: {
    a: [
      'href',
      'id',
      'name',
      'title',
      'ariaLabel',
      'ariaDescribedBy',
      'dataFootnoteRef',
      'dataFootnoteBackref',
    ],
    img: ['src', 'alt', 'title', 'width', 'height', ['loading', 'lazy', 'eager']],
    input: ['checked', ['type', 'checkbox'], ['disabled', true]],
    ol: ['start'],
    section: ['dataFootnotes', ['className', 'footnotes']],
    li: ['id'],
    code: [['className', /^language-/]],
    td: CELL,
    th: [...CELL, 'scope'],
    div: [
      ['className', 'scroll', ...CALLOUT_CLASSES],
      ['role', 'region', 'note'],
      'ariaLabel',
      ['tabIndex', 0],
    ],
    p: [['className', 'callout-title']],
    button: [
      ['className', 'copy'],
      ['type', 'button'],
      ['dataCopyAround', ''],
      ['dataWhat', 'text'],
      'ariaLabel',
      'title',
    ],
    svg: [['className', 'icon'], 'viewBox', ['ariaHidden', 'true']],
    use: [['href', `${ICONS_FILE}#copy`]],
    ...Object.fromEntries(HEADINGS.map((tag) => [tag, ['id']])),
    '*': [
      ['className', 'contains-task-list', 'task-list-item', 'sr-only', 'data-footnote-backref'],
      // Of sentences alone, which have a slash: no other id may pass for one of the page's own.
      ['id', /\//],
      ['dataHeldBack', '', 'empty'],
    ],
  },
  protocols: { href: ['http', 'https', 'mailto', 'tel'], src: ['http', 'https', 'data'] },
  required: { input: { type: 'checkbox', disabled: true } },
  strip: UNSEEN_TAGS,
  clobber: [],
};
