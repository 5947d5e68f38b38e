import type { ChartContext } from './context.ts';

/** The words of the hub as a file, for a browser that draws charts. */
export function renderContextFile(context: ChartContext): string {
  return JSON.stringify({ ...context, assets: [...context.assets] });
}

/** Reads what `renderContextFile` wrote. */
export function parseContextFile(text: string): ChartContext {
  const file = JSON.parse(text) as Omit<ChartContext, 'assets'> & { assets: [string, never][] };
  return { ...file, assets: new Map(file.assets) };
}
