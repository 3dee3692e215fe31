import fs from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Response } from 'supertest';

const FILE = path.resolve(__dirname, '../../src/plugins/rn-subscriptions/openapi.json');
const NAME = 'openapi.json';
const PREFIX = '/api';

type Content = { content?: Record<string, unknown> };
type Operation = { operationId: string; requestBody?: Content; responses: Record<string, Content> };

/** The document that the package ships. */
export const DOCUMENT: { paths: Record<string, Record<string, Operation>>; [part: string]: unknown } = JSON.parse(
  fs.readFileSync(FILE, 'utf8')
);

const operations = Object.entries(DOCUMENT.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    pattern: new RegExp(`^${PREFIX}${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/%]+')}/?$`, 'i'),
    pointer: `${NAME}#/paths/${template.replaceAll('/', '~1').replace(/[{}]/g, encodeURIComponent)}/${method}`,
    operation,
  }))
);
const JSON_SCHEMA = 'content/application~1json/schema';

const ajv = addFormats(new Ajv2020({ allErrors: true }));
// The document's own parts are no words of JSON Schema.
ajv.addVocabulary(Object.keys(DOCUMENT));
ajv.addSchema(DOCUMENT, NAME);

const problemsOf = (pointer: string, value: unknown): string | null => {
  const validate = ajv.getSchema(pointer);
  if (!validate) throw new Error(`There is no schema at ${pointer}`);
  return validate(value) ? null : ajv.errorsText(validate.errors);
};

/** Every answer that the document names, as `operationId status`. */
export const DOCUMENTED = operations.flatMap(({ operation }) =>
  Object.keys(operation.responses).map((status) => `${operation.operationId} ${status}`)
);
/** Those of them that this file's requests were given. */
export const answered = new Set<string>();

let isBroken = false;
/** Runs what a test breaks on purpose, in a way that nobody could have foreseen: 500 is no answer of the document's. */
export const whileBroken = async <Result>(work: () => PromiseLike<Result>): Promise<Result> => {
  isBroken = true;
  try {
    return await work();
  } finally {
    isBroken = false;
  }
};

/** Blanks around a text are taken away before anything is said of it, which JSON Schema has no words for. */
const trimmed = (sent: object) =>
  JSON.parse(JSON.stringify(sent), (_key, value) => (typeof value === 'string' ? value.trim() : value));

const isJson = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Throws where an answer of the public API, or a request that it has taken, is not as the document says. */
export const fitsDocument = (response: Response): void => {
  const { method, url, _data: sent } = (response as any).request;
  const { pathname } = new URL(url);
  if (!pathname.startsWith(`${PREFIX}/rn-subscriptions/`) || method === 'OPTIONS') return;
  const isHead = method === 'HEAD';
  const found = operations.find((one) => one.method === (isHead ? 'GET' : method) && one.pattern.test(pathname));
  const { status, body, text } = response;
  if (isBroken && status === 500) return;
  const said = `${method} ${pathname} answered ${status}`;
  if (!found) {
    if (status < 400 || status >= 500) throw new Error(`${said}, and the document knows no such operation`);
    return;
  }
  const { operation, pointer } = found;
  const documented = operation.responses[status];
  if (!documented) throw new Error(`${said}, which the document does not say of ${operation.operationId}: ${text}`);
  answered.add(`${operation.operationId} ${status}`);
  if (isHead) return;
  if (!documented.content) {
    if (text) throw new Error(`${said} with a body, and the document knows none`);
  } else {
    const problems = problemsOf(`${pointer}/responses/${status}/${JSON_SCHEMA}`, body);
    if (problems) throw new Error(`${said} with a body that does not fit the document: ${problems}\n${text}`);
  }
  if (status < 300 && operation.requestBody && isJson(sent)) {
    const problems = problemsOf(`${pointer}/requestBody/${JSON_SCHEMA}`, trimmed(sent));
    if (problems) throw new Error(`${said} to a body that does not fit the document: ${problems}`);
  }
};
