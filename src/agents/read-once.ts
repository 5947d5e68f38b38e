/** Gives what was read once, to everybody who asks. A reading that failed is tried anew by the next one. */
export function readOnce<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let held: Promise<Value> | undefined;
  return () =>
    (held ??= read().catch((error: unknown) => {
      held = undefined;
      throw error;
    }));
}
