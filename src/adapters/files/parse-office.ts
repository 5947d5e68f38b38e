import {
  parseOffice as parse,
  type OfficeContentNode,
  type OfficeError,
  type OfficeIssue,
  type OfficeParserAST,
} from 'officeparser';
import type { FileTrouble } from '../../files/file-text.ts';
import { inOneLine, type ChartWords } from './office-words.ts';

/** No file that people made comes near these. */
const limits = { maxUncompressedBytes: 256 * 1024 ** 2, maxXmlElements: 1_500_000, maxTableCells: 300_000 };

/** What officeparser makes of a file. */
export interface ParsedOffice {
  content: OfficeContentNode[];
  charts: ChartWords;
  warnings: readonly OfficeIssue[];
}

/** Parses a file in this process, which is one that may die of it. Rejects with what officeparser says. */
export async function parseOffice(
  bytes: Uint8Array,
  fileType: 'pptx' | 'docx' | 'pdf',
): Promise<ParsedOffice> {
  const parsed = await parse(Buffer.from(bytes), {
    fileType,
    extractAttachments: fileType !== 'pdf',
    ignoreComments: true,
    ignoreSlideMasters: true,
    decompressionLimits: limits,
    pdfParserConfig: { separateProcess: false },
  });
  return { content: parsed.content, warnings: parsed.warnings, charts: chartsOf(parsed) };
}

/** The trouble of a file that a library refused. */
export function troubleOf(error: unknown): FileTrouble {
  const code = error instanceof Error ? ((error as OfficeError).officeIssue?.code ?? '') : '';
  if (code.startsWith('PASSWORD_')) return 'password';
  return code.endsWith('_EXCEEDED') ? 'unpacks' : 'broken';
}

function chartsOf({ attachments }: OfficeParserAST): ChartWords {
  return new Map(
    attachments.flatMap(({ name, chartData }) => {
      if (chartData === undefined || name === undefined) return [];
      const { title, labels = [], dataSets = [] } = chartData;
      const words = [title ?? '', ...dataSets.map((one) => one.name ?? ''), labels.join(' · ')];
      return [[name, words.map(inOneLine).filter(Boolean)] as const];
    }),
  );
}
