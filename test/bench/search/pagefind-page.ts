/** A page with the least that shows ten hits of Pagefind: a box that opens on `/`, and a list. No styles, no other code. */
export const PAGEFIND_PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Pagefind</title></head>
<body>
<dialog><input aria-label="Search"><ol role="listbox"></ol></dialog>
<script type="module">
  const dialog = document.querySelector('dialog');
  const field = document.querySelector('input');
  const list = document.querySelector('ol');
  let engine;
  let last = 0;
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || dialog.open) return;
    event.preventDefault();
    engine ??= import('/pagefind/pagefind.js').then(async (code) => {
      await code.init();
      return code;
    });
    dialog.showModal();
    field.focus();
  });
  field.addEventListener('input', async () => {
    const mine = ++last;
    const { results } = await (await engine).search(field.value);
    if (mine !== last) return;
    const shown = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    if (mine !== last) return;
    list.replaceChildren(...shown.map(({ url, meta, excerpt }) => {
      const hit = document.createElement('li');
      const link = document.createElement('a');
      link.setAttribute('role', 'option');
      link.href = url;
      link.textContent = meta.title;
      const text = document.createElement('p');
      text.innerHTML = excerpt;
      hit.append(link, text);
      return hit;
    }));
  });
</script>
</body>
</html>
`;
