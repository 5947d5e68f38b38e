/** What stands for what: rules between terms, as they are stored. */

/** `from` and `to` are terms: a search that has all of `from` in a row also looks for all of `to`. */
export interface Rule {
  from: string[];
  to: string[];
  /** From the company's own list or texts, not from what is usual in sales. */
  isOwn: boolean;
}

/** Terms joined by spaces; a third entry for what is not the company's own. */
export type PackedRule = [from: string, to: string] | [from: string, to: string, usual: 1];

export function packRules(rules: readonly Rule[]): PackedRule[] {
  return rules.map(({ from, to, isOwn }) =>
    isOwn ? [from.join(' '), to.join(' ')] : [from.join(' '), to.join(' '), 1],
  );
}

export function parseRules(packed: readonly PackedRule[]): Rule[] {
  return packed.map(([from, to, usual]) => ({
    from: from.split(' '),
    to: to.split(' '),
    isOwn: usual !== 1,
  }));
}
