import type { Answer, Ask } from './client';
import type { Findings } from './findings';
import { bodiesFor, FITS_NOTHING, greedyQueries, oraclesOf } from './questions';
import type { Address, Route, Visit } from './routes';
import type { Side } from './world';

export type Walker = {
  name: string;
  ask: Ask;
  /** a walker with the same rights at the other library, who came first */
  like?: string;
  own: Side;
  /** whose rows are not the walker's */
  foreign: Side;
  /** what no answer to the walker may hold */
  forbidden: string[];
  /** what some answer must hold, or the walker was not who it was meant to be */
  expected: string[];
  /** whether foreign rows may be told from missing ones, since the walker sees them all */
  seesWholeNetwork?: boolean;
};

const NOT_SIGNED_IN = 401;
const FORBIDDEN = 403;
const NOT_FOUND = 404;

/** What of these strings stands anywhere in an answer, other than what was asked with. */
const foundIn = ({ statusMessage, headers, body }: Answer, strings: string[], asked: string): string[] => {
  const text = `${statusMessage}\n${headers}\n${body}`.toLowerCase();
  const question = decodeURIComponent(asked).toLowerCase();
  return strings.map((one) => one.toLowerCase()).filter((one) => text.includes(one) && !question.includes(one));
};

/** A value whose lists and fields stand in one order, whatever order they came in. */
const ordered = (value: unknown): unknown => {
  if (Array.isArray(value))
    return value.map(ordered).sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, part]) => [key, ordered(part)])
  );
};

/** An answer's text; on PostgreSQL, which promises no order where Strapi asks for none, without the order of what it holds. */
const comparable = ({ body }: Answer): string => {
  if (process.env.TEST_DATABASE !== 'postgres') return body;
  try {
    return JSON.stringify(ordered(JSON.parse(body)));
  } catch {
    return body;
  }
};

/** Asks all questions at one address, as one walker, and keeps what was found; returns the first answer's status. */
const askAt = async (input: {
  walker: Walker;
  route: Route;
  address: Address;
  findings: Findings;
}): Promise<number> => {
  const { walker, route, address, findings } = input;
  const { foreign, seesWholeNetwork } = walker;
  const { path, twin } = address;

  const send = async (to: string, body?: object) => {
    const answer = await walker.ask({ method: route.method, path: to, body });
    const asked = `${to} ${JSON.stringify(body ?? '')}`;
    const leaked = foundIn(answer, walker.forbidden, asked);
    findings.asked({
      route,
      walker: walker.name,
      status: answer.status,
      seen: foundIn(answer, walker.expected, asked),
    });
    if (leaked.length > 0) findings.leak({ route, walker: walker.name, what: `${to} shows ${leaked.join(', ')}` });
    return answer;
  };
  const mustEqual = (what: string, one: Answer, other: Answer) => {
    if (one.status === other.status && comparable(one) === comparable(other)) return;
    const shown = [one, other].map(({ status, body }) => `${status} ${body.slice(0, 150)}`).join(' / ');
    findings.leak({ route, walker: walker.name, what: `${path}: ${what}: ${shown}` });
  };
  /** Somebody else's row must be answered as one that does not exist. */
  const askTwin = async (answer: Answer, query = '', body?: object) => {
    if (twin && !seesWholeNetwork) mustEqual('told from a missing one', answer, await send(`${twin}${query}`, body));
  };

  if (route.phase !== 'read') {
    let first: number | undefined;
    for (const body of bodiesFor(foreign)) {
      const answer = await send(path, body);
      first ??= answer.status;
      if ([NOT_SIGNED_IN, FORBIDDEN].includes(first)) break;
      await askTwin(answer, '', body);
      if (first === NOT_FOUND) break;
    }
    return first!;
  }

  const queries = greedyQueries(foreign);
  const everything = `?${queries.pop()}`;
  const greedy = await send(`${path}${everything}`);
  if ([NOT_SIGNED_IN, FORBIDDEN].includes(greedy.status)) return greedy.status;
  await askTwin(greedy, everything);
  const plain = await send(path);
  if (plain.status === NOT_FOUND && greedy.status === NOT_FOUND) return NOT_FOUND;
  await askTwin(plain);

  const fitting = await send(`${path}?${FITS_NOTHING}`);
  const isDeaf = [greedy, fitting].every((answer) => comparable(answer) === comparable(plain));
  if (isDeaf || findings.isKnown(route, [greedy, plain, fitting])) return plain.status;
  for (const query of queries) await send(`${path}?${query}`);
  if (plain.status >= 300 || comparable(plain) === comparable(fitting) || seesWholeNetwork) return plain.status;
  for (const { name, right, wrong } of oraclesOf(foreign)) {
    mustEqual(name, await send(`${path}?${right}`), await send(`${path}?${wrong}`));
  }
  return plain.status;
};

/** Walks all visits as one walker, `abreast` of them at a time. */
export const walk = async (input: {
  walker: Walker;
  visits: Visit[];
  findings: Findings;
  abreast: number;
}): Promise<void> => {
  const { walker, visits, findings, abreast } = input;
  const next = visits[Symbol.iterator]();
  const stranger = new Set<Route>();
  const worker = async () => {
    for (const { route, addresses } of next) {
      for (const address of addresses) {
        // Who is not signed in there is turned away before any id is read.
        if (stranger.has(route)) break;
        const status = await askAt({ walker, route, address, findings });
        if (status === NOT_SIGNED_IN) stranger.add(route);
        if (status === FORBIDDEN || status === NOT_FOUND) break;
      }
    }
  };
  await Promise.all([...Array(abreast)].map(worker));
};
