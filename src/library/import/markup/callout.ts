import type { CalloutKind } from '../../markdown/callouts.ts';

/** What other tools call their callouts. */
const KINDS: Record<string, CalloutKind> = {
  note: 'NOTE',
  info: 'NOTE',
  information: 'NOTE',
  abstract: 'NOTE',
  summary: 'NOTE',
  tldr: 'NOTE',
  example: 'NOTE',
  quote: 'NOTE',
  cite: 'NOTE',
  question: 'NOTE',
  help: 'NOTE',
  faq: 'NOTE',
  todo: 'NOTE',
  seealso: 'NOTE',
  reminder: 'NOTE',
  primary: 'NOTE',
  secondary: 'NOTE',
  default: 'NOTE',
  alert: 'NOTE',
  callout: 'NOTE',
  admonition: 'NOTE',
  notice: 'NOTE',
  hint: 'TIP',
  tip: 'TIP',
  success: 'TIP',
  check: 'TIP',
  done: 'TIP',
  important: 'IMPORTANT',
  attention: 'WARNING',
  warning: 'WARNING',
  caution: 'WARNING',
  danger: 'CAUTION',
  error: 'CAUTION',
  bug: 'CAUTION',
  failure: 'CAUTION',
  fail: 'CAUTION',
  missing: 'CAUTION',
};

/** What a callout of another tool becomes: `WARNING` of `caution` or `danger`; undefined for a name that no tool has. */
export function calloutKind(name: string): CalloutKind | undefined {
  const key = name.toLowerCase();
  return Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
}

/** Names that say more than the kind they become, and are kept as the title. */
const PLAIN =
  /^(?:note|info|information|tip|important|warning|caution|danger|hint|attention|primary|secondary|default|alert|callout|admonition|notice)$/i;

/** The first line of a callout, in the form that GitHub and the hub read. */
export function calloutHead(name: string, title: string): string {
  const kind = calloutKind(name) ?? 'NOTE';
  const shown =
    title.trim() === '' && !PLAIN.test(name)
      ? name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
      : title.trim();
  return shown === '' ? `[!${kind}]` : `[!${kind}] ${shown}`;
}
