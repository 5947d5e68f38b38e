/** Numbers words in the order in which they are met. */
export interface WordTable {
  /** By number. */
  texts: string[];
  /** The number of a word, a new one for one that is new. */
  numberOf(word: string): number;
}

/**
 * A hash table (open addressing, FNV-1a) in place of a `Map`: words cut out of a text are new strings each time, and a
 * `Map` takes a tenth of an index's time to make them known ones before it looks.
 */
export function createWordTable(): WordTable {
  const texts: string[] = [];
  let hashes = new Int32Array(4096);
  /** Numbers of words, -1 where there is none; at most half of them are taken. */
  let slots = new Int32Array(2 * hashes.length).fill(-1);
  const place = (number: number): void => {
    const mask = slots.length - 1;
    let at = (hashes[number] ?? 0) & mask;
    while ((slots[at] ?? -1) >= 0) at = (at + 1) & mask;
    slots[at] = number;
  };
  const add = (word: string, hash: number): number => {
    const number = texts.length;
    if (number === hashes.length) {
      const wider = new Int32Array(2 * number);
      wider.set(hashes);
      hashes = wider;
      slots = new Int32Array(2 * wider.length).fill(-1);
      for (let known = 0; known < number; known += 1) place(known);
    }
    texts.push(word);
    hashes[number] = hash;
    place(number);
    return number;
  };
  return {
    texts,
    numberOf(word) {
      const hash = hashOf(word);
      const mask = slots.length - 1;
      for (let at = hash & mask; ; at = (at + 1) & mask) {
        const number = slots[at] ?? -1;
        if (number < 0) return add(word, hash);
        if (hashes[number] === hash && texts[number] === word) return number;
      }
    },
  };
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash ^ (hash >>> 15);
}
