import type { RowOf } from '../usage/questions/question.ts';
import { slidesShown } from '../usage/questions/slides-shown.ts';
import { renderCount } from './cell.ts';
import { nameOfAsset, type ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup } from './markup.ts';
import { renderBars } from './ranked-bars.ts';

type Row = RowOf<typeof slidesShown>;

/** So many files are drawn; the table holds the rest. */
const FILES = 4;

const { reps: REPS } = slidesShown.row;

/** A file with the slides that were in view, in its order. */
interface Deck {
  name: string;
  url: string | undefined;
  slides: { number: number; reps: number }[];
  most: number;
}

/** For each of the files that most reps looked into its slides one below the other, so that one sees where reps stop. */
export const slideBars = figureFor(slidesShown, {
  finding: ({ rows, context }) => {
    const [deck] = decksOf(rows, context);
    const last = deck?.slides.at(-1);
    if (deck === undefined || last === undefined) return undefined;
    const least = deck.slides.reduce((one, other) => (other.reps < one.reps ? other : one), last);
    const most = deck.slides.reduce((one, other) => (other.reps > one.reps ? other : one), last);
    const rest =
      least.reps < most.reps
        ? `, slide ${String(least.number)} to ${renderCount(least.reps, 'rep', 'reps')}`
        : '';
    return `Of “${deck.name}” slide ${String(most.number)} was shown to ${renderCount(most.reps, 'rep', 'reps')}${rest}.`;
  },
  headline: ({ rows, context }) => {
    const [deck] = decksOf(rows, context);
    return deck === undefined ? undefined : `${deck.name}: ${renderCount(deck.most, 'rep', 'reps')}`;
  },
  render: ({ rows, context }) => {
    const decks = decksOf(rows, context);
    const longest = Math.max(...decks.map(({ most }) => most));
    return markup`${decks.slice(0, FILES).map(
      ({ name, url, slides }) => markup`
        <h3 class="chart-part">${url === undefined ? name : markup`<a href="${url}">${name}</a>`}</h3>
        ${renderBars(
          slides.map(({ number, reps }) => ({ name: `Slide ${String(number)}`, value: reps })),
          REPS.label,
          `${name}: slides by reps who had them in view`,
          'chart-tone-2',
          longest,
        )}`,
    )}${decks.length > FILES ? markup`<p class="chart-rest">${renderCount(decks.length - FILES, 'more file', 'more files')} in the table below.</p>` : undefined}`;
  },
});

/** Files with their slides, those that most reps looked into first. */
function decksOf(rows: readonly Row[], context: ChartContext): Deck[] {
  const filesOf = Map.groupBy(rows, ({ asset }) => asset);
  return [...Map.groupBy(rows, ({ asset, file }) => `${asset}\n${file}`).values()]
    .flatMap((own): Deck[] => {
      const [first] = own;
      const slides = own.flatMap(({ slide, reps }) => (reps === null ? [] : [{ number: slide, reps }]));
      if (first === undefined || slides.length === 0) return [];
      const title = nameOfAsset(first.asset, context);
      const isOneOfSeveral = filesOf.get(first.asset)?.some(({ file }) => file !== first.file) ?? false;
      return [
        {
          name: isOneOfSeveral ? `${title}: ${first.file.slice(first.file.lastIndexOf('/') + 1)}` : title,
          url: context.assets.get(first.asset)?.url,
          slides: slides.sort((a, b) => a.number - b.number),
          most: Math.max(...slides.map(({ reps }) => reps)),
        },
      ];
    })
    .sort((a, b) => b.most - a.most || (a.name < b.name ? -1 : 1));
}
