// Long lists show what matters most first. Pure.

/** Cut a sorted list in two: what is shown at once, and what is folded. A fold of one would save no room. */
export function folded<Item>(list: readonly Item[], atOnce: number): { readonly first: readonly Item[]; readonly rest: readonly Item[] } {
  const n = list.length <= atOnce + 1 ? list.length : atOnce;
  return { first: list.slice(0, n), rest: list.slice(n) };
}
