import type { PictureTrouble } from '../../files/file-pictures.ts';
import { openMortalProcess } from '../mortal-process.ts';
import type { DrawAnswer, DrawRequest } from './draw-process.ts';
import type { DrawnPage } from './draw-pdf.ts';
import type { OfficeOutline } from './office-outline.ts';

/** A page takes a tenth of a second, and what needs more than this goes on for ever or takes all there is. */
const limits = { maxPageMs: 20_000, maxFileMs: 180_000, maxMemoryBytes: 1024 ** 3 };
export type DrawLimits = typeof limits;

/** Nobody leafs through more; the file itself has them. */
export const MAX_PAGES = 200;
/** So many pages may each end the process before the rest of the file is given up. */
const MAX_STOPS = 3;

/** What became of a PDF. Pages are counted as the PDF does. */
export type DrawnPdf =
  | { pages: number; broken: number[]; left: number }
  | { trouble: Extract<PictureTrouble, 'stopped' | 'refused'> };

/** Draws pages, each in a process that may die of it. */
export interface PageDrawer {
  /** Never rejects but with what `onPage` rejects with. */
  drawPdf(bytes: Uint8Array, onPage: (page: DrawnPage) => Promise<void>): Promise<DrawnPdf>;
  /** Undefined where nothing can be read of it. */
  outline(sort: 'pptx' | 'docx', bytes: Uint8Array): Promise<OfficeOutline | undefined>;
  /** Ends the process. */
  close(): void;
}

/** One file is drawn after the other: the caller waits for each. */
export function openPageDrawer({ maxPageMs, maxFileMs, maxMemoryBytes }: DrawLimits = limits): PageDrawer {
  const worker = openMortalProcess(new URL('./draw-process.ts', import.meta.url), maxMemoryBytes);

  /** Hears all answers up to the last one; false where the process was ended, or ended itself, before that. */
  async function ask(
    request: DrawRequest,
    onAnswer: (said: DrawAnswer) => unknown,
    until: number,
  ): Promise<boolean> {
    const asked = worker.start();
    const { promise, resolve } = Promise.withResolvers<boolean>();
    let heard: Promise<unknown> = Promise.resolve();
    let timer: NodeJS.Timeout | undefined;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, Math.max(0, Math.min(maxPageMs, until - Date.now())));
    };
    const stop = () => {
      worker.close();
      resolve(false);
    };
    const hear = (said: DrawAnswer) => {
      wait();
      heard = heard.then(() => onAnswer(said));
      heard.catch(() => undefined);
      if (said.is === 'done' || said.is === 'refused' || said.is === 'outline') resolve(true);
    };
    asked.on('message', hear).once('exit', stop).once('error', stop);
    wait();
    asked.send(request, (error) => error !== null && stop());
    const isWhole = await promise;
    clearTimeout(timer);
    asked.off('message', hear).off('exit', stop).off('error', stop);
    await heard;
    return isWhole;
  }

  return {
    close: worker.close,
    async outline(sort, bytes) {
      let outline: OfficeOutline | undefined;
      const until = Date.now() + maxPageMs;
      await ask(
        { is: sort, bytes },
        (said) => {
          if (said.is === 'outline') outline = said.outline;
        },
        until,
      );
      return outline;
    },
    async drawPdf(bytes, onPage) {
      const until = Date.now() + maxFileMs;
      const broken: number[] = [];
      let pages = 0;
      let isRefused = false;
      let next = 1;
      for (let stops = 0; stops <= MAX_STOPS && Date.now() < until; stops += 1) {
        const isWhole = await ask(
          { is: 'pdf', bytes, from: next, to: MAX_PAGES },
          async (said) => {
            if (said.is === 'opened') pages = said.pages;
            if (said.is === 'refused') isRefused = true;
            if (said.is === 'broken') broken.push(said.page);
            if (said.is === 'page' || said.is === 'broken') next = said.page + 1;
            if (said.is === 'page') await onPage(said);
          },
          until,
        );
        if (isRefused) return { trouble: 'refused' };
        if (isWhole) break;
        // Nothing was opened: the next time would go as this one did.
        if (pages === 0) return { trouble: 'stopped' };
        if (Date.now() >= until) break;
        broken.push(next);
        next += 1;
        if (next > Math.min(pages, MAX_PAGES)) break;
      }
      return { pages, broken, left: Math.max(0, pages - next + 1) };
    },
  };
}
