import type { APIRoute } from 'astro';
import { fileRoutes, routes } from '../library/routes.ts';
import { collectSite } from '../site/site.ts';

/** What a device is told that puts the hub among its programs. */
export const GET: APIRoute = async () => {
  const { hub, countByKind } = await collectSite();
  const { name, tagline } = hub.company;
  const shortcuts = [
    { name: 'Search', url: routes.library.address },
    ...(countByKind.has('battlecard') ? [{ name: routes.call.title, url: routes.call.address }] : []),
    { name: routes.brief.title, url: routes.brief.address },
  ];
  const { favicon, icon192, icon512, iconMaskable, iconMaskable512 } = fileRoutes;
  const manifest = {
    id: routes.home.address,
    name: `${name} hub`,
    short_name: name,
    description: tagline,
    start_url: routes.home.address,
    scope: routes.home.address,
    display: 'standalone',
    // The ground of the light theme, in styles/global.css.
    background_color: '#fcfcfa',
    theme_color: '#fcfcfa',
    icons: [
      { src: favicon.address, sizes: 'any', type: 'image/svg+xml' },
      { src: icon192.address, sizes: '192x192', type: 'image/png' },
      { src: icon512.address, sizes: '512x512', type: 'image/png' },
      { src: iconMaskable.address, sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
      { src: iconMaskable512.address, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts,
    // What a customer wrote to a rep's phone is looked up as if it had been typed.
    share_target: {
      action: routes.library.address,
      method: 'GET',
      enctype: 'application/x-www-form-urlencoded',
      params: { text: 'q' },
    },
  };
  return new Response(JSON.stringify(manifest), { headers: { 'content-type': 'application/manifest+json' } });
};
