import { parse as parseAstro } from '@astrojs/compiler-rs';
import ts from 'typescript';
import type { CodeFile } from './source-files.ts';

/** One place where a file reaches for another module. */
export interface Import {
  specifier: string;
  /** 1-based. */
  line: number;
}

/**
 * Every module a file reaches for: static and dynamic imports, re-exports, `import('…')` types,
 * `new URL('…', import.meta.url)` (workers, assets), `import.meta.glob`, and `@import` in CSS.
 */
export function importsOf(file: CodeFile): Import[] {
  if (file.path.endsWith('.astro')) return importsOfAstro(file);
  if (file.path.endsWith('.css')) return importsOfCss(file.text, 1);
  if (/\.[cm]?[jt]sx?$/.test(file.path)) return importsOfTypeScript(file);
  return [];
}

/** Parses with positions and parents, the flavour by the file's ending. */
export function parseTypeScript(file: CodeFile): ts.SourceFile {
  const kind = file.path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true, kind);
}

/** 1-based line on which a node begins. */
export function lineOf(source: ts.SourceFile, node: ts.Node): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
}

function importsOfTypeScript(file: CodeFile): Import[] {
  const source = parseTypeScript(file);
  const found: Import[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node === undefined) return;
    if (ts.isStringLiteralLike(node)) {
      found.push({ specifier: node.text, line: lineOf(source, node) });
    } else if (ts.isArrayLiteralExpression(node)) {
      for (const element of node.elements) add(element);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      add(node.moduleSpecifier);
    } else if (ts.isExportDeclaration(node)) {
      add(node.moduleSpecifier);
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      add(node.argument.literal);
    } else if (ts.isCallExpression(node)) {
      const callee = node.expression.getText(source);
      if (callee === 'import' || callee === 'import.meta.glob' || callee === 'import.meta.resolve') {
        add(node.arguments[0]);
      }
    } else if (ts.isNewExpression(node) && node.expression.getText(source) === 'URL') {
      if (node.arguments?.[1]?.getText(source) === 'import.meta.url') add(node.arguments[0]);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function importsOfCss(text: string, firstLine: number): Import[] {
  const found: Import[] = [];
  const blank = text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  for (const match of blank.matchAll(/@import\s+(?:url\(\s*)?['"]?([^'")\s;]+)/g)) {
    const line = firstLine + lineBreaks(blank.slice(0, match.index));
    found.push({ specifier: match[1] ?? '', line });
  }
  return found;
}

/** Astro's own compiler gives one ESTree for front matter, template and scripts together. */
function importsOfAstro(file: CodeFile): Import[] {
  const { ast, diagnostics } = parseAstro(file.text);
  const broken = diagnostics[0];
  if (broken !== undefined) throw new Error(`${file.path} cannot be parsed: ${broken.text}`);
  const found: Import[] = [];
  const lineAt = (node: EsNode) => 1 + lineBreaks(file.text.slice(0, Number(node['start'] ?? 0)));
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isNode(value)) return;
    const literal = astroSpecifier(value);
    if (isNode(literal) && typeof literal['value'] === 'string') {
      found.push({
        specifier: literal['value'],
        line: lineAt(literal),
      });
    }
    if (isStyle(value)) found.push(...importsOfCss(textBelow(value), lineAt(value)));
    Object.values(value).forEach(visit);
  };
  visit(ast);
  return found;
}

function lineBreaks(text: string): number {
  return text.split('\n').length - 1;
}

type EsNode = Record<string, unknown>;

function isNode(value: unknown): value is EsNode {
  return typeof value === 'object' && value !== null;
}

function astroSpecifier(node: EsNode): unknown {
  switch (node['type']) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return node['source'] ?? node['argument'];
    case 'NewExpression': {
      const { callee, arguments: args } = node;
      const isUrl = isNode(callee) && callee['name'] === 'URL';
      return isUrl && Array.isArray(args) && args.length === 2 ? args[0] : undefined;
    }
    case 'CallExpression': {
      const { callee, arguments: args } = node;
      const { object, property } = isNode(callee) ? callee : {};
      const isGlob =
        isNode(object) &&
        object['type'] === 'MetaProperty' &&
        isNode(property) &&
        property['name'] === 'glob';
      return isGlob && Array.isArray(args) ? args[0] : undefined;
    }
    default:
      return undefined;
  }
}

function isStyle(node: EsNode): boolean {
  const opening = node['openingElement'];
  return isNode(opening) && isNode(opening['name']) && opening['name']['name'] === 'style';
}

function textBelow(node: EsNode): string {
  const children = Array.isArray(node['children']) ? node['children'] : [];
  return children.map((child: unknown) => (isNode(child) ? String(child['value'] ?? '') : '')).join('');
}
