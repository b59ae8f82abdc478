/** Named values as one part of an address. */
export const asQuery = (named: Record<string, string>): string =>
  new URLSearchParams(named).toString();

export const fromQuery = (query = ''): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(query));
