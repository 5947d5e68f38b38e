import { benchAgents } from '../test/bench/agents.ts';
import { benchAnswer, parseAnswerBench } from '../test/bench/answer/answer.ts';
import { benchBuild } from '../test/bench/build.ts';
import { benchFiles } from '../test/bench/files/files.ts';
import { parseImportBench } from '../test/bench/import/import.ts';
import { benchPage } from '../test/bench/page.ts';
import { benchSearch, parseSearchBench } from '../test/bench/search/search.ts';
import { parseUsageBench } from '../test/bench/usage/usage.ts';

const HELP = `npm run bench -- build [assets …]   what a whole build costs beside plain Astro's, at 2,000 and 10,000 assets
npm run bench -- page               what an asset page weighs and when it shows beside plain Astro's, on a slow phone
npm run bench -- search [documents … | corpus | quality | browser [documents …]]
                                    what the search weighs, takes and finds beside Pagefind, MiniSearch, Orama, FlexSearch
                                    and whole lunr, at 1,000, 10,000 and 40,000 documents and on judged collections; browser: what
                                    a browser sees of the hub alone
npm run bench -- import [FOLDER] [list] [CHECKOUT …]
                                    how many links of real handbooks open the right page and heading once imported, how
                                    many pages show markup of other tools, and which hidden texts come out
npm run bench -- files [FOLDER]     how many words of real decks, documents, sheets and PDFs are found on their slide or page, what
                                    drawing them and reading a thousand decks takes, and what decks weigh in the search beside pages of the same words
npm run bench -- answer [DIST | CONTENT] [TASKS.yaml] [SAID.yaml]
                                    keys, taps, screens and seconds from a rep's need to the copied or opened sentence, by
                                    keyboard and by touch; where hits open; how soon they are painted on a slow machine
npm run bench -- agents [assets …]  what an answer to an agent takes, at 1,000 and 40,000 assets
npm run bench -- usage [events … | ingest | kills [times] | fill FOLDER EVENTS | ask FOLDER | serve FOLDER | rebuild FOLDER]
                                    what the event store takes beside the bare disk, keeps through kills, weighs and
                                    answers beside SQL written by hand, at 1 and 10 million events; or one part of it
                                    over a store that was filled before

All take minutes, need Linux and a quiet machine, and change nothing outside temporary folders.`;

const [bench, ...rest] = process.argv.slice(2);
const sizes = rest.map(Number);
const parts = bench === 'search' ? parseSearchBench(rest) : undefined;
const answer = bench === 'answer' ? parseAnswerBench(rest) : undefined;
const usage = bench === 'usage' ? parseUsageBench(rest) : undefined;

if (bench === undefined) {
  console.log(HELP);
} else if (bench === 'build' && sizes.every((size) => Number.isInteger(size) && size > 0)) {
  await (sizes.length > 0 ? benchBuild(sizes) : benchBuild());
} else if (bench === 'agents' && sizes.every((size) => Number.isInteger(size) && size > 0)) {
  await (sizes.length > 0 ? benchAgents(sizes) : benchAgents());
} else if (bench === 'page' && rest.length === 0) {
  await benchPage();
} else if (bench === 'files' && rest.length <= 1) {
  await benchFiles(rest[0]);
} else if (bench === 'import') {
  await (
    await parseImportBench(rest)
  )();
} else if (parts !== undefined) {
  await benchSearch(parts);
} else if (answer !== undefined) {
  await benchAnswer(answer);
} else if (usage !== undefined) {
  await usage();
} else {
  console.error(`There is no bench "${[bench, ...rest].join(' ')}".\n\n${HELP}`);
  process.exitCode = 2;
}
