import { renderQuestions } from '../../charts/adoption-page.ts';
import { renderAnswer } from '../../charts/answer.ts';
import { parseContextFile } from '../../charts/context-file.ts';
import { renderCsv } from '../../charts/csv.ts';
import { filterAnswer, isFilter, type FilteredAnswer } from '../../charts/filter.ts';
import { addDays, type Day } from '../../library/dates.ts';
import { SPAN_WEEKS } from '../../usage/questions/periods.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';
import { SNAPSHOT_FILE, WORDS_FILE } from '../../library/addresses.ts';

/** What was chosen, as it stands in the address. */
interface Chosen {
  product: string | undefined;
  team: string | undefined;
  weeks: string | undefined;
  /** The first and the last day of whole weeks. */
  between: { from: Day; until: Day } | undefined;
}

/** Draws the charts of the page anew. */
export interface Drawing {
  /** Shows what was chosen and gives a sentence that says what is shown; '' when everything is. */
  draw: (chosen: Chosen) => string;
  /** The rows of a chart as they are shown; undefined for a chart that is not there. */
  renderCsv: (id: string) => string | undefined;
}

/** Fetches the rows and the words that charts are drawn from. Rejects when they cannot be had. */
export async function openDrawing(): Promise<Drawing> {
  const [snapshot, context] = await Promise.all([
    fetchText(SNAPSHOT_FILE).then((text) => JSON.parse(text) as Snapshot),
    fetchText(WORDS_FILE).then(parseContextFile),
  ]);
  const sections = [...document.querySelectorAll<HTMLElement>('section.chart')];
  const asBuilt = new Map(sections.map((section) => [section, section.innerHTML]));
  const list = document.querySelector<HTMLElement>('[data-questions]');
  const listAsBuilt = list?.innerHTML ?? '';
  let filtered: FilteredAnswer[] = [];

  function restore(): string {
    filtered = [];
    asBuilt.forEach((built, section) => (section.innerHTML = built));
    showQuestions(listAsBuilt);
    return '';
  }

  /** Those that somebody unfolded stay so. */
  function showQuestions(html: string): void {
    const isOpen = list?.querySelector('details')?.open ?? false;
    if (list !== null) list.innerHTML = html;
    list?.querySelector('details')?.toggleAttribute('open', isOpen);
  }

  return {
    draw({ product, team, weeks, between }) {
      const filter = {
        product,
        team,
        weeks: SPAN_WEEKS.find((each) => String(each) === weeks),
        between: between && { from: between.from, to: addDays(between.until, 1) },
      };
      if (!isFilter(filter)) return restore();
      filtered = snapshot.answers.map((answer) => filterAnswer(snapshot, answer, filter, context));
      for (const section of sections) {
        const each = filtered.find(({ answer }) => answer.id === section.id);
        if (each !== undefined)
          section.innerHTML = renderAnswer(each.answer, each.context, snapshot.today, each).text;
      }
      showQuestions(renderQuestions(filtered, snapshot.today).text);
      return sayShown(filtered);
    },
    renderCsv(id) {
      const each = filtered.find(({ answer }) => answer.id === id);
      return each === undefined ? undefined : renderCsv(each.answer, each.context);
    },
  };
}

/** Longest of the lines that say what charts are about names all that was chosen. */
function sayShown(filtered: readonly FilteredAnswer[]): string {
  const about = filtered.map((each) => each.about).reduce((a, b) => (b.length > a.length ? b : a), '');
  const follow = filtered.filter((each) => each.notes.length === 0);
  const drawn = follow.filter(({ answer }) => answer.rows.length > 0).length;
  const apart = filtered.length - follow.length;
  const rest =
    apart === 0
      ? ''
      : ` ${String(apart)} ${apart === 1 ? 'follows' : 'follow'} only a part of the choice, and ${apart === 1 ? 'says' : 'say'} which.`;
  return `${about}: ${String(drawn)} of ${String(follow.length)} charts have something to show.${rest}`;
}

async function fetchText(url: string): Promise<string> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${String(response.status)}.`);
  return response.text();
}
