import type { APIRoute } from 'astro';
import symbols from '../components/icons.svg?raw';
import { kindIcons, kindNames } from '../library/kinds/kinds.ts';

const LINES =
  'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';

/** All icons in one file, each kind's among them under its own name. */
export const GET: APIRoute = () => {
  const ofKinds = kindNames.map((kind) => `  <symbol id="${kind}" ${LINES}>${kindIcons[kind]}</symbol>\n`);
  return new Response(symbols.replace('</svg>', `${ofKinds.join('')}</svg>`), {
    headers: { 'content-type': 'image/svg+xml' },
  });
};
