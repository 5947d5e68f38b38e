/**
 * Which slides of a page's files are looked at: whatever says `data-slide="7"` within something that says `data-file`, as the
 * outline of a file does, and whatever shows its pictures. Fetched once one of them is unfolded.
 */
import { report, type ReportedEvent } from './hub-event.ts';

/** So long a slide is in view until it counts; who scrolls by has not seen it. */
const LOOKED_AT_MS = 1000;

type Reached = Extract<ReportedEvent, { event: 'slide_reached' }>['properties'];

/**
 * Tells each slide below `root` once, after it was in view for a second in a window that is to be seen. Half of it must be,
 * or as much as fills half the window. A slide that takes the place of another one, in the same element too, is a new one.
 */
export function watchSlides(root: HTMLElement, seen: (file: string, slide: number) => void): void {
  const told = new Set<string>();
  const inView = new Map<Element, ReturnType<typeof setTimeout> | undefined>();

  function tell(element: HTMLElement): void {
    const { slide = '' } = element.dataset;
    const file = element.closest<HTMLElement>('[data-file]')?.dataset['file'] ?? '';
    if (told.has(file + slide)) return;
    told.add(file + slide);
    seen(file, Number(slide));
  }

  function leave(element: Element): void {
    clearTimeout(inView.get(element));
    inView.delete(element);
  }

  function look(element: Element): void {
    clearTimeout(inView.get(element));
    const timer = document.hidden ? undefined : setTimeout(() => tell(element as HTMLElement), LOOKED_AT_MS);
    inView.set(element, timer);
  }

  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting, intersectionRatio, intersectionRect } of entries) {
        const isSeen =
          isIntersecting && (intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2);
        if (!isSeen) leave(target);
        else if (!inView.has(target)) look(target);
      }
    },
    { threshold: [0, 0.1, 0.2, 0.3, 0.4, 0.5] },
  );

  const observe = (node: Node): void => {
    if (!(node instanceof Element)) return;
    if (node.matches('[data-slide]')) observer.observe(node);
    node.querySelectorAll('[data-slide]').forEach((each) => observer.observe(each));
  };
  observe(root);
  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === 'childList') addedNodes.forEach(observe);
      else if (inView.has(target as Element)) look(target as Element);
      else observer.observe(target as Element);
    }
  }).observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-slide'] });
  document.addEventListener('visibilitychange', () => [...inView.keys()].forEach(look));
}

const article = document.querySelector<HTMLElement>('[data-asset]');
if (article !== null) {
  const asset = JSON.parse(article.dataset['asset'] ?? '') as Omit<Reached, 'file' | 'slide' | 'surface'>;
  watchSlides(article, (file, slide) =>
    report({ event: 'slide_reached', properties: { ...asset, surface: 'page', file, slide } }),
  );
}
