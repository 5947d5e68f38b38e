import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

type Triple = [number, number, number];

/** Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1. */
const SIGHT: Record<string, [Triple, Triple, Triple]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const dot = ([a, b, c]: Triple, [x, y, z]: Triple) => a * x + b * y + c * z;

function linear(hex: string): Triple {
  const part = (from: number) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

/** OKLab of a linear sRGB colour (Ottosson 2020). */
function oklab(colour: Triple): Triple {
  const long = Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], colour));
  const medium = Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], colour));
  const short = Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], colour));
  const cone: Triple = [long, medium, short];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], cone),
    dot([1.9779984951, -2.428592205, 0.4505937099], cone),
    dot([0.0259040371, 0.7827717662, -0.808675766], cone),
  ];
}

const luminance = (colour: Triple) => dot([0.2126, 0.7152, 0.0722], colour);

async function readPairs(file: string, name: RegExp): Promise<[string, string][]> {
  const css = await readFile(new URL(`../../../src/styles/${file}`, import.meta.url), 'utf8');
  return [...css.matchAll(name)].map((match) => [match[1] ?? '', match[2] ?? '']);
}

const themes = ['light', 'dark'] as const;

test.each(themes)(
  'the colours of marks stay apart for every kind of sight in the %s theme',
  async (theme) => {
    const pairs = await readPairs('charts.css', /--chart-\d: light-dark\((#\w{6}), (#\w{6})\)/g);
    expect(pairs).toHaveLength(2);
    const colours = pairs.map((pair) => linear(pair[themes.indexOf(theme)] ?? ''));
    for (const [red, green, blue] of Object.values(SIGHT)) {
      const seen = colours.map((colour) =>
        oklab([red, green, blue].map((row) => dot(row, colour)) as Triple),
      );
      const distances = seen.flatMap((a, i) =>
        seen.slice(i + 1).map((b) => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])),
      );
      expect(Math.min(...distances)).toBeGreaterThan(0.09);
    }
  },
);

test.each(themes)('each colour stands out from the %s page by at least 3:1', async (theme) => {
  const at = themes.indexOf(theme);
  const [page] = await readPairs('global.css', /--bg: light-dark\((#\w{6}), (#\w{6})\)/g);
  const behind = luminance(linear(page?.[at] ?? ''));
  for (const pair of await readPairs('charts.css', /--chart-\d: light-dark\((#\w{6}), (#\w{6})\)/g)) {
    const colour = luminance(linear(pair[at] ?? ''));
    const contrast = (Math.max(colour, behind) + 0.05) / (Math.min(colour, behind) + 0.05);
    expect(contrast).toBeGreaterThan(3);
  }
});
