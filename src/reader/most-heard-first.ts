/**
 * Objections in the order in which a rep is likely to hear them: what most reps heard lately comes first. Without numbers the
 * order stays that of the file.
 *
 * @param heardBy how many reps heard those words lately; undefined where that is not known
 */
export function mostHeardFirst<Objection extends { heard: string }>(
  objections: readonly Objection[],
  heardBy: (heard: string) => number | undefined,
): Objection[] {
  return objections.toSorted((a, b) => (heardBy(b.heard) ?? 0) - (heardBy(a.heard) ?? 0));
}
