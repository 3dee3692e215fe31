import { startApp, type App } from '../helpers/app';
import { makeAdmin, makeMediatheque, makePatron, PASSWORD } from '../helpers/people';

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "script-src-attr 'none'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
];

const HEADERS = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
};

let app: App;
beforeAll(async () => {
  app = await startApp({ env: { PUBLIC_URL: 'https://ressources.example.org' } });
});
afterAll(() => app.stop());

test.each([
  '/api/rn-subscriptions/mediatheques',
  '/api/rn-subscriptions/registrations/mine',
  '/rn-subscriptions/registrations',
  '/admin/init',
  '/nowhere',
])('%s', async (path) => {
  const { headers } = await app.http().get(path).set('Origin', 'https://elsewhere.example.org');
  const policy = headers['content-security-policy'].split(';');
  // Strapi adds to the panel's for its own watch mode, outside of production.
  if (path.startsWith('/admin'))
    for (const one of POLICY.filter((directive) => !/^(script|connect)-src /.test(directive)))
      expect(policy).toContain(one);
  else expect(policy).toEqual(POLICY);
  expect(headers).toMatchObject(HEADERS);
  expect(headers).not.toHaveProperty('x-powered-by');
  expect(headers).not.toHaveProperty('access-control-allow-credentials');
});

test.each(['/inscription/', '/inscription/js/main.js', '/inscription/altcha/pbkdf2.js'])(
  '%s, which allows itself less',
  async (path) => {
    const { headers } = await app.http().get(path).expect(200);
    const policy = headers['content-security-policy'].split('; ');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toMatch(/unsafe|blob:/);
    expect(headers).toMatchObject(HEADERS);
  }
);

test('what is answered to somebody signed in is kept by no cache', async () => {
  const patron = await makePatron(app, await makeMediatheque(app));
  const { body } = await app
    .http()
    .post('/api/auth/local')
    .send({ identifier: patron.email, password: PASSWORD })
    .expect(200);
  const as = (path: string, token: string) => app.http().get(path).set('Authorization', `Bearer ${token}`).expect(200);
  for (const path of ['/api/rn-subscriptions/registrations/mine', '/api/rn-subscriptions/account/export'])
    expect((await as(path, body.jwt)).headers['cache-control']).toBe('no-store');
  const { token } = await makeAdmin(app, { role: 'rn-coordinator' });
  expect((await as('/rn-subscriptions/registrations', token)).headers['cache-control']).toBe('no-store');
  expect((await app.http().get('/inscription/js/main.js')).headers['cache-control']).not.toBe('no-store');
});

test('a year of HTTPS is asked for only where the site is served by it', () => {
  const { default: middlewares } = require('../../dist/config/middlewares.js');
  const securityOf = (publicUrl: string) =>
    middlewares({ env: () => publicUrl }).find(({ name }: { name?: string }) => name === 'strapi::security').config;
  expect(securityOf('http://127.0.0.1:1337').hsts).toBe(false);
  expect(securityOf('').hsts).toBe(false);
  expect(securityOf('https://ressources.example.org').hsts).toEqual({ maxAge: 31536000, includeSubDomains: false });
});
