/** Hints of personal data among the words of a file: what looks like it, and where; never the words themselves. */
import type { FilePart, PlacedPart } from './file-text.ts';

/** What of a person was found, in words that end a sentence, and the parts it is in. */
export interface PersonalHint {
  words: string;
  parts: PlacedPart[];
}

/** Mailboxes that are read by whoever is on duty. */
const ROLES =
  /^(?:info|sales|support|hello|contact|help|helpdesk|office|team|press|media|marketing|partners?|careers|jobs|hr|billing|accounts?|invoices?|orders?|security|privacy|legal|service|kontakt|vertrieb|noreply|no-reply|admin|webmaster|postmaster|demo|training|events?|success|feedback|enquiries|inquiries)(?:[.+_-]|$)/i;
const MAIL = /([\w.+-]+)@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/giu;
/** A number as people write it for calls from abroad; what is shorter may be a price or a part. */
const PHONE = /(?<![\p{L}\p{N}])(?:\+|00)[1-9]\d{0,2}(?:[ ./()-]{0,2}\d){7,12}(?!\d)/u;
const ACCOUNT = /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/gu;

export function findPersonalData(parts: readonly FilePart[]): PersonalHint[] {
  const looks: [string, (text: string) => boolean][] = [
    ['e-mail addresses of persons', (text) => text.matchAll(MAIL).some(([, name = '']) => !ROLES.test(name))],
    ['phone numbers', (text) => PHONE.test(text)],
    ['numbers of bank accounts', (text) => text.matchAll(ACCOUNT).some(([number]) => isAccount(number))],
  ];
  return looks.flatMap(([words, look]) => {
    const found = parts.filter(({ title, texts, notes, hidden }) =>
      [title, ...texts, ...notes, ...hidden].some(look),
    );
    const placed = found.map(({ is, number, title }) => ({ is, number, title }));
    return placed.length === 0 ? [] : [{ words, parts: placed }];
  });
}

/** Whether the check digits of an IBAN are right (ISO 13616), so that no other code is taken for one. */
function isAccount(written: string): boolean {
  const number = written.replaceAll(' ', '');
  // The words behind a number may look like more of it.
  for (let length = Math.min(34, number.length); length >= 15; length -= 1) {
    const one = number.slice(0, length);
    const digits = (one.slice(4) + one.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
      String(letter.charCodeAt(0) - 55),
    );
    if (BigInt(digits) % 97n === 1n) return true;
  }
  return false;
}
