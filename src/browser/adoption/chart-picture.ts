/**
 * A chart as a picture, drawn from what stands on the page: so it shows what is shown, filter and all, in the reader's
 * colours. Around it stand the question, the weeks it is about, what a number means and where it is from, since a picture
 * goes where the page does not.
 */
import { escapeHtml } from '../../library/escape-html.ts';

const PAD = 24;
const LINE_PX = 18;
/** A sharp picture on a slide. */
const SCALE = 2;

/** What of a computed style a shape or a text of a drawing needs. */
const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
] as const;

const FONT = 'system-ui, sans-serif';

interface Colours {
  text: string;
  quiet: string;
  page: string;
}

/**
 * The picture of a chart as SVG that needs nothing beside it. What is folded in its figure is unfolded for it: nobody can do
 * that in a picture.
 */
export function drawPicture(section: HTMLElement, source: string): string {
  const folded = section.querySelectorAll<HTMLDetailsElement>('figure details:not([open])');
  for (const each of folded) each.open = true;
  try {
    return drawUnfolded(section, source);
  } finally {
    for (const each of folded) each.open = false;
  }
}

function drawUnfolded(section: HTMLElement, source: string): string {
  const figure = section.querySelector('figure');
  if (figure === null) throw new Error('There is no figure in this chart.');
  const style = getComputedStyle(section);
  const colours: Colours = {
    text: style.color,
    quiet: getComputedStyle(section.querySelector('.chart-topic') ?? section).color,
    page: getComputedStyle(document.body).backgroundColor,
  };
  const compared = section.querySelector('.chart-compared');
  const parts = [figure, ...(compared === null ? [] : [compared])];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const width = Math.max(320, ...parts.map((part) => Math.max(part.clientWidth, part.scrollWidth)));
  const wordsOf = (selector: string) =>
    [...section.querySelectorAll(selector)].map(({ textContent }) => textContent.trim());
  const head = [
    ...wrap(wordsOf('h2')[0] ?? '', width, 17, 600).map((text) => ({
      text,
      size: 17,
      weight: 600,
      colour: colours.text,
    })),
    ...[...wordsOf('.chart-about, .chart-about-not'), ...wordsOf('.chart-finding')]
      .flatMap((text) => wrap(text, width, 13))
      .map((text) => ({ text, size: 13, weight: 400, colour: colours.text })),
  ];
  const foot = [...wordsOf('.chart-counted, .chart-missed'), source]
    .flatMap((text) => wrap(text, width, 12))
    .map((text) => ({ text, size: 12, weight: 400, colour: colours.quiet }));
  let top = PAD;
  const said = (lines: typeof head): string =>
    lines
      .map(({ text, size, weight, colour }) => {
        top += LINE_PX + (size > 13 ? 4 : 0);
        return `<text x="${PAD}" y="${top}" font-size="${size}" font-weight="${weight}" fill="${colour}">${escapeHtml(text)}</text>`;
      })
      .join('');
  const above = said(head);
  const drawn = parts.map((part, at) => {
    top += PAD;
    const box = boxes[at] ?? part.getBoundingClientRect();
    const shapes = drawElement(part, PAD - box.left, top - box.top);
    top += part.scrollHeight > box.height ? part.scrollHeight : box.height;
    return shapes;
  });
  top += PAD / 2;
  const below = said(foot);
  const height = Math.ceil(top + PAD);
  const whole = Math.ceil(width + 2 * PAD);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${whole}" height="${height}" viewBox="0 0 ${whole} ${height}" font-family="${FONT}"><title>${escapeHtml(wordsOf('h2')[0] ?? '')}</title><rect width="100%" height="100%" fill="${colours.page}"/>${above}${drawn.join('')}${below}</svg>`;
}

/** Lines of a text, so that none is wider than the picture. */
function wrap(text: string, width: number, size: number, weight = 400): string[] {
  const canvas = document.createElement('canvas').getContext('2d');
  if (canvas !== null) canvas.font = `${String(weight)} ${String(size)}px ${FONT}`;
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length === 0 ? word : `${lines.at(-1) ?? ''} ${word}`;
    const fits = (canvas?.measureText(longer).width ?? longer.length * size * 0.55) <= width;
    if (fits && lines.length > 0) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return text === '' ? [] : lines;
}

/** What is seen of an element, moved by so much. */
function drawElement(element: Element, dx: number, dy: number): string {
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  // Words for screen readers alone, and what is folded away.
  if (box.width <= 1 || box.height <= 1 || style.visibility === 'hidden') return '';
  if (element instanceof SVGSVGElement) return drawSvg(element, box, dx, dy);
  const parts = [drawBackground(style, box, dx, dy)];
  for (const child of element.childNodes) {
    if (child instanceof Element) parts.push(drawElement(child, dx, dy));
    else if (child instanceof Text) parts.push(drawText(child, style, dx, dy));
  }
  return parts.join('');
}

function drawBackground(style: CSSStyleDeclaration, box: DOMRect, dx: number, dy: number): string {
  const { backgroundColor, borderRadius } = style;
  if (backgroundColor === 'transparent' || /, 0\)$|\/ 0\)$/.test(backgroundColor)) return '';
  return `<rect x="${fixed(box.left + dx)}" y="${fixed(box.top + dy)}" width="${fixed(box.width)}" height="${fixed(box.height)}" rx="${fixed(Number.parseFloat(borderRadius) || 0)}" fill="${escapeHtml(backgroundColor)}"/>`;
}

function drawSvg(svg: SVGSVGElement, box: DOMRect, dx: number, dy: number): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((each, at) => {
    const original = originals[at];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of STYLES) each.setAttribute(name, style.getPropertyValue(name));
    for (const name of ['class', 'style', 'role', 'aria-label', 'aria-hidden', 'focusable'])
      each.removeAttribute(name);
  });
  for (const [name, value] of [
    ['x', box.left + dx],
    ['y', box.top + dy],
    ['width', box.width],
    ['height', box.height],
  ] as const)
    copy.setAttribute(name, fixed(value));
  return new XMLSerializer().serializeToString(copy);
}

/** The words of a text where they stand, line by line; as wide as they are, whatever font the picture finds. */
function drawText(node: Text, style: CSSStyleDeclaration, dx: number, dy: number): string {
  const range = document.createRange();
  const lines: { words: string[]; left: number; right: number; bottom: number; top: number }[] = [];
  for (const { 0: word, index } of node.data.matchAll(/\S+/g)) {
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    const [box] = range.getClientRects();
    if (box === undefined || box.width === 0) continue;
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.top - box.top) < 2) {
      line.words.push(word);
      line.right = box.right;
    } else lines.push({ words: [word], left: box.left, right: box.right, bottom: box.bottom, top: box.top });
  }
  const size = Number.parseFloat(style.fontSize);
  return lines
    .map(({ words, left, right, bottom, top }) => {
      const baseline = (top + bottom) / 2 + size * 0.35;
      return `<text x="${fixed(left + dx)}" y="${fixed(baseline + dy)}" font-size="${fixed(size)}" font-weight="${style.fontWeight}" fill="${style.color}" textLength="${fixed(right - left)}" lengthAdjust="spacingAndGlyphs">${escapeHtml(words.join(' '))}</text>`;
    })
    .join('');
}

const fixed = (value: number): string => value.toFixed(1);

/** The same picture as pixels. Rejects where the browser cannot draw it. */
export async function drawPixels(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * SCALE;
  canvas.height = image.naturalHeight * SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The browser made no picture of the chart.');
  return blob;
}

/** Saves the picture of a chart as a file of this name; gives a sentence that says what became of it. */
export async function savePicture(
  section: HTMLElement,
  format: 'svg' | 'png',
  name: string,
  source: string,
): Promise<string> {
  const svg = drawPicture(section, source);
  let blob = new Blob([svg], { type: 'image/svg+xml' });
  let saved = format;
  if (format === 'png')
    try {
      blob = await drawPixels(svg);
    } catch {
      saved = 'svg';
    }
  const file = document.createElement('a');
  file.href = URL.createObjectURL(blob);
  file.download = `${name}.${saved}`;
  file.click();
  URL.revokeObjectURL(file.href);
  return saved === format
    ? 'The picture of this chart is saved.'
    : 'This browser could not make a PNG of the chart, so it is saved as SVG: the same picture.';
}
