import ts from 'typescript';
import { lineOf, parseTypeScript } from './imports.ts';
import type { CodeFile } from './source-files.ts';

/** Names that a pure room can only know from the window, the process, the clock or chance. */
const OUTSIDE = new Map<string, string>([
  ...names(
    'the page',
    'window document navigator location history screen self globalThis parent top localStorage sessionStorage',
  ),
  ...names(
    'the page',
    'indexedDB caches customElements matchMedia alert postMessage dispatchEvent DOMParser',
  ),
  ...names('the page', 'addEventListener removeEventListener HTMLElement Element Node Window Worker'),
  ...names('the network', 'fetch XMLHttpRequest WebSocket EventSource BroadcastChannel'),
  ...names('the process', 'process Buffer require module global __dirname __filename'),
  ...names('the clock', 'performance Temporal setTimeout setInterval setImmediate'),
  ...names('the clock', 'requestAnimationFrame requestIdleCallback'),
  ...names('chance', 'crypto'),
  ...names('the terminal', 'console'),
]);

/** Names that are pure in some uses and not in others. */
const CLOCK_AND_CHANCE = new Set(['Date', 'Math']);

function names(where: string, list: string): [string, string][] {
  return list.split(' ').map((name) => [name, where]);
}

/** Every reach of a file beyond its arguments, as `path:line sentence`. A name the file declares itself is its own. */
export function checkPurity(file: CodeFile): string[] {
  if (!/\.tsx?$/.test(file.path)) {
    return /\.(json|hogql|sql|md)$/.test(file.path)
      ? []
      : [`${file.path}:1 a pure room holds TypeScript only`];
  }
  const { source, checker } = programOf(file);
  const problems: string[] = [];
  const visit = (node: ts.Node): void => {
    const reach = reachOf(node, checker);
    if (reach !== undefined) problems.push(`${file.path}:${String(lineOf(source, node))} ${reach}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function reachOf(node: ts.Node, checker: ts.TypeChecker): string | undefined {
  if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
    return 'reads import.meta, which is the build and not an argument';
  }
  if (!ts.isIdentifier(node) || isNameOnly(node)) return undefined;
  if (!CLOCK_AND_CHANCE.has(node.text) && !OUTSIDE.has(node.text)) return undefined;
  if (isDeclaredInFile(node, checker)) return undefined;
  const { parent } = node;
  if (node.text === 'Date') {
    if (ts.isNewExpression(parent) && parent.expression === node && (parent.arguments?.length ?? 0) === 0) {
      return 'reads the clock with new Date()';
    }
    if (ts.isCallExpression(parent) && parent.expression === node) return 'reads the clock with Date()';
    if (isMember(parent, node, 'now')) return 'reads the clock with Date.now';
  }
  if (node.text === 'Math' && isMember(parent, node, 'random')) return 'throws dice with Math.random';
  const where = OUTSIDE.get(node.text);
  return where === undefined ? undefined : `reaches for ${where} with ${node.text}`;
}

function isMember(parent: ts.Node, object: ts.Identifier, name: string): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === object && parent.name.text === name;
  return (
    ts.isElementAccessExpression(parent) &&
    parent.expression === object &&
    ts.isStringLiteralLike(parent.argumentExpression) &&
    parent.argumentExpression.text === name
  );
}

/** `top` in `box.top`, `{ top: 1 }` or `interface Box { top: number }` names a member, not the window's `top`. */
function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isQualifiedName(parent)) return parent.right === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  if (ts.isJsxAttribute(parent)) return parent.name === node;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return true;
  const isMemberDeclaration =
    ts.isPropertyAssignment(parent) ||
    ts.isClassElement(parent) ||
    ts.isTypeElement(parent) ||
    ts.isEnumMember(parent);
  return (isMemberDeclaration && parent.name === node) || ts.isNamedTupleMember(parent);
}

/** One file alone, with no library: every name that it does not declare itself then has no symbol. */
function programOf(file: CodeFile): { source: ts.SourceFile; checker: ts.TypeChecker } {
  const source = parseTypeScript(file);
  const host: ts.CompilerHost = {
    getSourceFile: (name) => (name === file.path ? source : undefined),
    getDefaultLibFileName: () => 'none',
    writeFile: () => undefined,
    getCurrentDirectory: () => '',
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => '\n',
    fileExists: () => false,
    readFile: () => undefined,
  };
  const program = ts.createProgram([file.path], { noLib: true, noResolve: true, types: [] }, host);
  return { source, checker: program.getTypeChecker() };
}

function isDeclaredInFile(node: ts.Identifier, checker: ts.TypeChecker): boolean {
  if (node.text === 'globalThis') return false;
  if (ts.isShorthandPropertyAssignment(node.parent)) {
    return checker.getShorthandAssignmentValueSymbol(node.parent)?.declarations !== undefined;
  }
  return checker.getSymbolAtLocation(node)?.declarations !== undefined;
}
