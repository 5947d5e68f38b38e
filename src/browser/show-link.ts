/** Shows on its page what lies elsewhere. Nothing is asked of anybody else before. */
import { element } from './elements.ts';

/**
 * Puts the frame in the place of its button.
 *
 * The provider learns the origin of the hub, which some ask for, and not the page: YouTube plays nothing without it
 * (https://developers.google.com/youtube/terms/required-minimum-functionality). What is framed can neither lead this page
 * elsewhere nor ask for a camera.
 */
export function showLink(button: HTMLElement): void {
  const { frame = '', title = '' } = button.dataset;
  const shown = element('iframe', '');
  shown.title = title;
  shown.referrerPolicy = 'strict-origin';
  shown.allow = 'fullscreen; picture-in-picture';
  shown.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-presentation');
  shown.src = frame;
  button.parentElement?.replaceChildren(shown);
  shown.focus();
}
