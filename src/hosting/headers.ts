import { fillAddress } from '../library/addresses.ts';
import { fileRoutes } from '../library/routes.ts';

/** What a host sends with every file of a hub beside its policy, and how long browsers may keep files. */

export type Headers = Readonly<Record<string, string>>;

/** Headers of all files below an address. */
export interface HeaderRule {
  /** As in `/_hub/` or `/`: what begins so. */
  below: string;
  headers: Headers;
}

/** What a hub asks of its host. */
export interface HostHeaders {
  /** For every file. */
  all: Headers;
  /** For some, instead of the same header for all. */
  rules: readonly HeaderRule[];
}

const KEPT_FOR_A_YEAR = 'public, max-age=31536000, immutable';

/**
 * Internal addresses hold words of customers and leave with no request; nothing of a browser's devices is asked for; no
 * search engine lists what it reaches. See OWASP's list of secure headers for each.
 *
 * @param kept addresses below which a name never changes its content, such as `/_hub/`
 */
export function hostHeaders({
  policy,
  isFramed,
  kept,
  editorPolicy,
}: {
  policy: string;
  /** Whether pages of others may show the hub. */
  isFramed: boolean;
  kept: readonly string[];
  /** That of the editor at /admin/, where there is one. */
  editorPolicy?: string | undefined;
}): HostHeaders {
  return {
    all: {
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      // Older browsers know no frame-ancestors, and this one can name nobody.
      ...(isFramed ? {} : { 'X-Frame-Options': 'DENY' }),
      'Referrer-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'X-Robots-Tag': 'noindex',
      'Cache-Control': 'no-cache',
    },
    rules: [
      ...kept.map((below) => ({ below, headers: { 'Cache-Control': KEPT_FOR_A_YEAR } })),
      ...(editorPolicy === undefined
        ? []
        : [
            {
              below: fillAddress(fileRoutes.admin.address, ''),
              headers: { 'Content-Security-Policy': editorPolicy },
            },
          ]),
    ],
  };
}

/** For hosts that only speak TLS: a browser that was here once comes back over it. */
export const OVER_TLS: Headers = { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' };

/** Headers of one address. */
export function headersOf(address: string, { all, rules }: HostHeaders): Headers {
  const own = rules.filter(({ below }) => address.startsWith(below)).map(({ headers }) => headers);
  return Object.assign({}, all, ...own) as Headers;
}
