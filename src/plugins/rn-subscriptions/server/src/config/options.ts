/** An address, or a text: paragraphs between empty lines, a title behind `# `. */
export type Notice = string | { fr: string; en: string };

/** Every option of the plugin, once the defaults are filled in; the README has a table of them with their defaults. */
export interface Settings {
  /** length of a subscription in calendar months, where the library's record has none: 1 to 120 */
  subscriptionMonths: number;
  /** below this age, in years, a sign-up takes a guardian's name and agreement: 0 (asks nobody) to 18 */
  minorAge: number;
  /** whose midnight begins a day, as IANA names it: `Europe/Paris`, `America/Martinique` */
  timeZone: string;
  /** the address of the admin panel, as librarians type it: mails lead there; empty: where Strapi's `server.url` and `admin.url` say */
  adminUrl: string;
  /** the address of the pages for patrons, as they type it: mails lead there; empty: `website.path` at Strapi's `server.url` */
  websiteUrl: string;
  /** the pages for patrons */
  website: {
    /** they are served: `false` where pages of the host's take their place */
    enabled: boolean;
    /** where: begins with a slash, and does not end with one */
    path: string;
    /** the address of a style sheet of the host's, after theirs; empty: none */
    styleSheet: string;
    /** notices in the footer, each an address or a text, one for both languages or one for each; empty: none */
    notices: { accessibility: Notice; legal: Notice; privacy: Notice };
  };
  /** the departmental library's name: it signs the mails */
  networkName: string;
  /** the departmental library's mail address: it gets the requests for libraries that have none; empty: nobody does */
  networkEmail: string;
  /** how long what is kept */
  retention: {
    /** days that a request waits for its address to be confirmed: 1 to 365 */
    unconfirmedDays: number;
    /** months that a refused request is kept: 1 to 120 */
    refusedMonths: number;
    /** months that an expired registration is kept: 2 to 120 */
    expiredMonths: number;
    /** days between the mail that announces an erasure, and the erasure: 1 to 59 */
    noticeDays: number;
  };
  /** a folder outside of the database and its backups that knows what was mailed and erased; empty: none */
  stateFolder: string;
  /** another file for the hashes of what was erased; empty: `erasures.txt` in `stateFolder` */
  erasureLedger: string;
  /** nothing is mailed, and nobody is erased for age: for a copy to try things on */
  holdMails: boolean;
  /** what monitoring brings as `Authorization: Bearer …` to read the queue's counts: 16 characters at least; empty: nobody reads them */
  healthToken: string;
  /** this Strapi serves nothing else: the plugin may protect all of it */
  dedicated: boolean;
  /** how often something may be asked for */
  limits: {
    /** an hour, from one client: sign-ups, forgotten passwords, links, people added to an account; each apart */
    requestsPerClient: number;
    /** an hour, for one mailbox: the same */
    requestsPerAddress: number;
    /** an hour, from one client: tries to sign in, for patrons and for the panel each */
    signInsPerClient: number;
    /** a day, for one mailbox: sign-ups, each of which mails it; as many links that are asked for */
    mailsPerAddress: number;
    /** a day: moves of a waiting request to another library */
    movesPerRegistration: number;
  };
  /** the pace of each process's mails */
  mails: {
    /** how many are sent at once: 1 to 100 */
    atOnce: number;
    /** how many may leave in any minute, where the relay has a limit; 0: as many as there are */
    perMinute: number;
  };
  /** what keeps robots from signing up; `false` for a website with a protection of its own */
  signUp: {
    /** a small calculation in the browser */
    proofOfWork: boolean;
    /** a field that people do not see */
    honeypot: boolean;
  };
}

/** The options as a host writes them in `config/plugins`: what is left out has its default. */
export type PluginOptions = {
  [Name in keyof Settings]?: Settings[Name] extends object ? Partial<Settings[Name]> : Settings[Name];
};
