/** The name people read for an id; the id itself where the vocabulary does not hold it. */
export function nameOf(terms: readonly { id: string; name: string }[], wanted: string): string {
  return terms.find((term) => term.id === wanted)?.name ?? wanted;
}
