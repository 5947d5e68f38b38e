import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const CONFIG = `import { defineConfig } from 'astro/config';
export default defineConfig({ cacheDir: './cache', devToolbar: { enabled: false } });
`;

const CONTENT_CONFIG = `import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const words = z.array(z.string());
export const collections = {
  assets: defineCollection({
    loader: glob({ pattern: '**/*.md', base: process.env.BENCH_CONTENT }),
    schema: z.object({
      title: z.string(),
      benefit: z.string(),
      summary: z.string(),
      owner: z.string(),
      products: words,
      stages: words,
      personas: words,
      industries: words,
      aliases: words,
      published: z.coerce.date(),
      reviewed: z.coerce.date(),
      audience: z.enum(['internal', 'shareable']),
    }),
  }),
};
`;

const LAYOUT = `---
const { title, description, headings = [] } = Astro.props;
---

<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>{title}</title>
    <meta name="description" content={description} />
  </head>
  <body>
    <header>
      <a href="/">Home</a>
      <button id="search" type="button">Search</button>
      <dialog id="dialog"><input type="search" aria-label="Search" /></dialog>
    </header>
    <main>
      <h1>{title}</h1>
      <slot />
    </main>
    {
      headings.length > 0 && (
        <nav aria-label="On this page">
          <ul>
            {headings.map((heading) => (
              <li>
                <a href={'#' + heading.slug}>{heading.text}</a>
              </li>
            ))}
          </ul>
        </nav>
      )
    }
    <script>
      const dialog = document.querySelector('dialog');
      const open = async () => {
        dialog?.showModal();
        const { load } = await import('../search.ts');
        await load();
      };
      document.querySelector('#search')?.addEventListener('click', open);
      addEventListener('keydown', (event) => {
        if (event.key === '/') open();
      });
    </script>
    <style is:global>
      body {
        font: 1rem/1.6 system-ui, sans-serif;
        max-width: 70ch;
        margin: 0 auto;
        padding: 1rem;
      }
      header {
        display: flex;
        gap: 1rem;
        border-bottom: 1px solid #ddd;
        padding-bottom: 0.5rem;
      }
      a {
        color: #0645ad;
      }
      h1,
      h2 {
        line-height: 1.2;
      }
    </style>
  </body>
</html>
`;

const SEARCH = `export async function load(): Promise<unknown> {
  const [{ default: lunr }, index] = await Promise.all([import('lunr'), fetch('/search.json')]);
  return lunr.Index.load(await index.json());
}
`;

const ASSET_PAGE = `---
import { getCollection, render } from 'astro:content';
import Layout from '../layouts/Layout.astro';

export async function getStaticPaths() {
  const assets = await getCollection('assets');
  return assets.map((asset) => ({ params: { id: asset.id }, props: { asset } }));
}
const { asset } = Astro.props;
const { Content, headings } = await render(asset);
---

<Layout title={asset.data.title} description={asset.data.summary} headings={headings}>
  <p>{asset.data.benefit}</p>
  <p>{asset.data.owner}, {asset.data.reviewed.toISOString().slice(0, 10)}</p>
  <Content />
</Layout>
`;

const LIST_PAGE = `---
import { getCollection } from 'astro:content';
import Layout from '../../layouts/Layout.astro';

export async function getStaticPaths() {
  const assets = await getCollection('assets');
  const newest = assets.sort((a, b) => b.data.published.getTime() - a.data.published.getTime());
  const lists = [
    ...['routes', 'cold', 'ledger'].map((name) => ({ name, of: (data) => data.products.includes(name) })),
    ...['prospect', 'discovery', 'demo', 'pilot', 'negotiation', 'renewal'].map((name) => ({
      name,
      of: (data) => data.stages.includes(name),
    })),
    ...['transport-manager', 'quality-lead', 'finance-director'].map((name) => ({
      name,
      of: (data) => data.personas.includes(name),
    })),
  ];
  return lists.map(({ name, of }) => ({
    params: { name },
    props: { assets: newest.filter((asset) => of(asset.data)).slice(0, 200) },
  }));
}
const { assets } = Astro.props;
---

<Layout title={Astro.params.name}>
  <ul>
    {
      assets.map((asset) => (
        <li>
          <a href={'/' + asset.id + '/'}>{asset.data.title}</a> {asset.data.summary}
        </li>
      ))
    }
  </ul>
</Layout>
`;

const HOME_PAGE = `---
import { getCollection } from 'astro:content';
import Layout from '../layouts/Layout.astro';
const assets = await getCollection('assets');
---

<Layout title="Home">
  <ul>{assets.slice(0, 20).map((asset) => <li><a href={'/' + asset.id + '/'}>{asset.data.title}</a></li>)}</ul>
</Layout>
`;

/**
 * Writes the yardstick: one collection with a schema of 12 keys, one layout with a table of contents, 12 list pages, a home
 * page and a search loader, no index. It reads the content folder named by `BENCH_CONTENT`.
 */
export async function writePlainAstro(folder: string, nodeModules: string): Promise<void> {
  const files: Record<string, string> = {
    'package.json': '{ "name": "plain", "private": true, "type": "module" }\n',
    'astro.config.mjs': CONFIG,
    'src/content.config.ts': CONTENT_CONFIG,
    'src/search.ts': SEARCH,
    'src/layouts/Layout.astro': LAYOUT,
    'src/pages/[...id].astro': ASSET_PAGE,
    'src/pages/list/[name].astro': LIST_PAGE,
    'src/pages/index.astro': HOME_PAGE,
  };
  await mkdir(join(folder, 'src/pages/list'), { recursive: true });
  await mkdir(join(folder, 'src/layouts'), { recursive: true });
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await symlink(nodeModules, join(folder, 'node_modules'));
}
