/** What stands in the box at each letter of a query, where it differs from what stood there before. */
export function lettersOf(query: string): string[] {
  const typed = query.trim();
  const states: string[] = [];
  for (let length = 1; length <= typed.length; length += 1) {
    const state = typed.slice(0, length);
    if (!state.endsWith(' ')) states.push(state);
  }
  return states;
}
