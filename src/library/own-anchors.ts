/** Identifiers that a body gives places itself: `<a id="terms"></a>` is a place that links may name behind `#`. */
export function ownAnchors(body: string): string[] {
  if (!/<a\s/i.test(body)) return [];
  return [...body.matchAll(/<a\s[^<>]*?\bid\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi)].map(
    ([, double, single]) => double ?? single ?? '',
  );
}
