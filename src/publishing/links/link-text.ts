import { onOneLine } from '../check/findings-text.ts';
import { renderCount } from '../count.ts';
import type { LinkReport } from './link-issues.ts';
import type { LinkState } from './judge-link.ts';

const HEADS = {
  dead: 'Gone',
  moved: 'Moved for good',
  private: 'Only people who are signed in can tell',
  unknown: 'Not known: asked again the next time',
} as const satisfies Partial<Record<LinkState['is'], string>>;

/** What was found out, as lines for a terminal: each address once, below it where it stands. */
export function renderLinkReport({ links }: LinkReport): string[] {
  const parts = (Object.keys(HEADS) as (keyof typeof HEADS)[]).flatMap((is) => {
    const own = links.flatMap(({ address, mentions, state }) =>
      state.is === is
        ? [
            onOneLine(`  ${address} ${state.says}.`),
            ...mentions.map(({ path, line }) => onOneLine(`    content/${path}:${String(line)}`)),
          ]
        : [],
    );
    return own.length === 0 ? [] : [`${HEADS[is]}:`, ...own, ''];
  });
  const count = (is: LinkState['is']) => links.filter(({ state }) => state.is === is).length;
  const rest = (['dead', 'moved', 'private', 'unknown'] as const).map((is) => `${String(count(is))} ${is}`);
  return [
    ...parts,
    `${renderCount(links.length, 'link')}: ${String(count('there'))} there, ${rest.join(', ')}.`,
  ];
}

/** Whether somebody has something to mend. */
export const hasBrokenLinks = ({ links }: LinkReport): boolean =>
  links.some(({ state }) => state.is === 'dead' || state.is === 'moved');
