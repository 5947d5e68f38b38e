/** Whether a piece can be published, and how its text gets to GitHub. */
import type { Hub } from '../../library/hub.ts';
import type { CheckedDraft } from '../../publishing/draft/check.ts';
import { editUrl, newFileLink, uploadUrl, type NewFileLink } from '../../publishing/github-links.ts';
import { packForUpload } from './new-files.ts';
import { writeClipboard } from '../copy/clipboard.ts';
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
  /** Files that go along, by their names below `content/files`. */
  files(): ReadonlyMap<string, File>;
}

const count = (number: number, one: string, many: string): string =>
  number === 1 ? one : `${String(number)} ${many}`;

export function createPublishing({ node, hub, isSettled, settle, reveal, files }: Wiring): Publishing {
  const find = (name: string): HTMLElement | null => node.querySelector(`[data-publish="${name}"]`);
  const part = (name: string): HTMLElement => {
    const found = find(name);
    if (found === null) throw new Error(`The page for a new page has no place for ${name}.`);
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
  async function copyWhole(...more: Node[]): Promise<boolean> {
    if (checked === undefined) return false;
    if (await writeClipboard({ plain: checked.text })) return true;
    const text = element('textarea', 'by-hand', checked.text);
    text.readOnly = true;
    text.rows = 8;
    text.setAttribute('aria-label', 'The text to copy');
    showSteps(
      element('p', '', 'This browser does not let the page copy. Copy this text yourself:'),
      text,
      ...more,
    );
    text.select();
    return false;
  }

  function showSteps(...nodes: Node[]): void {
    steps.replaceChildren(...nodes);
    steps.hidden = false;
  }

  go?.addEventListener('click', (event) => {
    const way = link();
    // What is in the link is what stands in the form: the browser may simply follow it.
    if (isSettled() && errors() === 0 && way?.carries === 'whole' && files().size === 0) {
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
    if (files().size > 0) return uploadWithFiles(checked);
    // The focus leaves with the new page, and only a page in focus may copy.
    const steps = stepsOnGithub(way.url, way.carries);
    // Without https no page may copy: the text is taken by hand, and the way to GitHub stands below it.
    if (way.carries !== 'whole' && !(await copyWhole(...steps))) return;
    open(way.url, '_blank', 'noopener');
    showSteps(...steps);
  }

  /** GitHub's editor takes a text alone: page and files go together over its upload page. */
  async function uploadWithFiles({ path, text }: CheckedDraft): Promise<void> {
    const url = uploadUrl(hub, '')?.replace(/\/$/, '');
    const along = files();
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '.zip');
    const packed = await packForUpload({ path, text }, along).catch(() => undefined);
    if (url === undefined) return;
    if (packed === undefined)
      return showSteps(
        element(
          'p',
          '',
          'A file can no longer be read here: it was moved or changed. Choose it again above. Your draft is safe.',
        ),
      );
    const link = element('a', '', name);
    link.href = URL.createObjectURL(packed);
    link.download = name;
    const folders = [path.slice(0, path.indexOf('/')), 'files'];
    link.click();
    open(url, '_blank', 'noopener');
    showSteps(...stepsOfUpload(url, link, folders));
  }

  copy.addEventListener('click', () => {
    void settle()
      .then(() => copyWhole())
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

function stepsOfUpload(url: string, zip: HTMLAnchorElement, folders: readonly string[]): Node[] {
  const again = element('a', '', 'GitHub’s upload page');
  again.href = url;
  again.target = '_blank';
  again.rel = 'noopener';
  const [page = '', files = ''] = folders;
  return [
    element('h3', '', 'On GitHub'),
    element(
      'ol',
      '',
      item(
        'Open ',
        zip,
        ', which lies among your downloads: it holds the folders ',
        strong(page),
        ' and ',
        strong(files),
        '. On Windows choose ',
        strong('Extract all'),
        ' first.',
      ),
      item('Drag both folders together onto ', again, '. It opened beside this page; sign in if it asks.'),
      item(
        'Wait until both files are listed with their folders, then choose ',
        strong('Create a new branch for this commit and start a pull request'),
        ' and press ',
        strong('Propose changes'),
      ),
      item(
        'Press ',
        strong('Create pull request'),
        '. The check reads the words of the file there, and says what else is inside of it.',
      ),
    ),
    element(
      'p',
      'muted small',
      'What you wrote stays here until you throw it away; the file itself is kept only while this page is open.',
    ),
  ];
}

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
