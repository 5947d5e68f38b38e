/** What the palette needs to show pages of files: fetched with the first hit that has pictures, so that no other search pays for it. */
import style from '../../styles/palette-pages.css?inline';

export { findPicture } from '../search/hit-picture.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(style);
document.adoptedStyleSheets.push(sheet);
