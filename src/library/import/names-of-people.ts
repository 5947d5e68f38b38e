/** Under which names the tools that people leave say who looks after a page. */
import { valueOf, type FrontMatterData } from './front-matter-values.ts';

const OWNERS = ['owner', 'owners', 'dri', 'maintainer', 'maintainers', 'responsible', 'contact'];
const AUTHORS = ['author', 'authors', 'ms.author', 'created by', 'last edited by', 'assign', 'assigned to'];
/** The same in other languages: people of a wiki name its columns themselves, and Notion's own are translated. */
const OWNERS_ELSEWHERE = [
  'besitzer',
  'besitzerin',
  'eigentümer',
  'verantwortlich',
  'verantwortliche',
  'zuständig',
  'ansprechpartner',
  'propriétaire',
  'responsable',
  'propietario',
  'responsabile',
  'proprietario',
  'eigenaar',
  'ägare',
  'ansvarig',
  '担当',
  '担当者',
  '責任者',
  '负责人',
  '所有者',
];
const AUTHORS_ELSEWHERE = [
  'autor',
  'autorin',
  'verfasser',
  'erstellt von',
  'zuletzt bearbeitet von',
  'zugewiesen an',
  'auteur',
  'créé par',
  'modifié par',
  'creado por',
  'autore',
  'creato da',
  '作成者',
  '著者',
  '作者',
];

/** The names under which a page says who looks after it, those that answer for it before those who wrote it. */
export function namesOfPeople(data: FrontMatterData): string[] {
  return [...OWNERS, ...OWNERS_ELSEWHERE, ...AUTHORS, ...AUTHORS_ELSEWHERE].flatMap((key) => {
    const value = valueOf(data, key) ?? valueOf(data, key.charAt(0).toUpperCase() + key.slice(1));
    const list: unknown[] = Array.isArray(value)
      ? value
      : typeof value === 'string'
        ? value.split(/,| and | & /)
        : [value];
    return list
      .map((each) =>
        typeof each === 'object' && each !== null ? valueOf(each as FrontMatterData, 'name') : each,
      )
      .flatMap((each) =>
        typeof each === 'string'
          ? [
              each
                .replace(/<[^<>]*@[^<>]*>/, '')
                .replace(/[[\]*_`]|\([^()]*\)/g, ' ')
                .replace(/\s+/g, ' ')
                .trim()
                .replace(/^@/, ''),
            ]
          : [],
      )
      .filter((name) => name.length > 1 && name.length <= 60 && /\p{L}/u.test(name));
  });
}
