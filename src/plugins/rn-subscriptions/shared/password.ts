import { normalise } from './search-text';

/**
 * What everybody tries first: the commonest of the lists of leaked passwords, French and English, as they are left once their case,
 * accents, digits and signs are taken away. NIST SP 800-63B (rev. 4, 3.1.1.2) asks for such a list instead of rules on characters.
 */
const COMMON_WORDS = new Set(
  `password passwort passw motdepasse monmotdepasse mdp azerty azertyuiop qwerty qwertyuiop qwertz azertyqsdfgh qsdfgh qsdfghjklm asdfgh asdfghjkl zxcvbn zxcvbnm wxcvbn
   abc abcd abcde abcdef abcdefg abcdefgh aaa aaaa aaaaaaaa admin administrateur administrator root test testtest guest user utilisateur invite welcome bienvenue
   bonjour salut coucou hello letmein login connexion iloveyou jetaime jetaimefort amour amourtoujours monamour doudou loulou chouchou princesse princess
   soleil sunshine chocolat vacances football basket marseille olympiquedemarseille paris france nicolas julien camille pokemon minecraft roblox fortnite superman batman
   starwars naruto dragon monkey shadow master michael jordan secret secretsecret changeme changemoi trustno nothing computer ordinateur internet whatever qazwsx
   bibliotheque mediatheque mabibliotheque mamediatheque ressources ressourcesnumeriques oise picardie livre lecture library`.split(
    /\s+/
  )
);

/** One character again and again, or digits in their order. */
const isRow = (text: string): boolean =>
  /^(.)\1*$/u.test(text) || '01234567890123456789'.includes(text) || '98765432109876543210'.includes(text);

/** A birth date, a telephone number, a postal code twice: a few digits alone, with what people put between them. */
const isShortNumber = (text: string): boolean => /^[\d\s./-]*$/.test(text) && text.replace(/\D/g, '').length <= 12;

const lettersOf = (text: string): string => normalise(text).replace(/[^a-z]/g, '');

/** Shorter words are within too many others to forbid anything. */
const SHORTEST_WORD = 3;

/**
 * What is wrong with a password of sufficient length that is being chosen, as a code of messages/field-problems.ts; null where nothing is. `own`: names and
 * addresses of whom it is for; a word of theirs, or a common one, with digits and signs around it is none.
 */
export const passwordProblem = ({
  password,
  own,
}: {
  password: string;
  own: string[];
}): 'commonPassword' | 'ownPassword' | null => {
  if (isRow(password.toLowerCase()) || isShortNumber(password)) return 'commonPassword';
  const word = lettersOf(password);
  if (COMMON_WORDS.has(word)) return 'commonPassword';
  const owned = own.flatMap((text) => [text, text.split('@')[0]]).map(lettersOf);
  return word.length >= SHORTEST_WORD && owned.includes(word) ? 'ownPassword' : null;
};
