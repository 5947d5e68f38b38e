import type { Digest } from './digest.ts';

/** A digest as plain text, a line each. */
export function renderDigestText({ title, site, parts }: Digest): string {
  return [
    title,
    ...parts.flatMap(({ heading, items, more, none }) => [
      '',
      heading.toUpperCase(),
      ...(items.length === 0 ? [none] : []),
      ...items.map(({ says, about, url }) => `- ${says} (${about})${url === undefined ? '' : `\n  ${url}`}`),
      ...(more > 0 ? [`… and ${String(more)} more.`] : []),
    ]),
    '',
    'Numbers are rounded to fives; what fewer than ten people typed is never shown.',
    ...(site === undefined ? [] : [site]),
    'Each part can be turned off under digest in content/hub.yaml.',
    '',
  ].join('\n');
}
