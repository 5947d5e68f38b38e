/** The answer of the chosen hit beside the list: what is to be said, where it is from, and what can be done with it. */
import { briefUrl } from '../../reader/brief/brief-choice.ts';
import { buildShownAnswer, type ShownAnswer } from '../../reader/palette/shown-answer.ts';
import type { ExplainedHit } from '../../search/query/explained.ts';
import { callUrl } from '../../library/addresses.ts';
import { createButton, element, type Child } from '../elements.ts';
import { isApple } from '../is-apple.ts';

export interface PaletteAnswer {
  /** Shows what a hit says; without one nothing. Of a brief answer only titles are known: what stands there stays, if it is of the same hit. */
  show(hit: ExplainedHit | undefined, isBrief: boolean, today: string): void;
  /** Does what Enter with Shift or Alt is for, or a key that copies; false for Enter alone. */
  press(event: KeyboardEvent): boolean;
  /** Says what became of something, below the answer. */
  say(sentence: string): void;
}

export interface AnswerActions {
  copy(answer: ShownAnswer, hit: ExplainedHit): void;
  open(): void;
  /** The page is left for call mode or the brief. */
  leave(): void;
}

/** Where call mode and the brief for what was found are; undefined where there are none. */
function placesOf({ kind, id, competitor }: ExplainedHit): { call?: string; brief?: string } {
  return {
    ...(kind === 'battlecard' ? { call: callUrl({ id }) } : {}),
    ...(competitor === '' ? {} : { brief: briefUrl({ competitor }) }),
  };
}

const KEYS = {
  copy: isApple() ? 'Cmd C' : 'Ctrl C',
  open: 'Enter',
  call: 'Shift Enter',
  brief: isApple() ? 'Option Enter' : 'Alt Enter',
};

/** Why there is nothing to copy for a customer. */
const reasons: Readonly<Record<ShownAnswer['is'], string>> = {
  page: 'this is a whole page. Open it to copy from it',
  aloud: 'nobody checked this in time',
  shown: 'these words are from a file. Open the page to send the file',
  guidance: 'this is for you, not for a customer',
};

const key = (name: keyof typeof KEYS): HTMLElement => {
  const made = element('kbd', '', KEYS[name]);
  made.ariaHidden = 'true';
  return made;
};

const part = (name: string, words: string): Child[] =>
  words === '' ? [] : [element('p', `palette-answer-${name}`, words)];

function link(name: 'call' | 'brief', label: string, address: string | undefined): Child[] {
  if (address === undefined) return [];
  const made = element('a', 'palette-action', label, ' ', key(name));
  made.href = address;
  made.dataset['goes'] = name;
  return [made];
}

/** @param id of what describes the chosen hit */
export function createAnswer(pane: HTMLElement, id: string, actions: AnswerActions): PaletteAnswer {
  const text = element('div', 'palette-answer-text');
  const facts = element('p', 'palette-answer-facts');
  const page = element('img', 'palette-answer-page');
  const said = element('div', 'palette-answer-said', text, facts, page);
  said.id = id;
  const buttons = element('p', 'palette-answer-actions');
  const status = element('p', 'palette-answer-status');
  status.ariaLive = 'polite';
  pane.append(said, status, buttons);
  // Long answers scroll, by keyboard too.
  text.tabIndex = 0;
  // A narrow screen has no room for it, and fetches nothing.
  Object.assign(page, { alt: '', loading: 'lazy', hidden: true });
  page.addEventListener('error', () => (page.hidden = true));

  let hit: ExplainedHit | undefined;
  let answer: ShownAnswer | undefined;
  let shown = '';
  let isScrolled = false;
  text.addEventListener('scroll', () => (isScrolled = true), { passive: true });

  function fill(
    { language }: ExplainedHit,
    { is, about, lead, rest, ask, state, source, freshness, goodUntil }: ShownAnswer,
  ): void {
    text.replaceChildren(
      ...part('about', about),
      ...part(is === 'aloud' && freshness !== 'expired' ? 'large' : 'lead', lead),
      ...part('rest', rest),
      ...part('ask', ask),
    );
    // Left out where it is that of the interface: empty would say that nobody knows.
    text.toggleAttribute('lang', language !== '');
    if (language !== '') text.lang = language;
    // To set what is set already would lay out the page once more.
    if (isScrolled) text.scrollTop = 0;
    isScrolled = false;
    facts.replaceChildren(
      ...(state === '' ? [] : [element('span', `palette-say ${is}`, state)]),
      ...(source === '' ? [] : [element('span', '', source)]),
      element('span', `palette-age ${freshness}`, goodUntil),
    );
  }

  /** Below all that is read, so that nothing moves when it comes. */
  async function showPage({ pictures, section: { slug } }: ExplainedHit): Promise<void> {
    page.hidden = true;
    if (pictures === '' || slug === '') return;
    const asked = shown;
    const { findPicture } = await import('./palette-pages.ts');
    const found = await findPicture({ pictures, slug });
    if (found === undefined || asked !== shown) return;
    Object.assign(page, { src: found.large, hidden: false });
  }

  function renderButtons(): Child[] {
    if (hit === undefined || answer === undefined) return [];
    const { call, brief } = placesOf(hit);
    const copyIt = createButton(
      'palette-action main',
      copy,
      'Copy ',
      element('span', 'palette-answer-for', 'for the customer '),
      key('copy'),
    );
    return [
      ...(answer.forCustomer === '' ? [] : [copyIt]),
      createButton('palette-action', actions.open, 'Open ', key('open')),
      ...link('call', 'Call mode', call),
      ...link('brief', 'Brief', brief),
    ];
  }

  function copy(): void {
    if (hit === undefined || answer === undefined) return;
    if (answer.forCustomer !== '') return actions.copy(answer, hit);
    say(`Nothing was copied: ${reasons[answer.is]}.`);
  }

  function say(sentence: string): void {
    status.textContent = sentence;
  }

  buttons.addEventListener('click', (event) => {
    const isWay = (event.target as Element).closest('[data-goes]') !== null;
    if (isWay && !event.ctrlKey && !event.metaKey) actions.leave();
  });

  return {
    show(next, isBrief, today) {
      if (isBrief && next !== undefined && next.id === hit?.id) return;
      hit = next;
      answer = next === undefined || isBrief ? undefined : buildShownAnswer(next, today);
      const now =
        answer === undefined || hit === undefined ? '' : JSON.stringify([answer, hit.id, hit.competitor]);
      if (now === shown) return;
      shown = now;
      pane.classList.toggle('bare', answer === undefined);
      // What is not meant any more keeps its room, unseen, until the next is there.
      if (hit !== undefined && answer !== undefined) {
        fill(hit, answer);
        void showPage(hit);
      }
      if (answer !== undefined) buttons.replaceChildren(...renderButtons());
      say('');
    },
    press(event) {
      const { ctrlKey, metaKey, shiftKey, altKey } = event;
      if (event.key !== 'Enter') {
        copy();
        return true;
      }
      if (ctrlKey || metaKey || shiftKey === altKey || hit === undefined) return false;
      const wanted = shiftKey ? 'call' : 'brief';
      const way = buttons.querySelector<HTMLElement>(`[data-goes=${wanted}]`);
      if (way !== null) way.click();
      else
        say(shiftKey ? 'Call mode is for battlecards.' : 'No competitor is named here to make a brief for.');
      return true;
    },
    say,
  };
}
