import type { APIRoute, GetStaticPaths } from 'astro';
import { collectBrief } from '../../site/brief.ts';

/** One file for all rivals, and one for each. */
export const getStaticPaths = (async () => {
  const { common, rivals } = await collectBrief();
  return [common, ...rivals.values()].map(({ name, text }) => ({ params: { file: name }, props: { text } }));
}) satisfies GetStaticPaths;

/** What the browser puts briefs together from. */
export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'content-type': 'application/json' } });
