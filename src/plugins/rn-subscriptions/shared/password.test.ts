import { passwordProblem } from './password';

const own = ['lucie.martin@example.org', 'Lucie', 'Martin', 'LucieMartin', 'MartinLucie'];
const problem = (password: string) => passwordProblem({ password, own });

test.each([
  'password',
  'Password1!',
  'MotDePasse2024',
  'azertyuiop',
  '12345678',
  '0123456789',
  '87654321',
  '17/05/1984',
  '11111111',
  'aaaaaaaa',
  'Médiathèque60',
  'J’etaime!1',
  'soleil123',
])('%s is what everybody tries first', (password) => expect(problem(password)).toBe('commonPassword'));

test.each(['lucie1984', 'Lucie.Martin', 'MARTIN-lucie', 'lucie.martin@example.org', 'Martin_2026!'])(
  '%s is the own name or address',
  (password) => expect(problem(password)).toBe('ownPassword')
);

test.each([
  'Parfum-de-lavande-7',
  'cheval agrafe pile',
  'xK9#mQ2$',
  'le soleil de lucie',
  'été à Noyon',
  '日本語のパスワード',
])('%s is taken', (password) => expect(problem(password)).toBeNull());
