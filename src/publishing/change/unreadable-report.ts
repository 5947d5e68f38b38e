import { HUB_PATH } from '../../library/content-tree.ts';
import type { Day } from '../../library/dates.ts';
import { hubRules } from '../../library/reading-rules.ts';
import type { UserError } from '../../library/user-error.ts';
import { emptyChangeReport, type ChangeReport } from './report.ts';
import type { TouchedFile } from './build-report.ts';

/** What is left to say of a change whose `hub.yaml` nobody can read: where it breaks. Nothing else is known then. */
export function buildUnreadableReport(
  { message, hint }: UserError,
  { today, folder, touched }: { today: Day; folder: string; touched: readonly TouchedFile[] },
): ChangeReport {
  const [place = '', line = '1'] = /^hub\.yaml line (\d+):? /.exec(message) ?? [];
  const at = (path: string) => (folder === '' ? path : `${folder}/${path}`);
  const said = message.slice(place.length).replace(/^cannot be read/, 'It cannot be read');
  return {
    ...emptyChangeReport(today),
    base: '',
    findings: [
      hubRules.found('hub-unreadable', {
        path: at(HUB_PATH),
        line: Number(line),
        message: `No page can be built without hub.yaml. ${said}`,
        hint: hint.replace(/ ?(?:No content was changed|Nothing was written)\.$/, ''),
      }),
    ],
    touched: touched.map(({ path, did }) => ({ path: at(path), did, page: null })),
  };
}
