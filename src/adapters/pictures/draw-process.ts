/** The process in which files are drawn. A page that takes all memory, or goes round in circles, costs this process alone. */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { DrawnPage } from './draw-pdf.ts';
import type { OfficeOutline } from './office-outline.ts';

/** What the process is asked: to draw a PDF from a page on, or what it has to know of an office file. */
export type DrawRequest =
  { is: 'pdf'; bytes: Uint8Array; from: number; to: number } | { is: 'pptx' | 'docx'; bytes: Uint8Array };

/** What it answers, several times for a PDF: `opened`, then each page or that it is broken, then `done`. */
export type DrawAnswer =
  | { is: 'opened'; pages: number }
  | ({ is: 'page' } & DrawnPage)
  | { is: 'broken'; page: number }
  | { is: 'done' }
  | { is: 'refused' }
  | { is: 'outline'; outline: OfficeOutline };

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
const watched = once(
  new Worker(new URL('../files/memory-watch.ts', import.meta.url), { workerData: Number(process.argv[2]) }),
  'online',
);
const answer = (said: DrawAnswer): void => void process.send?.(said);

async function draw(request: DrawRequest): Promise<void> {
  if (request.is !== 'pdf') {
    const { outlineOffice } = await import('./office-outline.ts');
    return answer({ is: 'outline', outline: outlineOffice(request.is, request.bytes) });
  }
  const { drawPage, openPdf } = await import('./draw-pdf.ts');
  const pdf = await openPdf(request.bytes);
  answer({ is: 'opened', pages: pdf.numPages });
  for (let page = request.from; page <= Math.min(pdf.numPages, request.to); page += 1)
    answer(
      await drawPage(pdf, page).then(
        (drawn): DrawAnswer => ({ is: 'page', ...drawn }),
        (): DrawAnswer => ({ is: 'broken', page }),
      ),
    );
  await pdf.loadingTask.destroy();
  answer({ is: 'done' });
}

process.on('message', (request: DrawRequest) => {
  void watched.then(() => draw(request)).catch(() => answer({ is: 'refused' }));
});
