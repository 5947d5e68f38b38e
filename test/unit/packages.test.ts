import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

interface LockedPackage {
  version?: string;
  integrity?: string;
  resolved?: string;
  libc?: string[];
  hasInstallScript?: boolean;
  license?: string;
  dev?: boolean;
  os?: string | string[];
  cpu?: string | string[];
  optionalDependencies?: Record<string, string>;
}
interface Lock {
  /** By path from the checkout; '' is the hub itself. */
  packages: Record<string, LockedPackage>;
}

const read = (name: string) => readFileSync(resolve(import.meta.dirname, '../..', name), 'utf8');
const lock = JSON.parse(read('package-lock.json')) as Lock;
const hub = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  optionalDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
};

/** What a package at a path gets when it asks for another: from its own node_modules, or from the nearest above it. */
function find({ packages }: Lock, from: string, name: string): LockedPackage | undefined {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    const found = packages[`${at === '' ? '' : `${at}/`}node_modules/${name}`];
    if (found !== undefined || at === '') return found;
  }
}

/** What a lock lacks for some platform, or has that one of two versions of npm would change. */
function checkLock(lock: Lock): string[] {
  const faults: string[] = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      const there = find(lock, path, name);
      if (there === undefined) faults.push(`${path} wants ${name} on some platform, and it is not there`);
    }
    if (path === '') continue;
    if (entry.version === undefined || entry.integrity === undefined)
      faults.push(`${path} has no version, or nothing to tell that it is the right one`);
    if (entry.resolved !== undefined) faults.push(`${path} names the registry of whoever installed it`);
    // npm 10 leaves it out when it writes a lock, npm 11 takes what is there: without it both leave the file alone.
    if (entry.libc !== undefined) faults.push(`${path} has a libc, which npm 10 takes out at each install`);
  }
  return faults;
}

describe('the lock', () => {
  test('has what every platform wants, and is left alone by npm 10 and 11', () => {
    expect(checkLock(lock)).toEqual([]);
  });

  test.each(['@duckdb/node-bindings', 'rolldown', 'satteri', 'lightningcss', 'sharp', 'oxlint', ''])(
    'is known to be short when a native part of %j is taken out',
    (owner) => {
      const path = owner === '' ? '' : `node_modules/${owner}`;
      const [part = ''] = Object.keys(lock.packages[path]?.optionalDependencies ?? {});
      const { [`node_modules/${part}`]: taken, ...packages } = lock.packages;
      expect(taken).toBeDefined();
      expect(checkLock({ packages })).toEqual([
        `${path} wants ${part} on some platform, and it is not there`,
      ]);
    },
  );

  test.each([
    [{ resolved: 'https://registry.example/a.tgz' }, 'names the registry of whoever installed it'],
    [{ libc: ['musl'] }, 'has a libc, which npm 10 takes out at each install'],
    [{ integrity: undefined }, 'has no version, or nothing to tell that it is the right one'],
  ])('is known to be wrong with %j', (change, fault) => {
    const path = 'node_modules/astro';
    const packages = { ...lock.packages, [path]: { ...lock.packages[path], ...change } as LockedPackage };
    expect(checkLock({ packages })).toEqual([`${path} ${fault}`]);
  });
});

describe('the Node that an install brings', () => {
  const own = Object.keys(hub.optionalDependencies).map((name) => lock.packages[`node_modules/${name}`]);

  test('is there for Linux, macOS and Windows, in one version', () => {
    expect(own.map((entry) => `${String(entry?.os)} ${String(entry?.cpu)}`).sort()).toEqual([
      'darwin arm64',
      'darwin x64',
      'linux arm64',
      'linux x64',
      'win32 x64',
    ]);
    expect(new Set(own.map((entry) => entry?.version)).size).toBe(1);
  });

  test('runs every command, and a Node that is too old for TypeScript can read what starts them', () => {
    const commands = Object.values(hub.scripts).filter((command) => command.startsWith('node '));
    expect(commands.length).toBeGreaterThan(15);
    for (const command of commands)
      expect(command).toMatch(
        /^node (?:--(?:initial-heap|max-semi-space)-size=\d+ )*scripts\/hub\.js [a-z-]+$/,
      );
  });

  test('is all that an install needs: no package runs anything while it is installed', () => {
    const asking = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.replace(/^.*node_modules\//, ''));
    for (const name of asking) expect(hub.allowScripts).toHaveProperty(name, false);
  });
});

/**
 * Licences that ask a company for no more than to keep them beside the code, and the lesser GPL of libraries that are linked
 * as they come (MPL: of files that are not changed). Names are those of SPDX.
 */
const TAKEN = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/** Whether an expression can be met: one side of an OR is enough, of an AND all are needed. */
const isTaken = (licence: string): boolean =>
  licence
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((name) => TAKEN.has(name)));

const untaken = ({ packages }: Lock): string[] =>
  Object.entries(packages)
    .filter(([path, { dev, license }]) => path !== '' && dev !== true && !isTaken(license ?? 'none'))
    .map(([path, { license }]) => `${path}: ${license ?? 'none'}`);

describe('the licences of what the hub runs with', () => {
  test('are all on the list', () => {
    expect(untaken(lock)).toEqual([]);
  });

  test.each(['GPL-3.0-only', 'AGPL-3.0-or-later', 'MIT AND SSPL-1.0', 'SEE LICENSE IN LICENSE', undefined])(
    '%s is not',
    (license) => {
      expect(
        untaken({ packages: { 'node_modules/a': { version: '1.0.0', ...(license && { license }) } } }),
      ).toHaveLength(1);
    },
  );

  test('one of two is enough where a package leaves the choice', () => {
    expect(isTaken('(GPL-2.0-only OR MIT)')).toBe(true);
  });
});
