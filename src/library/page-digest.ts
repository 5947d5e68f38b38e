/**
 * The header in which a running hub says the SHA-256 (hex) of a page that it made anew, before anybody packs it: no list of
 * the build can hold that, and a device keeps a page only with the right bytes. A sign-in page, a page cut short and one that
 * something on the way adds to have none, or another.
 *
 * The other ways were `Repr-Digest` (RFC 9530), which speaks of the bytes after packing, that whoever makes the page does
 * not know; `Content-Length`, which packing takes away and which no HTTP/2 needs; and a mark inside the page, which the first
 * half of a page cut short has too.
 */
export const PAGE_DIGEST = 'Hub-Page-Digest';
