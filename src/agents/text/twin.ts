/** An asset as one Markdown text: what it is as front matter, then what its page says. */
import type { Asset } from '../../library/asset.ts';
import { isDataFirst } from '../../library/kinds/asset-data.ts';
import type { Library } from '../../library/library.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import type { AssetRow } from '../files/asset-list.ts';
import { buildBodyPieces } from './body-pieces.ts';
import { buildDataPieces, buildDownloadPieces, buildLinkPieces } from './data-pieces.ts';
import { escapeMarkdown } from './markdown-source.ts';
import { renderPieces, type Piece, type PieceReader } from './piece.ts';

/** All that the page of an asset says, in its order. */
export function buildPieces(asset: Asset, library: Library, compile: CompileMarkdown): Piece[] {
  const data = buildDataPieces(asset);
  const body = buildBodyPieces(asset, library, compile);
  return [
    ...buildLinkPieces(asset),
    ...(isDataFirst(asset.kind) ? [...data, ...body] : [...body, ...data]),
    ...buildDownloadPieces(asset),
  ];
}

/** What a reader is told of an asset before its text: a customer neither who owns it nor whom it is aimed at. */
function frontOf(row: AssetRow, reader: PieceReader): object {
  const { title, revision, language, published, expires } = row;
  const summary = summaryFor(row, reader);
  if (reader.forCustomer) return { title, summary, revision, language, published, expires };
  const { markdown: _, ...others } = row;
  return others;
}

/** That of an internal asset speaks to who sells. */
const summaryFor = ({ audience, summary }: AssetRow, { forCustomer }: PieceReader): string | undefined =>
  forCustomer && audience === 'internal' ? undefined : summary;

/**
 * The text of an asset as of a day. The front matter is the row of the asset list, and the day: whoever reads it later knows
 * from the dates beside each claim what has run out since.
 */
export function renderTwin(row: AssetRow, pieces: readonly Piece[], reader: PieceReader): string {
  const { title, benefit, expires } = row;
  const summary = summaryFor(row, reader);
  const front = Object.entries({ ...frontOf(row, reader), as_of: reader.today }).filter(
    ([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0),
  );
  const isExpired = expires !== undefined && expires < reader.today;
  const parts = [
    `# ${escapeMarkdown(title)}`,
    ...(isExpired ? [`> **This page expired ${expires}. Ask its owner before you use any of it.**`] : []),
    ...(summary === undefined ? [] : [escapeMarkdown(summary)]),
    ...(benefit === undefined || reader.forCustomer
      ? []
      : [`**What’s in it for you:** ${escapeMarkdown(benefit)}`]),
    renderPieces(pieces, reader),
  ];
  // JSON is YAML, whatever a title holds.
  const lines = front.map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `---\n${lines.join('\n')}\n---\n\n${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
