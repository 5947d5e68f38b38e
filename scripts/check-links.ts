/** npm run check:links: whether what pages lead to is there. */
import { contentFolder, readContent } from '../src/adapters/content-folder.ts';
import { probeLinks } from '../src/adapters/link-probe.ts';
import { writeLinkReport } from '../src/adapters/link-report-file.ts';
import { hasBrokenLinks, renderLinkReport } from '../src/publishing/links/link-text.ts';
import { linkedAddresses } from '../src/publishing/links/linked-addresses.ts';
import { runCommand } from './run-command.ts';
import { dayOf } from './today.ts';

runCommand(
  {
    name: 'check:links',
    about:
      'Asks each address outside the hub that a page leads to (links, sources of claims, links in texts) whether it is there, and says which are gone, which moved for good and where to, and which only people who are signed in can look at.',
    flags: {},
    notes: [
      'Servers are asked one address at a time with a second in between, HEAD first, and again where they were slow or busy; nothing of a page is fetched, and no server in a private network is asked.',
      'Writes links.json into HUB_DATA, of which `npm run review` makes an issue for each page that leads nowhere.',
      'Exit code: 0 nothing to mend, 1 something is gone or has moved, 2 it could not be checked.',
    ],
  },
  async () => {
    const { library } = await readContent(contentFolder(process.env));
    const links = await probeLinks(linkedAddresses(library));
    const report = { day: dayOf(undefined, library.hub), links };
    await writeLinkReport(process.env, report);
    console.log(renderLinkReport(report).join('\n'));
    return hasBrokenLinks(report) ? 1 : 0;
  },
);
