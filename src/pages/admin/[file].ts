import type { APIRoute, GetStaticPaths } from 'astro';
import { readCmsScript } from '../../adapters/cms-package.ts';
import { buildCmsConfig } from '../../publishing/draft/cms-config.ts';
import { buildForms } from '../../publishing/draft/form.ts';
import { collectSite } from '../../site/site.ts';
import { fillAddress } from '../../library/addresses.ts';
import { fileRoutes } from '../../library/routes.ts';

const FRAME = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>Editor</title>
</head>
<body><script src="${fillAddress(fileRoutes.admin.address, 'sveltia-cms.js')}"></script></body>
</html>
`;

const files: Record<string, { type: string; read: () => Promise<string | Uint8Array<ArrayBuffer>> }> = {
  'index.html': { type: 'text/html; charset=utf-8', read: async () => FRAME },
  'sveltia-cms.js': { type: 'text/javascript', read: async () => new Uint8Array(await readCmsScript()) },
  'config.yml': {
    type: 'text/yaml; charset=utf-8',
    read: async () => {
      const { hub } = await collectSite();
      // JSON is YAML too, and no sign in a name can end it early.
      return `${JSON.stringify(buildCmsConfig(hub, buildForms(hub)), null, 2)}\n`;
    },
  },
};

/** Off unless hub.yaml asks for it: then the editor is served from the site itself, in the version that is installed. */
export const getStaticPaths: GetStaticPaths = async () => {
  const { hub } = await collectSite();
  const isWanted = hub.company.admin_page && buildCmsConfig(hub, buildForms(hub)) !== undefined;
  return isWanted ? Object.keys(files).map((file) => ({ params: { file } })) : [];
};

export const GET: APIRoute = async ({ params }) => {
  const file = files[params['file'] ?? ''];
  if (file === undefined) return new Response(null, { status: 404 });
  return new Response(await file.read(), { headers: { 'content-type': file.type } });
};
