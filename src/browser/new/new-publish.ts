/** Whether a piece can be published, and how its text gets to GitHub. */
import type { Hub } from '../../library/hub.ts';
import type { CheckedDraft } from '../../publishing/draft/check.ts';
import { editUrl, newFileLink, type NewFileLink } from '../../publishing/github-links.ts';
import { element, type Child } from '../elements.ts';
import { urlOf } from '../../library/addresses.ts';

export interface Publishing {
  /** The page was opened, with a draft that was kept or without one. */
  opened(hasDraft: boolean): void;
  changed(isKept: boolean): void;
  show(checked: CheckedDraft): void;
  /** The check could not be fetched. */
  failed(): void;
}

interface Wiring {
  /** Holds places for `state`, `go`, `copy`, `kept` and `steps`. */
  node: HTMLElement;
  hub: Hub;
  /** Whether the check has seen the last letters. */
  isSettled(): boolean;
  /** Has it see them. */
  settle(): Promise<void>;
  /** Shows what is wrong. */
  reveal(): void;
}

const count = (number: number, one: string, many: string): string =>
  number === 1 ? one : `${String(number)} ${many}`;

export function createPublishing({ node, hub, isSettled, settle, reveal }: Wiring): Publishing {
  const find = (name: string): HTMLElement | null => node.querySelector(`[data-publish="${name}"]`);
  const part = (name: string): HTMLElement => {
    const found = find(name);
    if (found === null) throw new Error(`The page of new pieces has no place for ${name}.`);
    return found;
  };
  const [state, copy, kept, steps, twin] = [
    part('state'),
    part('copy'),
    part('kept'),
    part('steps'),
    part('twin'),
  ];
  /** Not there where the hub has no repository. */
  const go = find('go');
  let checked: CheckedDraft | undefined;
  const errors = (): number => checked?.findings.filter(({ severity }) => severity === 'error').length ?? 0;
  const link = () => checked && newFileLink(hub, checked.path, checked.text);

  function showState(): void {
    if (checked === undefined) return;
    const wrong = errors();
    const asks = checked.findings.length - wrong;
    const also = asks === 0 ? '' : ` ${count(asks, 'One more thing asks', 'more things ask')} for care.`;
    state.textContent =
      wrong === 0
        ? `Nothing to mend.${also}`
        : `${count(wrong, 'One thing', 'things')} to mend before it can be published.${also}`;
    state.className = wrong === 0 ? 'dot fresh' : 'dot due';
    part('path').textContent = wrong > 0 && checked.id.endsWith('/untitled') ? '' : urlOf(checked.id);
    const edit = checked.twin === undefined ? undefined : editUrl(hub, checked.twin);
    twin.hidden = edit === undefined;
    if (edit !== undefined) twin.setAttribute('href', edit);
    go?.setAttribute('href', (wrong === 0 ? link()?.url : undefined) ?? '#new-form');
  }

  /** The clipboard takes it, or the text stands there to be taken by hand. */
  async function copyWhole(): Promise<boolean> {
    if (checked === undefined) return false;
    try {
      await navigator.clipboard.writeText(checked.text);
      return true;
    } catch {
      const text = element('textarea', 'by-hand', checked.text);
      text.readOnly = true;
      text.rows = 8;
      text.setAttribute('aria-label', 'The text to copy');
      showSteps(element('p', '', 'This browser does not let the page copy. Copy this text yourself:'), text);
      text.select();
      return false;
    }
  }

  function showSteps(...nodes: Node[]): void {
    steps.replaceChildren(...nodes);
    steps.hidden = false;
  }

  go?.addEventListener('click', (event) => {
    const way = link();
    // What is in the link is what stands in the form: the browser may simply follow it.
    if (isSettled() && errors() === 0 && way?.carries === 'whole') {
      return showSteps(...stepsOnGithub(way.url, way.carries));
    }
    event.preventDefault();
    void publish();
  });
  async function publish(): Promise<void> {
    await settle();
    const way = link();
    if (checked === undefined || way === undefined) return;
    if (errors() > 0) return reveal();
    // The focus leaves with the new page, and only a page in focus may copy.
    if (way.carries !== 'whole' && !(await copyWhole())) return;
    open(way.url, '_blank', 'noopener');
    showSteps(...stepsOnGithub(way.url, way.carries));
  }

  copy.addEventListener('click', () => {
    void settle()
      .then(copyWhole)
      .then((isCopied) => {
        if (isCopied) kept.textContent = 'Copied.';
      });
  });

  return {
    opened(hasDraft) {
      kept.textContent = hasDraft
        ? 'Your draft is as you left it.'
        : 'What you write is kept in this browser.';
    },
    changed(isKept) {
      kept.textContent = isKept
        ? 'Your draft is kept in this browser.'
        : 'This browser keeps nothing for this page: copy the text before you close it.';
    },
    show(now) {
      checked = now;
      showState();
    },
    failed() {
      state.textContent =
        'The check could not be fetched; there may be no network. Your draft is safe, and it is tried again with the next letter.';
      state.className = 'dot overdue';
    },
  };
}

const OPENS: Record<NewFileLink['carries'], string> = {
  whole: 'GitHub’s page opens with the file filled in. Sign in if it asks.',
  'signed-in':
    'GitHub’s page opens with the file filled in, if you are signed in already. If not, it may show an error after the sign-in: then open it again from below. The text is on your clipboard too.',
  paste:
    'The text is too long to go along, so it is on your clipboard. GitHub’s page opens with the name of the file and no text: click into the large empty field and paste.',
};

const strong = (text: string): Node => element('strong', '', text);
const item = (...children: Child[]): Node => element('li', '', ...children);

function stepsOnGithub(url: string, carries: NewFileLink['carries']): Node[] {
  const again = element('a', '', 'Open GitHub’s page');
  again.href = url;
  again.target = '_blank';
  again.rel = 'noopener';
  return [
    element('h3', '', 'On GitHub'),
    element(
      'ol',
      '',
      item(OPENS[carries]),
      item('Press ', strong('Commit changes…')),
      item(
        'Choose ',
        strong('Create a new branch for this commit and start a pull request'),
        ', then press ',
        strong('Propose changes'),
      ),
      item(
        'Press ',
        strong('Create pull request'),
        '. The check and a colleague look at it there; nothing is public before that.',
      ),
    ),
    element(
      'p',
      'muted small',
      'No page opened, or it shows an error? Sign in on GitHub, then: ',
      again,
      '. What you wrote stays here until you throw it away.',
    ),
  ];
}
