import { defineCollection } from 'astro:content';
import { z } from 'astro/zod';
import { contentLoader, type PageAsset } from './integration/content-loader.ts';

// The loader has checked every asset with the schemas of src/library, so the store only needs to know the type.
export const collections = {
  assets: defineCollection({ loader: contentLoader(), schema: z.custom<PageAsset>() }),
};
