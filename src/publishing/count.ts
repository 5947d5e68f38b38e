/** `1 file`, `2 files`. */
export function renderCount(many: number, one: string): string {
  return `${String(many)} ${one}${many === 1 ? '' : 's'}`;
}
