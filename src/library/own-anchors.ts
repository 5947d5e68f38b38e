import { escapeHtml } from './escape-html.ts';

/** Identifiers that a body gives places itself: `<a id="terms"></a>` is a place that links may name behind `#`. */
export function ownAnchors(body: string): string[] {
  if (!/<a\s/i.test(body)) return [];
  return [...body.matchAll(/<a\s[^<>]*?\bid\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi)].map(
    ([, double, single]) => double ?? single ?? '',
  );
}

/** Such a place, as raw HTML in Markdown. */
export function renderAnchor(id: string): string {
  return `<a id="${escapeHtml(id)}"></a>`;
}
