import { z } from 'zod';
import { version } from '../../../package.json';
import { INVALID_ANSWER, REFUSED_ANSWER, TOO_MANY_ANSWER } from '../../../shared/contracts/errors';
import { ANSWERS, type OpenapiAnswer } from '../../../shared/contracts/public';
import { REQUESTS } from '../../../shared/contracts/public-requests';
import { PLUGIN_ID } from '../../../shared/permissions';
import { OPERATIONS, type Operation } from './operations';

type Json = Record<string, unknown>;
type Components = typeof ANSWERS;
type Answers = Operation['answers'];

/** What operations may answer beside what they say themselves: each of them, those with a body, and those of a patron. */
const OF_EACH: Answers = {
  400: { is: 'The request cannot be read; or, where `errors` are given, what is wrong with it field by field' },
  503: { is: 'Nothing was stored: the database did not answer, or the server is stopping' },
};
const OF_BODIES: Answers = {
  413: { is: 'The body is larger than 16 KB' },
  415: { is: 'The body is no JSON' },
};
const OF_PATRONS: Answers = {
  401: { is: 'Nobody is signed in, or the session has ended' },
  403: {
    is: 'The host has taken this grant away, or signed in by a token of the API, or with an address that nobody has confirmed where that is needed',
  },
};

const OF_EVERYONE: Answers = {
  401: { is: 'It brings a session that has ended' },
  403: { is: 'The host has taken this grant away from the role' },
};

const answersOf = ({ access, body, answers }: Operation): Answers => ({
  ...OF_EACH,
  ...(body ? OF_BODIES : {}),
  ...(access === 'patron' ? OF_PATRONS : {}),
  ...(access === 'everyone' ? OF_EVERYONE : {}),
  ...answers,
});

const REFUSALS: Record<number, z.ZodType> = { 400: INVALID_ANSWER, 429: TOO_MANY_ANSWER };
/** Those that say in how many seconds to come again (RFC 9110, section 10.2.3). */
const TO_BE_TRIED_AGAIN = [429, 503];

const placeOf = (id: string) => `#/components/schemas/${id}`;

const contentOf = (schema: z.ZodType, components: Components): Json => {
  const id = components.get(schema)?.id;
  if (!id) throw new Error('A schema of the public API has no name: register it in shared/contracts.');
  return { 'application/json': { schema: { $ref: placeOf(id) } } };
};

const answerOf = (status: number, { is, schema }: Answers[number]): Json => {
  const shown = schema ?? (status >= 400 ? (REFUSALS[status] ?? REFUSED_ANSWER) : undefined);
  return {
    description: is,
    ...(TO_BE_TRIED_AGAIN.includes(status) && {
      headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } },
    }),
    ...(shown && { content: contentOf(shown, ANSWERS) }),
  };
};

const parametersOf = ({ path, query }: Operation): Json[] => {
  const { properties = {}, required = [] } = query ? z.toJSONSchema(query, { io: 'input' }) : {};
  return [
    { $ref: '#/components/parameters/AcceptLanguage' },
    ...[...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
  ];
};

const SECURITY: Record<Operation['access'], Json[]> = {
  everyone: [],
  anybody: [],
  patron: [{ patron: [] }],
  monitoring: [{}, { monitoring: [] }],
};

const operationOf = (name: string, operation: Operation): Json => {
  const { summary, access, body } = operation;
  return {
    operationId: name,
    summary,
    security: SECURITY[access],
    parameters: parametersOf(operation),
    ...(body && { requestBody: { required: true, content: contentOf(body, REQUESTS) } }),
    responses: Object.fromEntries(
      Object.entries(answersOf(operation)).map(([status, answer]) => [status, answerOf(Number(status), answer)])
    ),
  };
};

const pathsOf = (operations: Record<string, Operation>): Record<string, Json> => {
  const paths: Record<string, Json> = {};
  for (const [name, operation] of Object.entries(operations)) {
    const path = `/${PLUGIN_ID}${operation.path.replace(/:(\w+)/g, '{$1}')}`;
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: operationOf(name, operation) };
  }
  return paths;
};

const schemasOf = (components: Components, io: 'input' | 'output'): Json =>
  Object.fromEntries(
    Object.entries(z.toJSONSchema(components, { io, uri: placeOf }).schemas).map(
      ([id, { $id: _id, $schema: _dialect, ...schema }]) => [id, schema]
    )
  );

/** The public API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1); `prefix`: where the host has its API, `/api` unless it says otherwise. */
export const openapiDocument = ({ prefix }: { prefix: string }): OpenapiAnswer => ({
  openapi: '3.1.1',
  info: {
    title: 'rn-subscriptions',
    summary: 'Registrations of library patrons for digital resources',
    description:
      'Days are `YYYY-MM-DD`, those of the network; times are ISO 8601 in UTC. Sentences are in French, or in English for who prefers it by `Accept-Language`; go by `code`, `reason` and `status`, which stay. A refusal has the form of Strapi’s errors.',
    license: { name: 'MIT', identifier: 'MIT' },
    version,
  },
  servers: [{ url: prefix }],
  paths: pathsOf(OPERATIONS),
  components: {
    schemas: { ...schemasOf(REQUESTS, 'input'), ...schemasOf(ANSWERS, 'output') },
    parameters: {
      AcceptLanguage: {
        name: 'Accept-Language',
        in: 'header',
        description: 'The language of sentences, and of the mails that follow: French unless English is preferred',
        schema: { type: 'string', default: 'fr' },
      },
    },
    headers: {
      RetryAfter: { description: 'Seconds to wait before asking again', schema: { type: 'integer' } },
    },
    securitySchemes: {
      patron: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'The `jwt` of openLink, or of users-permissions’ POST /auth/local',
      },
      monitoring: { type: 'http', scheme: 'bearer', description: 'The option `healthToken`' },
    },
  },
});
