/** Works through a list, so many at a time, and keeps its order. Rejects with the first error of the work. */
export async function mapAtMost<In, Out>(
  list: readonly In[],
  atOnce: number,
  work: (entry: In) => Promise<Out>,
): Promise<Out[]> {
  const waiting = list.entries();
  const done: Out[] = [];
  const takeTurns = async () => {
    for (const [index, entry] of waiting) done[index] = await work(entry);
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return done;
}
