/** What stands in for a page when not even the page that says so is on this device: the browser's own says less. */
const LAST_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Not on this device</title>
<style>
  :root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
  body { max-width: 36rem; margin: 18vh auto; padding: 0 1.25rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; }
</style>
<h1>This page is not on this device</h1>
<p>The hub cannot be reached now, and what this browser had kept of it is gone. Both come back with the network. What you
  reported meanwhile waits in this browser, and is sent then.</p>
<p><a href="">Try again</a> or <a href="/">go home</a>.</p>
`;

export function createLastPage(): Response {
  return new Response(LAST_PAGE, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
}
