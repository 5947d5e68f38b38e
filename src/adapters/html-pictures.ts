import { defaultHandlers, type Handle } from 'hast-util-to-mdast';
import { hasClass } from './html-tree.ts';

/** Small pictures that stand for a sign, by the word that Confluence has for it. */
const SIGNS: Record<string, string> = {
  smile: '🙂',
  sad: '🙁',
  cheeky: '😛',
  laugh: '😄',
  wink: '😉',
  'thumbs up': '👍',
  'thumbs down': '👎',
  tick: '✅',
  cross: '❌',
  error: '❌',
  information: 'ℹ️',
  warning: '⚠️',
  question: '❓',
  plus: '➕',
  minus: '➖',
  'light on': '💡',
  'light off': '💡',
  star: '⭐',
  'yellow star': '⭐',
  heart: '❤️',
};

export const picture: Handle = (state, element) => {
  if (!hasClass(element, 'emoticon')) return defaultHandlers.img(state, element);
  const { dataEmojiFallback: sign, alt } = element.properties;
  const word = String(alt ?? '').replace(/^\(|\)$/g, '');
  const value =
    typeof sign === 'string' && /\P{ASCII}/u.test(sign) ? sign : (SIGNS[word] ?? String(alt ?? ''));
  return { type: 'text', value };
};
