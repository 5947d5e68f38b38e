/** The words of a file by simple rules of their own, which share nothing with the hub's reader. */
import { execFileSync } from 'node:child_process';
import { strFromU8, unzipSync } from 'fflate';

/** Words that a part should have; the parts in the order of the file. Undefined where nothing here can tell. */
export function expectedWords(path: string, bytes: Uint8Array): string[][] | undefined {
  if (/\.pdf$/i.test(path)) return wordsOfPdf(path);
  const files = unzipSync(bytes);
  const text = (name: string) => (files[name] === undefined ? '' : strFromU8(files[name]));
  if (/\.pptx$/i.test(path)) {
    const targets = new Map(
      [...text('ppt/_rels/presentation.xml.rels').matchAll(/<Relationship [^>]*>/g)].map(([entry]) => [
        /Id="([^"]*)"/.exec(entry)?.[1],
        /Target="([^"]*)"/.exec(entry)?.[1],
      ]),
    );
    return [...text('ppt/presentation.xml').matchAll(/<p:sldId [^>]*r:id="([^"]*)"/g)].map(([, id]) =>
      paragraphs(text(`ppt/${targets.get(id)?.replace(/^\/ppt\//, '') ?? ''}`), 'a'),
    );
  }
  if (/\.docx$/i.test(path)) return [paragraphs(text('word/document.xml'), 'w')];
  return [paragraphs(text('xl/sharedStrings.xml'), '(?:x)?')];
}

/** A run may end within a word, a paragraph does not. Fields are numbers of slides, and days. */
function paragraphs(xml: string, prefix: string): string[] {
  const once = xml
    .replaceAll(/<mc:Fallback>.*?<\/mc:Fallback>/gs, '')
    .replaceAll(/<a:fld .*?<\/a:fld>/gs, '');
  const paragraph = prefix === '(?:x)?' ? /<\/si>/ : new RegExp(`</${prefix}:p>`);
  const run =
    prefix === '(?:x)?'
      ? /<t(?: [^>]*)?>([^<]*)<\/t>/g
      : new RegExp(`<${prefix}:t(?: [^>]*)?>([^<]*)</${prefix}:t>|<${prefix}:(?:br|tab|cr)\\b[^>]*>`, 'g');
  return once
    .split(paragraph)
    .flatMap((one) => wordsOf([...one.matchAll(run)].map(([, words = ' ']) => words).join('')));
}

/** As poppler has them, where it is installed. */
function wordsOfPdf(path: string): string[][] | undefined {
  try {
    const text = execFileSync('pdftotext', [path, '-'], { stdio: ['ignore', 'pipe', 'ignore'] }).toString();
    return text.split('\f').slice(0, -1).map(wordsOf);
  } catch {
    return undefined;
  }
}

/** Letters and digits, folded. */
export const wordsOf = (text: string): string[] =>
  text
    .replaceAll('&amp;', '&')
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
