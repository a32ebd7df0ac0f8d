// How long to wait before connecting again.

const firstMs = 400;
const longestMs = 15_000;

/** Wait before attempt `nFailed + 1`: doubles each time, half of it by chance so that many pages do not come at once. */
export function backoffMs(nFailed: number, random: () => number): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(nFailed, 10));
  return ceiling / 2 + random() * (ceiling / 2);
}
