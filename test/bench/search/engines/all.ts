import type { Engine } from './engine.ts';
import { flexsearch } from './flexsearch.ts';
import { hub } from './hub.ts';
import { minisearch } from './minisearch.ts';
import { orama } from './orama.ts';
import { pagefind } from './pagefind.ts';
import { wholeLunr } from './whole-lunr.ts';

/** The hub first, then its peers. */
export const engines: readonly Engine[] = [hub, pagefind, minisearch, orama, flexsearch, wholeLunr];
