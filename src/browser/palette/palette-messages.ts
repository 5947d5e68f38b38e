/** What the palette says where it has no hits to show, and what can be done about it. */
import type { ExplainedAnswer } from '../../search/query/explained.ts';
import type { SearchAnswer } from '../../search/query/search-answer.ts';
import { createButton, element } from '../elements.ts';
import type { SearchReports } from '../search/search-reports.ts';
import { canRequest, requestPage } from '../search/search-reports.ts';

const lead = (...text: string[]): HTMLElement => element('p', 'palette-lead', ...text);
const hint = (...text: string[]): HTMLElement => element('p', 'palette-hint', ...text);

export function renderStart(): Node[] {
  return [
    lead('Type a few words, as the customer said them.'),
    hint('Part of a word is enough, and a slip is mended. Words in “quotes” are found in that order.'),
  ];
}

export function renderVague(): Node[] {
  return [lead('Go on: a word or two more.'), hint('These alone stand on every page.')];
}

export function renderFailure(retry: () => void): Node[] {
  return [
    lead('The search could not be read.'),
    hint(
      'There may be no network. What you typed is still here, and is looked for when the network is back.',
    ),
    createButton('palette-action', retry, 'Try again'),
  ];
}

const THANKS = 'Counted. Those who write see what was asked for, not who asked.';

/** One tap, no form. Tapped once it stays tapped. */
export function createRequestButton(
  className: string,
  query: string,
  reports: SearchReports,
  announce: (sentence: string) => void,
): HTMLButtonElement {
  const button = createButton(className, request, 'Request this');
  function done(): void {
    button.textContent = 'Requested';
    button.ariaDisabled = 'true';
  }
  function request(): void {
    if (button.ariaDisabled === 'true') return;
    reports.requested(query);
    done();
    announce(THANKS);
  }
  if (reports.wasRequested(query)) done();
  return button;
}

function renderRequest(query: string, reports: SearchReports, url: string | undefined): Node[] {
  const note = hint(
    canRequest()
      ? 'One tap, no form. It is counted, without your name.'
      : 'Recording is off in this browser, so a request made here would reach nobody.',
  );
  const actions: Node[] = [];
  if (canRequest()) {
    const announce = (sentence: string): void => void (note.textContent = sentence);
    actions.push(createRequestButton('palette-action main', query, reports, announce));
  }
  if (url !== undefined) {
    const link = element('a', 'palette-action', 'Say more on GitHub');
    link.href = requestPage(url, query);
    link.target = '_blank';
    link.rel = 'noopener';
    actions.push(link);
  }
  return [element('p', 'palette-actions', ...actions), note];
}

/** @param widenedFrom the scope that has nothing, when these hits are from the whole hub */
export function renderFound(answer: ExplainedAnswer, widenedFrom: readonly string[] | undefined): string {
  const { total, query, isVague, remarks } = answer;
  const found =
    widenedFrom === undefined
      ? `${total} found.`
      : `Nothing in ${widenedFrom.join(', ')}. These are from the whole hub, ${total} in all.`;
  const nothing = isVague ? '' : `Nothing else answers “${query}”.`;
  return [total > 0 ? found : nothing, remarks].join(' ').trim();
}

interface Nothing {
  answer: SearchAnswer;
  /** What the search is narrowed to; the whole hub was searched too. */
  scopeNames: readonly string[];
  reports: SearchReports;
  /** Where more can be said about what is missing; undefined where the hub has no repository. */
  requestUrl: string | undefined;
  typeInstead: (word: string) => void;
}

export function renderNothing({ answer, scopeNames, reports, requestUrl, typeInstead }: Nothing): Node[] {
  const { query, nearest } = answer;
  const where = scopeNames.length > 0 ? `, in ${scopeNames.join(', ')} or elsewhere` : '';
  const near =
    nearest.length === 0
      ? []
      : [
          element(
            'p',
            'palette-nearest',
            'Did you mean ',
            ...nearest.map((word) => createButton('palette-chip', () => typeInstead(word), word)),
          ),
        ];
  return [lead(`Nothing answers “${query}”${where}.`), ...near, ...renderRequest(query, reports, requestUrl)];
}
