import { valueOf, type FrontMatterData } from '../front-matter-values.ts';
import { folderOf } from './address.ts';

/** `2027-02-03-winter.md`, or a folder of that name with the post as its page. */
const POST = /^(.*?)(?:_posts\/)?(\d{4})-(\d{2})-(\d{2})-([^/]+?)(?:\/index)?\.[a-z]+$/i;

/**
 * The addresses that Jekyll and Docusaurus make of a post's day and name, below its categories, its folder or neither:
 * `/ovens/2027/02/03/winter/`, `/blog/2027/02/03/winter`. None for any other page.
 */
export function postAddresses(path: string, data: FrontMatterData): string[] {
  const match = POST.exec(path);
  if (match === null) return [];
  const [, folder = '', year = '', month = '', day = '', name = ''] = match;
  const said = valueOf(data, 'categories') ?? valueOf(data, 'category');
  const list: unknown[] = Array.isArray(said) ? said : typeof said === 'string' ? said.split(/\s+/) : [];
  const categories = list.filter((each) => typeof each === 'string' && each !== '').join('/');
  const above = folderOf(folder).split('/').at(-1) ?? '';
  return [...new Set(['', categories, above])].flatMap((first) =>
    [`${year}/${month}/${day}`, `${year}/${month}`, year]
      .concat(first === '' ? [] : [''])
      .map((when) => `/${[first, when, name].filter((part) => part !== '').join('/')}`),
  );
}
