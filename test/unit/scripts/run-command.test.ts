import { describe, expect, it } from 'vitest';
import { parseCommandLine, renderFault, renderHelp } from '../../../scripts/run-command.ts';
import { UserError } from '../../../src/library/user-error.ts';

const spec = {
  name: 'bake',
  about: 'Bakes a cake.',
  words: ['DOUGH'],
  flags: {
    shape: { type: 'string', value: 'SHAPE', oneOf: ['round', 'square'], says: 'Its shape.' },
    hot: { type: 'boolean', says: 'Serve it hot.' },
  },
  notes: ['Exit code: 0.'],
} as const;

function faultOf(...line: string[]): string {
  try {
    return JSON.stringify(parseCommandLine(spec, line));
  } catch (error) {
    return error instanceof UserError ? renderFault('bake', error) : `BUG ${String(error)}`;
  }
}

describe('a command line', () => {
  it('is read into flags and words, in any order', () => {
    expect(parseCommandLine(spec, ['--shape', 'round', 'rye', '--hot'])).toEqual({
      flags: { shape: 'round', hot: true },
      words: ['rye'],
    });
    expect(parseCommandLine(spec, ['--shape=square', '--', '--rye'])).toEqual({
      flags: { shape: 'square' },
      words: ['--rye'],
    });
  });

  it.each([['--help'], ['-h'], ['rye', '--help', '--nonsense']])('asks for help: %s %s %s', (...line) => {
    expect(parseCommandLine(spec, line)).toBe('help');
  });

  it('that is not understood is answered with a sentence and the nearest flag', () => {
    expect([
      faultOf('rye', '--shap', 'round'),
      faultOf('rye', '--colour'),
      faultOf('rye', '-x'),
      faultOf('rye', '--__proto__'),
      faultOf('rye', '--shape'),
      faultOf('rye', '--shape='),
      faultOf('rye', '--shape', '--hot'),
      faultOf('rye', '--shape', 'rund'),
      faultOf('rye', '--hot=yes'),
      faultOf('rye', 'wheat'),
      faultOf('--hot'),
    ]).toMatchInlineSnapshot(`
      [
        "bake does not know --shap.
      Did you mean --shape? Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "bake does not know --colour.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "bake does not know -x.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "bake does not know --__proto__.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "--shape needs a SHAPE after it.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "--shape needs a SHAPE after it.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "--shape needs a SHAPE after it.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "--shape takes round, square, not "rund".
      Did you mean round? Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "--hot stands alone and takes no "yes".
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "bake has no use for "wheat".
      If it belongs to a flag, set two hyphens before the flags: npm run bake -- --flag value. Nothing was written. \`npm run bake -- --help\` lists what it takes.",
        "bake needs DOUGH.
      Nothing was written. \`npm run bake -- --help\` lists what it takes.",
      ]
    `);
  });

  it('may end in any number of words, where the command says so', () => {
    const many = { ...spec, words: [], rest: 'DOUGH' } as const;
    expect(parseCommandLine(many, ['rye', '--hot', 'wheat'])).toEqual({
      flags: { hot: true },
      words: ['rye', 'wheat'],
    });
    expect(() => parseCommandLine(many, ['--hot'])).toThrow('bake needs DOUGH.');
    expect(renderHelp(many)).toMatch(/^npm run bake -- DOUGH… \[--shape SHAPE\] \[--hot\]\n/);
  });

  it('is explained', () => {
    expect(renderHelp(spec)).toMatchInlineSnapshot(`
      "npm run bake -- DOUGH [--shape SHAPE] [--hot]

      Bakes a cake.

        --shape SHAPE  Its shape.
        --hot          Serve it hot.
        --help         This text.

      Exit code: 0."
    `);
  });
});

describe('a command that stops', () => {
  it('says what happened and what to do', () => {
    expect(renderFault('bake', new UserError('The oven is cold.', 'Light it. Nothing was baked.')))
      .toMatchInlineSnapshot(`
      "The oven is cold.
      Light it. Nothing was baked."
    `);
  });

  it('owns up to a fault of the hub and shows its stack', () => {
    const fault = renderFault('bake', new TypeError('x is not a function'));
    expect(fault).toMatch(/^This is a fault of the hub, not of your content: bake stopped\./);
    expect(fault).toContain('TypeError: x is not a function\n    at ');
  });
});
