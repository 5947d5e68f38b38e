import { cp, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { catalogue } from '../../src/checks/catalogue.ts';
import { checkLibrary } from '../../src/checks/check-library.ts';
import { troubled } from '../../src/files/file-text.ts';
import { attachFiles } from '../../src/library/attachments.ts';
import type { Finding } from '../../src/library/finding.ts';
import { SEARCH_TESTS_PATH } from '../../src/library/records/required-searches.ts';
import { UserError } from '../../src/library/user-error.ts';
import { renderFindingGithub } from '../../src/publishing/check/findings-github.ts';
import { renderFindingsJson } from '../../src/publishing/check/findings-json.ts';
import { renderFindingText, renderSummary } from '../../src/publishing/check/findings-text.ts';
import {
  makeBomb,
  makeCompound,
  makeDeck,
  makeDocument,
  makeLabelled,
  makePdf,
  makeWorkbook,
} from '../support/office-files.ts';
import { renderRulesManual } from '../support/rules-manual.ts';
import { checkFolder, checkSite, siteNames, sitesFolder, today } from '../support/sites.ts';

const isOfFile = ({ path }: Finding) => path.startsWith('files/');

describe.each(siteNames)('the site %s', (site) => {
  it('has the findings it always had', async () => {
    const { findings, fileCount } = await checkSite(site);
    const text = [...findings.map(renderFindingText), renderSummary(findings, fileCount), ''].join('\n');
    await expect(text).toMatchFileSnapshot(join(sitesFolder, site, 'findings.txt'));
  });

  it('has the annotations and the JSON it always had', async () => {
    const checked = await checkSite(site);
    const { findings } = checked;
    await expect([...findings.map(renderFindingGithub), ''].join('\n')).toMatchFileSnapshot(
      join(sitesFolder, site, 'findings.github.txt'),
    );
    await expect(renderFindingsJson(findings, checked, today)).toMatchFileSnapshot(
      join(sitesFolder, site, 'findings.json'),
    );
  });
});

describe('a file that cannot be read', () => {
  it('is one finding with a way out, and costs no other file', async () => {
    const found = (await checkOfficeFiles()).filter(({ path }) => path.startsWith('files/'));
    expect(found.map((each) => renderFindingText(each))).toMatchInlineSnapshot(`
      [
        "files/bomb.pptx:1  error  This file is small and unpacks to more than anybody would make, as files do that are meant to harm. Find out where it comes from. If it is yours, open it and save it again under another name.  [file-unreadable]",
        "files/broken-slide.pptx:1  warning  Slide 2 cannot be read, so no search finds what is there; all else of the file is found. Open the file, make what is named anew (copy its text to a new slide), and upload it again.  [file-not-searched]",
        "files/deals.xlsx:1  error  A sheet of this file is an export of a CRM: it holds names and amounts of single deals or leads, and git keeps them for good. Take it out, and where it was pushed also out of the history of git. npm run pipeline writes what everybody may see.  [file-of-deals]",
        "files/half.pptx:1  error  This file cannot be opened: it was cut off on its way, or is damaged. Upload it once more; where the original does not open either, ask whoever made it for another.  [file-unreadable]",
        "files/labelled.docx:1  error  A sensitivity label encrypts this file (label f42aa342-8706-4288-bd11-ebb85995028c): nobody outside your company can open it, and no search finds its words. In Office choose a label without encryption under Sensitivity and save it again, or offer a PDF.  [file-unreadable]",
        "files/locked.docx:1  error  This file opens with a password alone, so reps cannot open it and no search finds its words. Save a copy without a password: whoever may open the hub may open it.  [file-unreadable]",
        "files/long.xlsx:1  warning  Sheet Prices is too long to be searched to the end; the file itself is offered whole. Put what reps look for at its beginning, or into a file of its own.  [file-not-searched]",
        "files/old.ppt:1  warning  This is a file of Office before 2007, so no search finds the words in it. Open it and save it as PPTX, DOCX or XLSX.  [file-not-searched]",
        "files/page.pptx:1  error  By its name this is something else: it is a PDF, and programs refuse to open it. Give it the ending of what it is, or export it again in the format that its name says.  [file-unreadable]",
        "files/scan.pdf:1  warning  This file holds pictures and no words, so no search finds what is in it. Export it from where it was written instead of scanning it, or say on its page what it holds.  [file-not-searched]",
        "files/whole.pptx:1  warning  Reading this file took too long or too much memory and was stopped, so no search finds its words. Split it, or save it again without what is embedded in it. The file itself is offered as it is.  [file-not-searched]",
      ]
    `);
  });
});

describe('a file that customers may be sent', () => {
  it('stops the change that brings it with what is for us alone, is a warning from then on, and is told once where its page stays inside', async () => {
    expect((await checkSharedFiles()).map((each) => renderFindingText(each))).toMatchInlineSnapshot(`
      [
        "files/deck.pptx:1  warning  collateral/files.md may be shared, and whoever is sent this file of it also gets notes for the speaker (slide 1), hidden slides (slide 2), hidden shapes (slide 1) and comments (slide 1). A copy without it is made by npm run clean -- content/files/deck.pptx --without notes,hidden,concealed,comments, or in Office: File, Info, Check for Issues, Inspect Document. Or offer it on a page for us alone.  [file-tells-more]",
        "files/prices.xlsx:1  warning  collateral/files.md may be shared, and whoever is sent this file of it also gets hidden sheets (sheet “Margins”) and hidden rows or columns (sheet “Prices”). Formulas may count on hidden sheets: look at them in Excel, and delete what nothing needs. Formulas may count on hidden rows and columns: copy what is to be shown into a new workbook as values. Or offer it on a page for us alone.  [file-tells-more]",
        "files/terms.docx:1  error  collateral/files.md may be shared, and this file of it carries the label “Strictly confidential”. Choose another label in Office (Sensitivity) and upload it again, if customers may have it; else write audience: internal on that page.  [file-label]",
        "files/terms.docx:1  warning  collateral/files.md may be shared, and this file of it has Ines Varga as who made it, the company Agency Ltd, e-mail addresses of persons (section 1), phone numbers (section 1) and numbers of bank accounts (section 1). Look whether customers may know that. Name and company go with npm run clean -- content/files/terms.docx --without properties, or in Office under File, Info, Inspect Document.  [file-names-people]",
        "files/terms.docx:1  warning  collateral/files.md may be shared, and whoever is sent this file of it also gets hidden text (section 1) and tracked changes. A copy without it is made by npm run clean -- content/files/terms.docx --without changes, or in Office: File, Info, Check for Issues, Inspect Document. Hidden text may hold up what stands around it: take it out in Word by File, Info, Inspect Document. Or offer it on a page for us alone.  [file-tells-more]",
        "files/deck.pptx:1  error  collateral/files.md may be shared, and whoever is sent this file of it also gets notes for the speaker (slide 1), hidden slides (slide 2), hidden shapes (slide 1) and comments (slide 1). A copy without it is made by npm run clean -- content/files/deck.pptx --without notes,hidden,concealed,comments, or in Office: File, Info, Check for Issues, Inspect Document. Or offer it on a page for us alone.  [file-to-clean]",
        "files/prices.xlsx:1  error  collateral/files.md may be shared, and whoever is sent this file of it also gets hidden sheets (sheet “Margins”) and hidden rows or columns (sheet “Prices”). Formulas may count on hidden sheets: look at them in Excel, and delete what nothing needs. Formulas may count on hidden rows and columns: copy what is to be shown into a new workbook as values. Or offer it on a page for us alone.  [file-to-clean]",
        "files/terms.docx:1  error  collateral/files.md may be shared, and this file of it carries the label “Strictly confidential”. Choose another label in Office (Sensitivity) and upload it again, if customers may have it; else write audience: internal on that page.  [file-label]",
        "files/terms.docx:1  warning  collateral/files.md may be shared, and this file of it has Ines Varga as who made it, the company Agency Ltd, e-mail addresses of persons (section 1), phone numbers (section 1) and numbers of bank accounts (section 1). Look whether customers may know that. Name and company go with npm run clean -- content/files/terms.docx --without properties, or in Office under File, Info, Inspect Document.  [file-names-people]",
        "files/terms.docx:1  error  collateral/files.md may be shared, and whoever is sent this file of it also gets hidden text (section 1) and tracked changes. A copy without it is made by npm run clean -- content/files/terms.docx --without changes, or in Office: File, Info, Check for Issues, Inspect Document. Hidden text may hold up what stands around it: take it out in Word by File, Info, Inspect Document. Or offer it on a page for us alone.  [file-to-clean]",
        "files/deck.pptx:1  warning  Whoever gets this file of collateral/files.md also gets comments (slide 1). That is fine among us. A copy without it is made by npm run clean -- content/files/deck.pptx --without comments, or in Office: File, Info, Check for Issues, Inspect Document.  [file-carries]",
        "files/terms.docx:1  warning  Whoever gets this file of collateral/files.md also gets tracked changes. That is fine among us. A copy without it is made by npm run clean -- content/files/terms.docx --without changes, or in Office: File, Info, Check for Issues, Inspect Document.  [file-carries]",
      ]
    `);
  });
});

describe('the list of rules', () => {
  let met: Finding[] = [];
  beforeEach(async () => {
    const sites = await Promise.all(siteNames.map((site) => checkSite(site)));
    met = [
      ...sites.flatMap(({ findings }) => findings),
      ...(await checkLinks()),
      ...(await checkLargePicture()),
      ...(await checkOfficeFiles()),
      ...(await checkSharedFiles()),
    ];
  });

  it('has a site that meets each rule, and no rule that is met beside it', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...new Set<string>(met.map(({ rule }) => rule))].sort()).toEqual([...ids].sort());
  });

  it('is the manual of findings', async () => {
    for (const [name, text] of Object.entries(renderRulesManual(met)))
      await expect(text).toMatchFileSnapshot(resolve(import.meta.dirname, '../../src/checks', name));
  });
});

/** Links are made here: not every system keeps them in a checkout. */
async function checkLinks(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-links-'));
  try {
    await writeFile(join(folder, 'hub.yaml'), 'company: { name: Northwind }\n');
    await mkdir(join(folder, 'answers'));
    await symlink('cost.md', join(folder, 'answers', 'price.md'));
    await symlink('../elsewhere', join(folder, 'answers', 'shared'));
    return (await checkFolder(folder)).findings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Made here too: nobody wants to fetch it with the repository. */
async function checkLargePicture(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-picture-'));
  try {
    await writeFile(join(folder, 'hub.yaml'), 'company: { name: Northwind }\n');
    await mkdir(join(folder, 'answers'));
    await writeFile(
      join(folder, 'answers', 'van.md'),
      `---\ntitle: "Van"\n---\n<img src="van.jpg"> ![](small.png) <img src="gone.png">\n`,
    );
    await writeFile(join(folder, 'answers', 'van.jpg'), '');
    await truncate(join(folder, 'answers', 'van.jpg'), 20_400_000);
    await writeFile(join(folder, 'answers', 'small.png'), 'x');
    return (await checkFolder(folder)).findings;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

it('tells of pictures that are too large or not there, also in raw HTML', async () => {
  const met = (await checkLargePicture()).filter(({ rule }) => rule.includes('picture'));
  expect(met.map(({ path, line, message }) => `${path}:${String(line)} ${message}`)).toEqual([
    'answers/van.jpg:1 This picture has 20.4 MB, which every reader of its page waits for.',
    'answers/van.md:4 The picture gone.png is not in the content folder.',
  ]);
});

it('finds what reps ask for in the sample company', async () => {
  const { findings, ranks } = await checkFolder(resolve(import.meta.dirname, '../../content'));
  expect(findings.filter(({ path, rule }) => rule === 'rank-too-low' || path === SEARCH_TESTS_PATH)).toEqual(
    [],
  );
  expect(ranks.questions).toBeGreaterThan(100);
});

function text(title: string): string {
  return `---\ntitle: "${title}"\nowner: ines-varga\nreviewed: 2026-11-01\n---\nText\n`;
}

describe('a content folder on a real disk', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-content-'));
    await cp(join(sitesFolder, 'in-order', 'content'), folder, { recursive: true });
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('may hold links to nowhere, in circles and to other places, and none of them is followed', async () => {
    await symlink('loop.md', join(folder, 'answers', 'loop.md'));
    await symlink('/etc/passwd', join(folder, 'answers', 'passwd.md'));
    await symlink('.', join(folder, 'answers', 'circle'));
    await symlink('../answers', join(folder, 'plays', 'gone.md'));
    const { findings } = await checkFolder(folder);
    expect(findings.map((finding) => `${finding.path} ${finding.rule}`)).toEqual([
      'answers/circle linked-elsewhere',
      'answers/loop.md unreadable',
      'answers/passwd.md unreadable',
      'plays/gone.md unreadable',
    ]);
  });

  it('may hold names of all alphabets, blanks and signs', async () => {
    await mkdir(join(folder, 'answers', '日本 語'));
    await writeFile(join(folder, 'answers', '日本 語', 'größe & [x] #1.md'), text('One'));
    await writeFile(join(folder, 'answers', `${'n'.repeat(240)}.md`), text('Two'));
    await writeFile(join(folder, 'answers', '.hidden.md'), 'not read');
    await writeFile(join(folder, 'answers', 'LOUD.MD'), text('Three'));
    const { findings, fileCount } = await checkFolder(folder);
    expect(findings).toEqual([]);
    expect(fileCount).toBe(11);
  });

  it('needs its hub.yaml, and says so', async () => {
    await rm(join(folder, 'hub.yaml'));
    await expect(readContent(folder)).rejects.toThrow(UserError);
    await expect(readContent(join(folder, 'nowhere'))).rejects.toThrow('There is no content folder at');
    await expect(readContent(join(folder, 'README.md'))).rejects.toThrow('There is no content folder at');
  });
});

/** Made here, so that each says what is wrong with it. */
async function checkOfficeFiles(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-office-files-'));
  const label = 'f42aa342-8706-4288-bd11-ebb85995028c';
  const deck = makeDeck([{ part: 1, title: 'One' }]);
  const files: Record<string, Uint8Array> = {
    'whole.pptx': deck,
    'page.pptx': makePdf([['One']]),
    'half.pptx': deck.subarray(0, deck.length / 2),
    'locked.docx': makeCompound({ EncryptionInfo: 'a', EncryptedPackage: 'b' }),
    'labelled.docx': makeLabelled(label),
    'bomb.pptx': makeBomb(20_000_000),
    'old.ppt': makeCompound({ 'PowerPoint Document': 'a' }),
    'scan.pdf': makePdf([[]]),
    'broken-slide.pptx': makeDeck([
      { part: 1, title: 'One' },
      { part: 2, broken: '<p:sld' },
    ]),
    'deals.xlsx': makeWorkbook([
      { name: 'Deals', rows: [['Deal Name', 'Deal Stage', 'Amount', 'Close Date']] },
    ]),
    'long.xlsx': makeWorkbook([{ name: 'Prices', rows: Array.from({ length: 2001 }, () => ['1']) }]),
  };
  try {
    await writeOffered(folder, files);
    const { findings } = await checkFolder(folder);
    // Nobody waits for a file that takes half a minute.
    const { library } = await readContent(folder);
    const slow = attachFiles(library, new Map([['files/whole.pptx', troubled('stopped')]]));
    return [...findings, ...checkLibrary({ library: slow, today, base: undefined })];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Made here, too: the same files on a page that may be shared, and on one that may not; there before, and new. */
async function checkSharedFiles(): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-shared-files-'));
  const files: Record<string, Uint8Array> = {
    'clean.pptx': makeDeck([{ part: 1, title: 'One' }]),
    'deck.pptx': makeDeck([
      { part: 1, title: 'One', paragraphs: ['Floor'], hidesShapes: true, notes: 'Wait', isCommented: true },
      { part: 2, title: 'Two', isHidden: true },
    ]),
    'prices.xlsx': makeWorkbook([
      { name: 'Prices', rows: [['Probe'], ['Floor']], hiddenRow: 2 },
      { name: 'Margins', rows: [['Floor']], isHidden: true },
    ]),
    'terms.docx': makeDocument(
      [
        '<w:p><w:ins w:id="1"><w:r><w:t>Put in</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>Kept back</w:t></w:r></w:p>',
        'Ask ines@northwind.example or sales@northwind.example, +44 20 7946 0000, GB33 BUKB 2020 1555 5555 55',
      ],
      { author: 'Ines Varga', company: 'Agency Ltd', label: 'Strictly confidential' },
    ),
  };
  try {
    await writeOffered(folder, {}, 'shareable');
    const { library: base } = await readContent(folder);
    await writeOffered(folder, files, 'shareable');
    const { library: shared } = await readContent(folder);
    await writeOffered(folder, files, 'internal');
    const { library: internal } = await readContent(folder);
    expect(checkLibrary({ library: internal, today, base: undefined }).filter(isOfFile)).toEqual([]);
    expect(checkLibrary({ library: internal, today, base: internal }).filter(isOfFile)).toEqual([]);
    const told = [
      { library: shared, today, base: shared },
      { library: shared, today, base },
      { library: internal, today, base },
    ];
    return told.flatMap(checkLibrary).filter(isOfFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A hub of one page that offers all of some files. */
async function writeOffered(
  folder: string,
  files: Readonly<Record<string, Uint8Array>>,
  audience = 'internal',
): Promise<void> {
  await writeFile(join(folder, 'hub.yaml'), 'company: { name: Northwind }\n');
  await mkdir(join(folder, 'collateral'), { recursive: true });
  await mkdir(join(folder, 'files'), { recursive: true });
  const offered = Object.keys(files).map((file) => `  - { label: ${file}, file: ${file} }`);
  const head = ['---', 'title: Files', 'reviewed: 2026-11-20', `audience: ${audience}`];
  if (offered.length > 0) head.push('downloads:');
  const page = [...head, ...offered, '---', '', 'Text.', ''];
  await writeFile(join(folder, 'collateral', 'files.md'), page.join('\n'));
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, 'files', name), bytes);
}
