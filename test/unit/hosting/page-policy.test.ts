import { expect, test } from 'vitest';
import { connectDirective, isFramed, mergePolicies, narrowPolicy } from '../../../src/hosting/page-policy.ts';

const named = (text: string) => `sha256-${text}`;

test('a page keeps the hashes of what stands in it, and no other', () => {
  const policy = "script-src 'self' 'sha256-a' 'sha256-b'; style-src 'self' 'sha256-c' 'sha256-d';";
  const html =
    '<style>c</style><script>a</script><script src="/x.js">b</script><script type="application/json">b</script>';
  expect(narrowPolicy(policy, html, named)).toBe("script-src 'self' 'sha256-a'; style-src 'self' 'sha256-c'");
});

test('a script that is loaded, and has nothing in it, does not hide the one after it', () => {
  const html = '<script type="module" src="/x.js"></script><p></p><script>a</script>';
  expect(narrowPolicy("script-src 'sha256-a'", html, named)).toBe("script-src 'sha256-a'");
});

test('what a policy does not know is not let in because a page holds it', () => {
  expect(narrowPolicy("script-src 'self'", '<script>stolen()</script>', named)).toBe("script-src 'self'");
});

test('the policy of a site lets in what any of its pages needs, in the same order whatever comes first', () => {
  const policies = [
    "img-src 'self'; script-src 'self' 'sha256-b'",
    "script-src 'sha256-a' 'self'; img-src 'self' data:",
  ];
  const merged = "img-src 'self' data:; script-src 'self' 'sha256-a' 'sha256-b'";
  expect(mergePolicies(policies)).toBe(merged);
  expect(mergePolicies(policies.toReversed())).toBe(merged);
});

test('a hub is framed by whom it names, and by nobody otherwise', () => {
  expect(isFramed("frame-ancestors 'none'")).toBe(false);
  expect(isFramed("frame-ancestors 'self' https://crm.example.com")).toBe(true);
});

test.each([
  ['/x7k', ''],
  ['https://numbers.example.com/in', ' https://numbers.example.com'],
  ['https://us.posthog.com', ' https://us.posthog.com https://us.i.posthog.com'],
  ['https://app.posthog.com', ' https://app.posthog.com https://us.i.posthog.com'],
  ['https://eu.posthog.com', ' https://eu.posthog.com https://eu.i.posthog.com'],
  ['https://eu.i.posthog.com', ' https://eu.i.posthog.com'],
])('events for %s may go where they are taken', (host, more) => {
  expect(connectDirective(host)).toBe(`connect-src 'self'${more}`);
});
