import type { Answer } from './client';
import type { Route } from './routes';

type Cell = { requests: number; leaks: number; statuses: Set<number> };

/** What a walk has found, by route and walker. */
export const newFindings = () => {
  const cells = new Map<string, Map<string, Cell>>();
  const leaks: string[] = [];
  const seen = new Map<string, Set<string>>();
  const known = new Set<string>();

  const cell = ({ method, path }: Route, walker: string): Cell => {
    const route = `${method} ${path}`;
    const row = cells.get(route) ?? new Map<string, Cell>();
    cells.set(route, row);
    const found = row.get(walker) ?? { requests: 0, leaks: 0, statuses: new Set<number>() };
    row.set(walker, found);
    return found;
  };

  return {
    leaks,
    asked(input: { route: Route; walker: string; status: number; seen: string[] }) {
      const { requests, statuses } = cell(input.route, input.walker);
      cell(input.route, input.walker).requests = requests + 1;
      statuses.add(input.status);
      seen.set(input.walker, new Set([...(seen.get(input.walker) ?? []), ...input.seen]));
    },
    leak(input: { route: Route; walker: string; what: string }) {
      cell(input.route, input.walker).leaks += 1;
      leaks.push(`${input.walker}: ${input.route.method} ${input.what}`);
    },
    /** Whether some walker was answered just so before on this route, and was asked everything then. */
    isKnown(route: Route, answers: Answer[]): boolean {
      const text = `${route.path} ${JSON.stringify(answers.map(({ status, body }) => [status, body]))}`;
      const isKnown = known.has(text);
      known.add(text);
      return isKnown;
    },
    /** Whether this walker was let into a route at all. */
    letIn: ({ method, path }: Route, walker: string): boolean =>
      [...(cells.get(`${method} ${path}`)?.get(walker)?.statuses ?? [])].some(
        (status) => ![401, 403, 404].includes(status)
      ),
    /** Whether some answer to this walker held this string. */
    hasSeen: (walker: string, text: string): boolean => seen.get(walker)?.has(text.toLowerCase()) ?? false,
    /** Every route with what each walker was answered: statuses, requests and leaks. */
    rows: () => [...cells].map(([route, row]) => ({ route, cells: row })),
  };
};

export type Findings = ReturnType<typeof newFindings>;
