import { renderDay } from '../../library/dates.ts';
import { foldCase } from '../../library/fold.ts';
import { departmentOfAsset } from '../../library/departments.ts';
import { reviewBy } from '../../library/freshness.ts';
import { nameOf } from '../../library/name-of.ts';
import { nearest } from '../../library/nearest.ts';
import { renderList } from '../../library/render-list.ts';
import { didYouMean } from '../../library/schema-findings.ts';
import { anchorOnPage } from '../../library/training-steps.ts';
import { fileRule, libraryRule } from '../rule.ts';

/** Where customers meet a department, somebody looks at it as often as at the department's page. */
const touchpointsLookedAt = fileRule(
  {
    'touchpoint-overdue': { severity: 'warning', says: 'Nobody has looked at a touchpoint for too long.' },
    'touchpoint-in-future': {
      severity: 'error',
      says: 'A touchpoint was looked at on a day still to come.',
    },
  },
  ({ library: { hub }, today }, found) =>
    (asset) => {
      if (asset.kind !== 'role') return [];
      return asset.data.touchpoints.flatMap(({ moment, owner, reviewed }, index) => {
        const at = { path: asset.path, line: asset.lineOf(['touchpoints', index, 'reviewed']) };
        if (reviewed > today)
          return [
            found('touchpoint-in-future', {
              ...at,
              message: `“${moment}” was looked at on ${renderDay(reviewed)}, a day still to come.`,
              hint: 'Write the day on which its owner last looked.',
            }),
          ];
        const due = reviewBy(asset.kind, { reviewed }, hub) ?? today;
        if (due >= today) return [];
        return [
          found('touchpoint-overdue', {
            ...at,
            message: `“${moment}” was to be looked at by ${renderDay(due)}.`,
            hint: `${nameOf(hub.people, owner)}: see whether it is as good as the page says, and write reviewed: ${today}.`,
          }),
        ];
      });
    },
);

/** Nobody is quoted who has not agreed. */
const voicesAgreed = fileRule(
  {
    'voice-consent': {
      severity: 'warning',
      says: 'Nobody noted that whoever is quoted agreed to it, so the quote is not shown.',
    },
  },
  ({ today }, found) =>
    (asset) => {
      if (asset.kind !== 'role' || asset.data.voice === undefined) return [];
      const { who, consent } = asset.data.voice;
      if (consent !== undefined && consent <= today) return [];
      return [
        found('voice-consent', {
          path: asset.path,
          line: asset.lineOf(['voice', consent === undefined ? 'who' : 'consent']),
          message:
            consent === undefined
              ? `Nobody noted that “${who}” agreed to be quoted, so the hub does not show it.`
              : `“${who}” agrees on ${renderDay(consent)}, a day still to come, so the hub does not show it.`,
          hint: `Ask them, then write the day under consent, like consent: ${today}; or take the voice out.`,
        }),
      ];
    },
);

/** What a training asks is answered in the hub. */
const trainingAnswered = fileRule(
  {
    'training-answer': {
      severity: 'error',
      says: 'The place where the answer of a training stands is not there, or two of its answers are the same.',
    },
  },
  ({ library: { byId } }, found) =>
    (asset) => {
      if (asset.kind !== 'training') return [];
      return asset.data.steps.flatMap(
        ({ read, stands_in: place = read, stands_under: words, answer, wrong }, index) => {
          const at = (key: string) => ({ path: asset.path, line: asset.lineOf(['steps', index, key]) });
          const source = byId.get(place);
          const meant = source && nearest(words.toLowerCase().replaceAll(' ', '-'), source.anchors);
          return [
            // A page that is not there is a broken link already.
            ...(source === undefined || anchorOnPage(source, words) !== undefined
              ? []
              : [
                  found('training-answer', {
                    ...at('stands_under'),
                    message: `The answer is to stand under “${words}” of ${place}, and that page has no such heading.`,
                    hint: didYouMean(meant) ?? 'Copy the words of the heading from the page.',
                  }),
                ]),
            ...(new Set([answer, ...wrong].map(foldCase)).size === wrong.length + 1
              ? []
              : [
                  found('training-answer', {
                    ...at('wrong'),
                    message: 'Two of the answers are the same, so nobody can tell which one is right.',
                    hint: 'Write another one, or take one of the two out.',
                  }),
                ]),
          ];
        },
      );
    },
);

/** Who is new is to meet everybody. */
const trainingMeetsAll = libraryRule(
  {
    'training-department': {
      severity: 'warning',
      says: 'A training that covers all departments has no page of one.',
    },
  },
  ({ library: { hub, assets, byId } }, found) =>
    assets.flatMap((asset) => {
      if (asset.kind !== 'training' || asset.data.covers === undefined) return [];
      const covered = new Set(
        asset.data.steps.map(({ read }) => {
          const page = byId.get(read);
          return page && departmentOfAsset(page, hub);
        }),
      );
      const missed = hub.departments.filter(({ id }) => !covered.has(id));
      if (missed.length === 0) return [];
      return [
        found('training-department', {
          path: asset.path,
          line: asset.lineOf(['covers']),
          message: `It is to lead past all departments and has no page of ${renderList(missed.map(({ name }) => name))}.`,
          hint: 'Add a step with a page of theirs, or take the line covers out.',
        }),
      ];
    }),
);

export const departmentRules = [
  touchpointsLookedAt,
  voicesAgreed,
  trainingAnswered,
  trainingMeetsAll,
] as const;
