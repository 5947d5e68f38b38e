/** What a reader keeps, as a file that another browser takes in. */
import type { Mine } from '../../reader/collections/collection.ts';
import { readToday } from '../today.ts';

export function saveMine(mine: Mine): void {
  const link = document.createElement('a');
  const file = new Blob([JSON.stringify(mine, null, 2)], { type: 'application/json' });
  link.href = URL.createObjectURL(file);
  link.download = `hub-yours-${readToday()}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
