/** Bundled with the pages of a site, so that they can be rendered later without bundling them again. */
import { createApp } from 'astro/app/entrypoint';
import { StaticPaths } from 'astro:static-paths';
import type { RouteData } from 'astro';

const app = createApp({ streaming: false });

/** Every page and file that the routes come to with the content as it is now, in the order of the routes. */
export const listPages = () => new StaticPaths(app).getAll();

/** What stands at an address. A page that cannot be rendered is an answer with status 500. */
export const renderPage = (request: Request, routeData: RouteData): Promise<Response> =>
  app.render(request, { routeData });
