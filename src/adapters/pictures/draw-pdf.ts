/** Draws the pages of a PDF in this process, which is one that may die of it. */
import { fileURLToPath } from 'node:url';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { getDocument, type PDFDocumentProxy, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PageLines } from '../../files/file-pictures.ts';

/** Sharp on a screen of twice the density at the width of a page of the hub, and 15 to 110 kB each. */
const LARGE = { width: 1280, height: 1600, quality: 80 } as const;
const SMALL = { width: 240, height: 320, quality: 76 } as const;
/** A scan of a poster has less; a larger one is left white. */
const MAX_IMAGE_PIXELS = 64_000_000;

/** A page as it was drawn. */
export interface DrawnPage {
  /** Place in the PDF, from 1. */
  page: number;
  width: number;
  height: number;
  large: Uint8Array;
  small: Uint8Array;
  lines: PageLines;
}

const folderOf = (name: string): string =>
  fileURLToPath(new URL(`../../${name}/`, import.meta.resolve('pdfjs-dist/legacy/build/pdf.mjs')));

/** Opens a PDF. Rejects where it is none, or has a password. Fonts of the machine are not used: a page looks the same everywhere. */
export const openPdf = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: folderOf('cmaps'),
    standardFontDataUrl: folderOf('standard_fonts'),
    wasmUrl: folderOf('wasm'),
    iccUrl: folderOf('iccs'),
    useSystemFonts: false,
    disableFontFace: true,
    maxImageSize: MAX_IMAGE_PIXELS,
    verbosity: 0,
  }).promise;

/** Draws a page. Rejects where it is broken. */
export async function drawPage(pdf: PDFDocumentProxy, number: number): Promise<DrawnPage> {
  const page = await pdf.getPage(number);
  const size = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({
    scale: Math.min(LARGE.width / size.width, LARGE.height / size.height),
  });
  const canvas = createCanvas(
    Math.max(1, Math.round(viewport.width)),
    Math.max(1, Math.round(viewport.height)),
  );
  await page.render({
    canvas: canvas as unknown as HTMLCanvasElement,
    viewport,
    background: '#ffffff',
  }).promise;
  const lines = await linesOf(page);
  page.cleanup();
  return {
    page: number,
    width: canvas.width,
    height: canvas.height,
    large: await canvas.encode('webp', LARGE.quality),
    small: await shrink(canvas).encode('webp', SMALL.quality),
    lines,
  };
}

function shrink(canvas: Canvas): Canvas {
  const scale = Math.min(1, SMALL.width / canvas.width, SMALL.height / canvas.height);
  const small = createCanvas(
    Math.max(1, Math.round(canvas.width * scale)),
    Math.max(1, Math.round(canvas.height * scale)),
  );
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, small.width, small.height);
  return small;
}

/** No page that people read has more; what is beyond is not marked. */
const MAX_LINES = 2000;

const thousandths = (value: number, of: number): number => Math.round((value / of) * 1000);

/** Where on a page its words stand, as they are printed. Words that are not upright are left out. */
async function linesOf(page: PDFPageProxy): Promise<PageLines> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const [a, b, c, d, e, f] = transform as [number, number, number, number, number, number];
  const lines: [string, number, number, number, number][] = [];
  for (const item of (await page.getTextContent()).items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const [, skew, , , x, y] = item.transform as [number, number, number, number, number, number];
    if (skew !== 0 || b !== 0 || c !== 0) continue;
    const [left, bottom] = [a * x + e, d * y + f];
    lines.push([
      item.str,
      thousandths(left, width),
      thousandths(bottom - item.height, height),
      thousandths(item.width * Math.abs(a), width),
      thousandths(item.height * 1.2, height),
    ]);
    if (lines.length === MAX_LINES) break;
  }
  return lines;
}
