import { ICONS_FILE } from '../library/addresses.ts';
/** Plain elements, made in one line. Every text is set as text, never as markup. */

export type Child = Node | string;

/** An element with a class and children; '' for no class. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
}

export function createButton(
  className: string,
  pressed: () => void,
  ...children: Child[]
): HTMLButtonElement {
  const made = element('button', className, ...children);
  made.type = 'button';
  made.addEventListener('click', pressed);
  return made;
}

/** A picture of the sprite, for which `showIcon` shows another; without a name an empty one. */
export function icon(name?: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  if (name === undefined) return svg;
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  showIcon(svg, name);
  return svg;
}

/** Touches the sprite only when the picture is another one: some browsers draw it anew each time, a letter late. */
export function showIcon(svg: SVGSVGElement, name: string): void {
  const address = `${ICONS_FILE}#${name}`;
  const use = svg.firstElementChild;
  if (use?.getAttribute('href') !== address) use?.setAttribute('href', address);
}
