import { posix } from 'node:path';
import type { CodeFile } from './source-files.ts';

/** Names that say nothing about what is inside. */
const BANNED = new Set([
  'utils',
  'util',
  'helpers',
  'helper',
  'common',
  'misc',
  'manager',
  'constants',
  'types',
]);
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const PASCAL = /^[A-Z][A-Za-z0-9]*$/;
const REASON_FROM_LINES = 250;
const MAX_LINES = 400;

/** What is wrong with the name and the length of a file of `src` or `scripts`, as `path:line sentence`. */
export function checkFileLaw(file: CodeFile): string[] {
  return [...checkName(file.path), ...checkLength(file)];
}

function checkName(path: string): string[] {
  const name = posix.basename(path);
  if (name === 'README.md') return [];
  const [stem = '', ...endings] = name.replace(/^\[(?:\.\.\.)?(.+?)\]/, '$1').split('.');
  const problems: string[] = [];
  if (BANNED.has(stem)) problems.push(`${path}:1 "${stem}" does not say what is inside`);
  const isComponent = /\.(astro|tsx)$/.test(name) && !path.startsWith('src/pages/');
  if (isComponent ? !PASCAL.test(stem) : !KEBAB.test(stem)) {
    problems.push(`${path}:1 the name should be ${isComponent ? 'PascalCase' : 'kebab-case'}`);
  }
  const words = [...posix.dirname(path).split('/'), ...endings];
  for (const word of words.filter((one) => BANNED.has(one) || !KEBAB.test(one.replaceAll(/[[\].]/g, '')))) {
    problems.push(`${path}:1 "${word}" in the path should be kebab-case and say what is inside`);
  }
  return problems;
}

function checkLength({ path, text }: CodeFile): string[] {
  const lines = text.trimEnd().split('\n').length;
  if (lines > MAX_LINES) {
    return [`${path}:${String(MAX_LINES)} has ${String(lines)} lines: split it by meaning`];
  }
  if (lines > REASON_FROM_LINES && !/^\s*(?:---\s*)?(?:\/\*|\/\/|<!--|#)/.test(text)) {
    return [`${path}:1 has ${String(lines)} lines and does not say why at its head`];
  }
  return [];
}
