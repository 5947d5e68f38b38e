import type { APIRoute, GetStaticPaths } from 'astro';
import type { AssetChanges } from '../../reader/visits/changes.ts';
import { collectChanges } from '../../site/changes.ts';

export const getStaticPaths: GetStaticPaths = async () =>
  Array.from(await collectChanges(), ([id, changes]) => ({ params: { id }, props: { changes } }));

/** What changed in an asset since any revision that a browser may remember. */
export const GET: APIRoute<{ changes: AssetChanges }> = ({ props }) =>
  new Response(JSON.stringify(props.changes), { headers: { 'content-type': 'application/json' } });
