/** Numbers that people read on the website's pages and in mails, and that the server holds to. */

/** How many characters a password has at least. */
export const SHORTEST_PASSWORD = 8;

/** How long an account link opens after its mail was sent, in hours. */
export const LINK_HOURS = 48;

/** How many digits the code has that stands beside an account link. */
export const CODE_DIGITS = 8;

/** How many registrations one account holds: a large family, and no mailing list of libraries. */
export const MOST_REGISTRATIONS = 6;
