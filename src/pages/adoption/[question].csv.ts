import type { APIRoute, GetStaticPaths } from 'astro';
import { buildChartContext } from '../../charts/context.ts';
import { renderCsv } from '../../charts/csv.ts';
import { collectSite } from '../../site/site.ts';
import type { Answer } from '../../usage/snapshot/snapshot.ts';

/** One file a question. */
export const getStaticPaths = (async () => {
  const { snapshot } = await collectSite();
  return snapshot.answers.map((answer) => ({ params: { question: answer.id }, props: { answer } }));
}) satisfies GetStaticPaths;

/** The rows of one answer, as the table on the page has them. */
export const GET: APIRoute<{ answer: Answer }> = async ({ props }) => {
  const { library, records, past } = await collectSite();
  return new Response(renderCsv(props.answer, buildChartContext(library, records, past)), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
};
