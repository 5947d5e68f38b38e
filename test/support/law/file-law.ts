import { posix } from 'node:path';
import ts from 'typescript';
import { lineOf, parseTypeScript } from './imports.ts';
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
/** Written by a test from the list of rules: as long as that is. */
const MANUAL = 'src/checks/README.md';

const UPPER_CASE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/;

/** What is wrong with the name, the length and the constants of a file of `src` or `scripts`, as `path:line sentence`. */
export function checkFileLaw(file: CodeFile): string[] {
  return [...checkName(file.path), ...checkLength(file), ...checkConstants(file)];
}

/** A number, a text or a pattern that a module holds is UPPER_CASE; what it exports in small letters is a field of it. */
function checkConstants(file: CodeFile): string[] {
  if (!/\.tsx?$/.test(file.path)) return [];
  const source = parseTypeScript(file);
  return source.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .filter(({ declarationList, modifiers }) => isConst(declarationList) && modifiers === undefined)
    .flatMap(({ declarationList }) => [...declarationList.declarations])
    .filter(({ name, initializer }) => isWritten(initializer) && !UPPER_CASE.test(name.getText(source)))
    .map(
      ({ name }) =>
        `${file.path}:${String(lineOf(source, name))} ${name.getText(source)} should be UPPER_CASE`,
    );
}

const isConst = (list: ts.VariableDeclarationList): boolean => (list.flags & ts.NodeFlags.Const) !== 0;

/** Whether the value stands there as it is: no call, no name, no list. */
function isWritten(value: ts.Expression | undefined): boolean {
  if (value === undefined) return false;
  if (ts.isParenthesizedExpression(value) || ts.isAsExpression(value)) return isWritten(value.expression);
  if (ts.isPrefixUnaryExpression(value)) return isWritten(value.operand);
  if (ts.isBinaryExpression(value)) return isWritten(value.left) && isWritten(value.right);
  return ts.isNumericLiteral(value) || ts.isStringLiteralLike(value) || ts.isRegularExpressionLiteral(value);
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
  if (lines > MAX_LINES && path !== MANUAL) {
    return [`${path}:${String(MAX_LINES)} has ${String(lines)} lines: split it by meaning`];
  }
  if (lines > REASON_FROM_LINES && !/^\s*(?:---\s*)?(?:\/\*|\/\/|<!--|#)/.test(text)) {
    return [`${path}:1 has ${String(lines)} lines and does not say why at its head`];
  }
  return [];
}
