import type { APIRoute, GetStaticPaths } from 'astro';
import { renderAtom } from '../../publishing/history/feed-atom.ts';
import type { Feed } from '../../publishing/history/feeds.ts';
import { collectFeeds } from '../../site/feeds.ts';
import { collectSite } from '../../site/site.ts';

export const getStaticPaths: GetStaticPaths = async () => {
  const feeds = await collectFeeds();
  return feeds.map((feed) => ({ params: { feed: feed.name }, props: { feed } }));
};

export const GET: APIRoute<{ feed: Feed }> = async ({ props }) => {
  const { site = '', name } = (await collectSite()).hub.company;
  return new Response(renderAtom(props.feed, { site, company: name }), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
  });
};
