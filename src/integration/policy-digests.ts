/** Astro's function that names a script or style for the policy of a page: in another thread, for each page anew. */
const MADE = 'async function generateCspDigest(data, algorithm) {';

/** Most pages hold the same few, and some of them are long. */
const REMEMBERED = `
const digests = new Map();
function generateCspDigest(data, algorithm) {
  const known = digests.get(data);
  if (known?.algorithm === algorithm) return known.digest;
  const digest = makeCspDigest(data, algorithm);
  digests.set(data, { algorithm, digest });
  return digest;
}
`;

/** Has pages be rendered with names that are worked out once for a build: a Vite plugin. Throws when Astro's function is not the one that it knows. */
export function rememberPolicyDigests() {
  return {
    name: 'remember-policy-digests',
    apply: 'build' as const,
    transform: {
      filter: { id: /\/astro\/dist\/core\/encryption\.js$/ },
      handler(code: string) {
        if (!code.includes(MADE))
          throw new Error(
            'Astro names what the policy of a page allows in another way than expected. See src/integration/policy-digests.ts, or leave the plugin out of hub.ts: builds work without it and take longer.',
          );
        return { code: code.replace('generateCspDigest(', 'makeCspDigest(') + REMEMBERED, map: null };
      },
    },
  };
}
