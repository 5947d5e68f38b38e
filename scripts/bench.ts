import { benchBuild } from '../test/bench/build.ts';
import { benchPage } from '../test/bench/page.ts';

const HELP = `npm run bench -- build [assets …]   what a whole build costs beside plain Astro's, at 2,000 and 10,000 assets
npm run bench -- page               what an asset page weighs and when it shows beside plain Astro's, on a slow phone

Both take minutes, need Linux and a quiet machine, and change nothing outside temporary folders.`;

const [bench, ...rest] = process.argv.slice(2);
const sizes = rest.map(Number);

if (bench === undefined) {
  console.log(HELP);
} else if (bench === 'build' && sizes.every((size) => Number.isInteger(size) && size > 0)) {
  await (sizes.length > 0 ? benchBuild(sizes) : benchBuild());
} else if (bench === 'page' && rest.length === 0) {
  await benchPage();
} else {
  console.error(`There is no bench "${[bench, ...rest].join(' ')}".\n\n${HELP}`);
  process.exitCode = 2;
}
