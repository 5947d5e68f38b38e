/** What is wrong with one field, below it. */
import type { FieldFinding } from '../../publishing/draft/check.ts';
import { createButton, element } from '../elements.ts';

/** The findings of one field. They show once somebody has been there. */
export function createNotes(id: string, use: (meant: string) => void) {
  const list = element('ul', 'findings');
  list.id = `${id}-findings`;
  list.hidden = true;
  let isRevealed = false;
  const show = (input?: HTMLElement): void => {
    list.hidden = !isRevealed || list.childElementCount === 0;
    const target = input ?? document.getElementById(id);
    const isWrong = !list.hidden && list.querySelector('.error') !== null;
    target?.toggleAttribute('data-wrong', isWrong);
    if (isWrong) target?.setAttribute('aria-invalid', 'true');
    else target?.removeAttribute('aria-invalid');
    const help = document.getElementById(`${id}-help`)?.id;
    const described = [help, list.hidden ? undefined : list.id]
      .filter((each) => each !== undefined)
      .join(' ');
    if (described !== '') target?.setAttribute('aria-describedby', described);
  };
  return {
    node: list,
    reveal(): void {
      isRevealed = true;
      show();
    },
    clear(input: HTMLElement): void {
      list.replaceChildren();
      show(input);
    },
    add(input: HTMLElement, { severity, text, meant }: FieldFinding): void {
      const entry = element('li', severity, text);
      if (meant !== undefined)
        entry.append(
          ' ',
          createButton('button', () => use(meant), `Use “${meant}”`),
        );
      list.append(entry);
      show(input);
    },
  };
}
