import { codeSpans, replaceOutside, type MarkupStep } from './source.ts';

const NEEDLESS = /\\([&\-.=!~$+#>|])/g;

/**
 * Google Docs escapes every sign that could mean something in some dialect. Escapes that this text does not need go, so
 * that `R\&D` is found as it is typed; one at the beginning of a line stays, where a sign would make a list or a heading.
 */
export const googleEscapes: MarkupStep = (text, { parse, met }) => {
  if ((text.match(NEEDLESS)?.length ?? 0) < 3) return text;
  const code = codeSpans(text, parse);
  return replaceOutside(text, NEEDLESS, code, (match) => {
    const sign = match[1] ?? '';
    const behind = text.slice(match.index + 2, match.index + 10);
    const before = text.slice(Math.max(0, match.index - 12), match.index);
    const begins = /(?:^|\n)[ \t>]*(?:\d{1,9})?$/.test(before);
    const needed =
      begins ||
      sign === '|' ||
      (sign === '&' && /^(?:#|[a-z]{2,8};)/i.test(behind)) ||
      (sign === '!' && behind.startsWith('[')) ||
      (sign === '~' &&
        (behind.startsWith('~') ||
          before.endsWith('~') ||
          /~/.test(text.slice(match.index + 2, lineEnd(text, match.index))))) ||
      (sign === '=' && /^\\?=/.test(behind)) ||
      (sign === '#' && /^\s*\n/.test(behind));
    if (needed) return undefined;
    met('Escapes of Google Docs (\\&, \\-, \\.)', 'the signs themselves');
    return sign;
  });
};

const DATA_PICTURE = /^data:image\/(png|jpe?g|gif|webp|avif);base64,(.*)$/is;

/** Pictures that stand in the text as letters become files beside it. */
export const writtenPictures: MarkupStep = (text, { met, addPicture }) => {
  if (!text.includes('data:image/')) return text;
  const write = (address: string): string | undefined => {
    const match = DATA_PICTURE.exec(address);
    const bytes = match === null ? undefined : decodeBase64(match[2] ?? '');
    if (match === null || bytes === undefined) {
      met(
        'Pictures written as letters (data:image/…)',
        'left out: they are of a kind that is not taken, or damaged',
      );
      return undefined;
    }
    met('Pictures written as letters (data:image/…)', 'files beside the page');
    return addPicture(bytes, (match[1] ?? 'png').toLowerCase().replace('jpeg', 'jpg'));
  };
  return text
    .replace(
      /^( {0,3}\[[^\]\n]+\]:[ \t]*)<?(data:image\/[^>\s]*)>?[ \t]*$/gim,
      (_, label: string, address: string) => {
        const written = write(address);
        return written === undefined ? `${label}#` : label + written;
      },
    )
    .replace(/!\[([^\]]*)\]\(<?(data:image\/[^)>\s]*)>?[^)]*\)/gi, (_, words: string, address: string) => {
      const written = write(address);
      return written === undefined ? words : `![${words}](${written})`;
    })
    .replace(
      /(<img\b[^<>]*?\ssrc\s*=\s*)(["'])(data:image\/[^"']*)\2/gi,
      (_, lead: string, quote: string, address: string) => {
        const written = write(address);
        return `${lead}${quote}${written ?? ''}${quote}`;
      },
    );
};

/** The bytes up to the first padding; undefined when the letters are no base64. */
function decodeBase64(letters: string): Uint8Array | undefined {
  const clean = /^[A-Za-z0-9+/]*={0,2}/.exec(letters.replace(/\s|%0A/g, ''))?.[0] ?? '';
  if (clean.length < 24) return undefined;
  try {
    return Uint8Array.from(atob(clean), (sign) => sign.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** A table of contents of Word and Google Docs carries page numbers behind a tab: `[**Prices\t2**](#prices)`. */
export const pageNumbers: MarkupStep = (text, { met }) => {
  if (!/\t\d+\**\]\(#|\[\d+\]\(#/.test(text)) return text;
  return text
    .replace(/(\[\**[^[\]\n]*?)\t\d+(\**\]\(#)/g, (_, words: string, rest: string) => {
      met('Page numbers in tables of contents', 'left out');
      return words + rest;
    })
    .replace(
      /^\[((?:\d+(?:\.\d+)*\s+)?[^[\]\n]+?)[ \t]*\[\d+\]\(#[^()\s]*\)\]\((#[^()\s]*)\)/gm,
      (_, words: string, address: string) => {
        met('Page numbers in tables of contents', 'left out');
        return `[${words}](${address})`;
      },
    );
};

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}
