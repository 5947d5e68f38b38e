import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { OfficeContentNode } from 'officeparser';
import { troubled, withAbout, type FilePart, type FileTrace, type ReadWords } from '../../files/file-text.ts';
import { propertiesOf } from '../../files/office-package.ts';
import { packageTraces, wholeTraces } from '../../files/office-traces.ts';
import { readZipDirectory } from '../../files/zip-directory.ts';
import { hidingStylesOf, markHidden, partHidden } from './mark-hidden.ts';
import { parseOffice } from './parse-office.ts';
import { inOneLine, wordsOf } from './office-words.ts';

/** The sections of a document, one for each heading: it has no pages before a program lays it out. */
export const readDocument: ReadWords = async (bytes) => {
  const { marked, traces, about } = markDocument(bytes);
  const { content, charts, warnings } = await parseOffice(marked, 'docx');
  const sections: { title: string; nodes: OfficeContentNode[] }[] = [{ title: '', nodes: [] }];
  for (const node of content) {
    const title = node.type === 'heading' ? inOneLine(node.text ?? '') : '';
    if (title === '') sections.at(-1)?.nodes.push(node);
    else sections.push({ title, nodes: [] });
  }
  const parts = sections
    .map(({ title, nodes }) => {
      const [head, body] = [partHidden([title]), partHidden(wordsOf(nodes, charts))];
      return { title: head.shown.join(''), texts: body.shown, hidden: [...head.hidden, ...body.hidden] };
    })
    .filter(({ title, texts, hidden }) => title !== '' || texts.length + hidden.length > 0)
    .map((section, at): FilePart => ({
      is: 'section',
      number: at + 1,
      ...section,
      notes: [],
      isHidden: false,
    }));
  if (parts.length === 0) return troubled('wordless');
  const isCut = warnings.some(({ code }) => code.endsWith('_LIMIT_EXCEEDED'));
  const end = { is: 'section', number: parts.length + 1, title: '', why: 'long' } as const;
  return { text: withAbout({ sort: 'docx', parts, left: isCut ? [end] : [], traces }, about) };
};

const trace = (is: FileTrace['is']): FileTrace => ({ is, parts: [], detail: '' });

/** Where a document has words that may be hidden. */
const WORDS = /^word\/(?:document\d*|footnotes|endnotes|header\d*|footer\d*)\.xml$/;

/** The document with its hidden words marked, and without pictures; the same one where nothing is hidden. */
function markDocument(bytes: Uint8Array) {
  const parts = unzipSync(bytes, { filter: ({ name }) => /\.(?:xml|rels)$/.test(name) });
  const textOf = (name: string) => (parts[name] === undefined ? '' : strFromU8(parts[name]));
  const pack = {
    names: readZipDirectory(bytes)?.names ?? [],
    textOf: (name: string) => (Object.hasOwn(parts, name) ? textOf(name) : undefined),
  };
  const hidingStyles = hidingStylesOf(textOf('word/styles.xml'));
  const isCommented = /<w:comment\b/.test(textOf('word/comments.xml'));
  let [isMarked, isChanged] = [false, false];
  for (const name of Object.keys(parts).filter((each) => WORDS.test(each))) {
    const xml = textOf(name);
    isChanged ||= /<w:(?:ins|del|moveFrom|moveTo)\s/.test(xml);
    const marked = markHidden(xml, { hidingStyles }).xml;
    if (marked === xml) continue;
    parts[name] = strToU8(marked);
    isMarked = true;
  }
  return {
    marked: isMarked ? zipSync(parts, { level: 0 }) : bytes,
    traces: [
      ...(isCommented ? [trace('comments')] : []),
      ...(isChanged ? [trace('changes')] : []),
      ...wholeTraces(pack),
      ...packageTraces(pack),
    ],
    about: propertiesOf(pack),
  };
}
