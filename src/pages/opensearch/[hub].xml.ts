import type { APIRoute, GetStaticPaths } from 'astro';
import { escapeHtml } from '../../library/escape-html.ts';
import { fileRoutes, routes } from '../../library/routes.ts';
import { collectSite } from '../../site/site.ts';

/** None where nobody says under which address the hub is read: browsers ask at whole addresses alone. */
export const getStaticPaths: GetStaticPaths = async () =>
  (await collectSite()).hub.company.site === undefined ? [] : [{ params: { hub: 'hub' } }];

/** What a browser is told that can search the hub from its address bar (OpenSearch 1.1). */
export const GET: APIRoute = async () => {
  const { site, name } = (await collectSite()).hub.company;
  const whole = (address: string): string => escapeHtml(new URL(address, site).href);
  const text = `<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>${escapeHtml(name.slice(0, 16))}</ShortName>
  <Description>${escapeHtml(`Search the hub of ${name}`)}</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="192" height="192" type="image/png">${whole(fileRoutes.icon192.address)}</Image>
  <Url type="text/html" template="${whole(routes.library.address)}?q={searchTerms}"/>
</OpenSearchDescription>
`;
  return new Response(text, { headers: { 'content-type': 'application/opensearchdescription+xml' } });
};
