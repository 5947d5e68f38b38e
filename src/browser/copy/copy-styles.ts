import text from '../../styles/copy-box.css?inline';

let isThere = false;

/** Gives the page the styles of what is shown when something is copied. They come with the first copy: most pages are only read. */
export function addCopyStyles(): void {
  if (isThere) return;
  isThere = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}
